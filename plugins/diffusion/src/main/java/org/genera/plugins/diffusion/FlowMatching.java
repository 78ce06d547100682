package org.genera.plugins.diffusion;

import java.util.List;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.Variant;

/**
 * The velocity of straight lines between data and noise (Lipman et al. 2023, eq. 23; the first rectified flow of Liu et al. 2023, eq. 1):
 * E ‖v_θ((1 − t) x_0 + t ε, t) − (ε − x_0)‖².
 */
final class FlowMatching extends DiffusionModel {
    private static final List<SamplerChoice> SAMPLERS = List.of(
            SamplerChoice.euler(),
            SamplerChoice.heun(),
            SamplerChoice.dpmSolver(),
            SamplerChoice.strided(ReverseVariance.OF_STEPS, SamplerChoice.BY_SNR),
            SamplerChoice.probabilityFlow());

    static final Variant VARIANT = DiffusionModel.variant("flow-matching", "Flow matching")
            .summary(
                    "Learns the velocity along straight lines from noise to data (rectified flow): the way back is an ordinary"
                            + " differential equation that few steps solve.")
            .drawnBy(SamplerChoice.samplers(SAMPLERS))
            .knows(knowledge())
            .builds(() -> FlowMatching::new);

    FlowMatching(ModelSpec spec, ModelContext context) {
        super(
                spec,
                context,
                new Kind(new StraightLines(), Parametrisation.VELOCITY, LossWeight.uniform(), 1, SAMPLERS));
    }

    /** On narrow modes fresh noise corrects what Euler's steps of as many evaluations miss. */
    @Override
    public String usualSampler() {
        return images ? "euler" : "strided";
    }
}

package org.genera.plugins.diffusion;

import static org.genera.spi.Hyperparameters.real;

import java.util.List;
import org.genera.spi.Hyperparameter;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.Variant;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** DDPM whose network says the variances of the reverse steps too (Nichol and Dhariwal 2021). */
final class ImprovedDdpm extends Ddpm {
    static final Hyperparameter<Double> BOUND_WEIGHT = real("boundWeight")
            .from(0)
            .to(1)
            .orElse(0.001)
            .help(
                    "λ: how much the variational bound, which alone teaches the variances, counts beside the squared error.");

    private static final List<SamplerChoice> SAMPLERS = List.of(
            SamplerChoice.ancestral(ReverseVariance.LEARNED_OR_GIVEN),
            SamplerChoice.ddim(),
            SamplerChoice.strided(ReverseVariance.LEARNED_OR_GIVEN, SamplerChoice.LINEAR),
            SamplerChoice.dpmSolver(),
            SamplerChoice.heun(),
            SamplerChoice.predictorCorrector(ReverseVariance.LEARNED_OR_GIVEN),
            SamplerChoice.probabilityFlow());

    static final Variant VARIANT = Ddpm.VARIANT
            .derive("improved-ddpm", "Improved DDPM")
            .summary(
                    "DDPM on a cosine schedule whose network says the variances of the steps back as well, by a little of the"
                            + " variational bound beside the squared error: better bounds, and better samples in few steps.")
            .without(PARAMETRISATION, LOSS_WEIGHT, GAMMA)
            .with(SCHEDULE.orElse("squared-cosine"), BOUND_WEIGHT)
            .preset(
                    "Nichol and Dhariwal 2021",
                    "The paper's 4,000 steps, rate and average, for long trainings on images.",
                    TIMESTEPS.at(4000),
                    LEARNING_RATE.at(1e-4),
                    EMA_DECAY.at(0.9999),
                    UNet.CHANNELS.at(64),
                    UNet.PATCH.at(1),
                    UNet.RESOLUTIONS.at(3),
                    UNet.ATTENTION.at("lowest"))
            .drawnBy(SamplerChoice.samplers(SAMPLERS))
            .builds(() -> ImprovedDdpm::new);

    ImprovedDdpm(ModelSpec spec, ModelContext context) {
        super(spec, context, new Kind(diffusion(spec), Parametrisation.EPSILON, LossWeight.uniform(), 2, SAMPLERS));
    }

    /** L_simple + λ L_vlb (eq. 16), L_vlb in bits of a dimension. */
    @Override
    Operand<TFloat32> whole(Operand<TFloat32> squaredError, DenoisingLoss.Noised noised, Operand<TFloat32> said) {
        Operand<TFloat32> bound = new BoundLoss((GaussianDiffusion) process).of(tf, noised, said, size);
        return tf.math.add(squaredError, tf.math.mul(bound, tf.constant((float) (double) get(BOUND_WEIGHT))));
    }

    @Override
    ReverseVariance usualVariance() {
        return ReverseVariance.LEARNED;
    }

    @Override
    List<Method> bounds() {
        Method learned = bound(VLB, "variational bound with learned variances, also of the Gaussian decoder");
        return images ? List.of(learned.atTheEnd()) : List.of(learned);
    }
}

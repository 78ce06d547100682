package org.genera.plugins.diffusion;

import static org.genera.spi.Hyperparameters.choice;
import static org.genera.spi.Hyperparameters.real;

import java.util.List;
import org.genera.spi.Hyperparameter;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.Variant;

/** The score along a stochastic differential equation, in continuous time (Song et al. 2021b). */
final class ScoreSde extends DiffusionModel {
    static final Hyperparameter<String> SDE = choice("sde", "vp", "sub-vp", "ve")
            .help(
                    "What is done to the data: they fade into noise of one variance (VP), of less on the way (sub-VP), or noise is"
                            + " added until they are lost in it (VE).");
    static final Hyperparameter<Double> BETA_MIN =
            real("betaMin").from(1e-4).to(10).orElse(0.1).logarithmic().help("β at time 0 of VP and sub-VP.");
    static final Hyperparameter<Double> BETA_MAX =
            real("betaMax").from(1).to(100).orElse(20).logarithmic().help("β at time 1 of VP and sub-VP.");

    private static final List<SamplerChoice> SAMPLERS = List.of(
            SamplerChoice.predictorCorrector(ReverseVariance.OF_STEPS),
            SamplerChoice.strided(ReverseVariance.OF_STEPS, SamplerChoice.BY_SNR),
            SamplerChoice.ddim(),
            SamplerChoice.dpmSolver(),
            SamplerChoice.heun(),
            SamplerChoice.probabilityFlow());

    static final Variant VARIANT = DiffusionModel.variant("score-sde", "Score SDE")
            .summary(
                    "The score of the data in continuous time between data and noise: drawn along the stochastic equation or along"
                            + " an ordinary one, which gives likelihoods and codes.")
            .first(SDE, BETA_MIN, BETA_MAX, Ncsn.SIGMA_MIN, Ncsn.SIGMA_MAX)
            .preset(
                    "VE",
                    "Noise is added, from 0.01 to 50, for data in [-1, 1].",
                    SDE.at("ve"),
                    Ncsn.SIGMA_MIN.at(0.01),
                    Ncsn.SIGMA_MAX.at(50.0))
            .drawnBy(SamplerChoice.samplers(SAMPLERS))
            .knows(knowledge())
            .builds(() -> ScoreSde::new);

    ScoreSde(ModelSpec spec, ModelContext context) {
        super(spec, context, new Kind(process(spec), Parametrisation.SCORE, LossWeight.uniform(), 1, SAMPLERS));
    }

    private static NoiseProcess process(ModelSpec spec) {
        String sde = spec.get(SDE);
        return sde.equals("ve")
                ? new VarianceExploding(new GeometricNoise(spec.get(Ncsn.SIGMA_MIN), spec.get(Ncsn.SIGMA_MAX)))
                : new VariancePreserving(spec.get(BETA_MIN), spec.get(BETA_MAX), sde.equals("sub-vp"));
    }

    @Override
    public String usualSampler() {
        return images ? "strided" : SAMPLERS.get(0).sampler().id();
    }
}

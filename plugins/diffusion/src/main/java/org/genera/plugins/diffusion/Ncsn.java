package org.genera.plugins.diffusion;

import static org.genera.spi.Hyperparameters.integer;
import static org.genera.spi.Hyperparameters.real;

import java.util.List;
import org.genera.spi.Hyperparameter;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.Variant;

/**
 * Denoising score matching at geometric levels of noise (Song and Ermon 2019): E σ² ‖s_θ(x + σ ε, σ) + ε/σ‖² / 2 of eq. 5 with λ(σ) = σ²
 * is half the squared error of σ s_θ, which the network says.
 */
final class Ncsn extends DiffusionModel {
    static final Hyperparameter<Long> LEVELS = integer("noiseLevels")
            .from(2)
            .to(2000)
            .orElse(50)
            .help("L: levels of noise (10 in the paper; more are easier to walk between).");
    static final Hyperparameter<Double> SIGMA_MIN = real("sigmaMin")
            .from(1e-4)
            .to(1)
            .orElse(0.005)
            .logarithmic()
            .help("σ of the least noise, below the finest structure of the data.");
    static final Hyperparameter<Double> SIGMA_MAX = real("sigmaMax")
            .from(0.1)
            .to(1000)
            .orElse(10)
            .logarithmic()
            .help("σ of the most noise: about the largest distance between examples (Song and Ermon 2020).");

    private static final List<SamplerChoice> SAMPLERS = List.of(
            SamplerChoice.annealedLangevin(),
            SamplerChoice.strided(ReverseVariance.OF_STEPS, SamplerChoice.BY_SNR),
            SamplerChoice.ddim(),
            SamplerChoice.dpmSolver(),
            SamplerChoice.heun(),
            SamplerChoice.predictorCorrector(ReverseVariance.OF_STEPS),
            SamplerChoice.probabilityFlow());

    static final Variant VARIANT = DiffusionModel.variant("ncsn", "NCSN")
            .summary(
                    "Learns the score of the data among noise of many strengths, and draws by Langevin steps along it from much"
                            + " noise to little.")
            .first(LEVELS, SIGMA_MIN, SIGMA_MAX)
            .preset(
                    "Song and Ermon 2019",
                    "Ten levels from 1 to 0.01, for data in [-1, 1].",
                    LEVELS.at(10),
                    SIGMA_MIN.at(0.01),
                    SIGMA_MAX.at(1.0))
            .drawnBy(SamplerChoice.samplers(SAMPLERS))
            .knows(knowledge())
            .builds(() -> Ncsn::new);

    Ncsn(ModelSpec spec, ModelContext context) {
        super(
                spec,
                context,
                new Kind(
                        new NoiseLevels(
                                new GeometricNoise(spec.get(SIGMA_MIN), spec.get(SIGMA_MAX)), spec.count(LEVELS)),
                        Parametrisation.SCORE,
                        LossWeight.uniform(),
                        1,
                        SAMPLERS));
    }

    /** As good as Langevin steps with a quarter of the evaluations. */
    @Override
    public String usualSampler() {
        return "strided";
    }
}

package org.genera.plugins.diffusion;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.genera.spi.Accepts;
import org.genera.spi.Capability;
import org.genera.spi.DataShape;
import org.genera.spi.Hyperparameter;
import org.genera.spi.Hyperparameter.ChoiceValue;
import org.genera.spi.Hyperparameter.IntegerValue;
import org.genera.spi.Hyperparameter.RealValue;
import org.genera.spi.Likelihood.Exactness;
import org.genera.spi.Likelihood.Method;
import org.genera.spi.Metric;
import org.genera.spi.SampleRequest;
import org.genera.spi.Sampler;
import org.genera.spi.ValueRange;
import org.genera.spi.Values;
import org.genera.spi.Variant;

/** The variant of Ho et al. (2020): its schema, and what its samplers and bounds are called. */
final class Ddpm {
    static final Metric LOSS = new Metric("noiseError", "Squared error of the noise", "", Metric.Direction.LOWER);
    static final Metric GRADIENT_NORM = new Metric("gradientNorm", "Gradient norm", "", Metric.Direction.NEITHER);

    private static final ChoiceValue CLIP = new ChoiceValue(
            "clipDenoised",
            "Keeps the predicted x₀ within the range of the data at each step; auto does so for images in a bounded"
                    + " range.",
            "auto",
            List.of("auto", "yes", "no"));

    private static final Sampler ANCESTRAL = new Sampler(
            "ancestral",
            "Ancestral (DDPM)",
            "Walks back through all timesteps, adding fresh noise at each: the sampler of the paper, and the slowest.",
            List.of(
                    new ChoiceValue(
                            "variance",
                            "Variance of the noise that a step adds: that of the posterior given x₀, or β itself.",
                            "posterior",
                            List.of("posterior", "beta")),
                    CLIP));

    private static final Sampler DDIM = new Sampler(
            "ddim",
            "DDIM",
            "Skips timesteps; with η = 0 it is a deterministic map from noise to data.",
            List.of(
                    new IntegerValue(
                            "steps",
                            "Timesteps visited, at most as many as the model was trained with; fewer are faster and"
                                    + " coarser.",
                            "",
                            50,
                            1,
                            10_000),
                    new RealValue("eta", "η: 0 adds no noise, 1 as much as ancestral sampling.", "", 0, 0, 1, false),
                    new ChoiceValue(
                            "spacing",
                            "Where the visited timesteps lie: evenly, or denser near the data.",
                            "quadratic",
                            List.of("linear", "quadratic")),
                    CLIP));

    private Ddpm() {}

    static Variant variant() {
        return new Variant(
                "ddpm",
                "DDPM",
                "Predicts the noise in a noisy example, with a mean squared error over all noise levels alike and a"
                        + " linear noise schedule.",
                new Accepts(
                        EnumSet.of(DataShape.Kind.VECTOR, DataShape.Kind.IMAGE),
                        EnumSet.of(ValueRange.REAL, ValueRange.UNIT, ValueRange.SYMMETRIC),
                        false),
                Variant.Consumption.MINIBATCH,
                hyperparameters(),
                presets(),
                List.of(LOSS, GRADIENT_NORM),
                List.of(ANCESTRAL, DDIM),
                Set.of(Capability.TRAJECTORY, Capability.LIKELIHOOD_BOUND));
    }

    private static List<Hyperparameter> hyperparameters() {
        return List.of(
                new IntegerValue(
                        "timesteps",
                        "T: noise levels between data and pure noise. More make ancestral sampling slower and finer.",
                        "",
                        200,
                        50,
                        4000),
                new RealValue(
                        "betaStart",
                        "β of the first step, for T = 1000 (rescaled for another T). Its root is the finest structure"
                                + " that noise leaves: 1e-4 in the paper, less for narrow modes.",
                        "",
                        1e-5,
                        1e-7,
                        1e-2,
                        true),
                new RealValue(
                        "betaEnd",
                        "β of the last step, for T = 1000 (rescaled for another T). Large enough to leave pure noise.",
                        "",
                        0.02,
                        1e-3,
                        0.5,
                        true),
                new ChoiceValue(
                        "network",
                        "Predicts the noise; auto takes dense layers for vectors and a convolutional U-Net for images.",
                        "auto",
                        List.of("auto", "dense", "conv")),
                new IntegerValue("hiddenWidth", "Units of each dense layer.", "units", 128, 8, 4096),
                new IntegerValue("hiddenLayers", "Residual dense layers.", "layers", 3, 1, 16),
                new IntegerValue(
                        "inputFrequencies",
                        "Octaves of sines and cosines of the inputs that dense layers see beside the inputs; they help"
                                + " with fine structure in few dimensions.",
                        "",
                        4,
                        0,
                        10),
                new IntegerValue(
                        "channels",
                        "Channels of the U-Net at its finest resolution, a multiple of 4; twice as many below.",
                        "channels",
                        24,
                        4,
                        512),
                new IntegerValue(
                        "patch",
                        "Squares of this side become channels before the U-Net and pixels after it: 2 is several times"
                                + " faster than 1, a little coarser in the details.",
                        "pixels",
                        2,
                        1,
                        4),
                new IntegerValue("resolutions", "Resolutions of the U-Net, each half of the one before.", "", 2, 1, 4),
                new RealValue("learningRate", "Step size of Adam.", "", 1e-3, 1e-6, 1e-1, true),
                new RealValue(
                        "emaDecay",
                        "Decay of the moving average of the weights that samples are drawn with; warmed up, so short"
                                + " trainings can keep it.",
                        "",
                        0.999,
                        0,
                        0.99999,
                        false),
                new IntegerValue(
                        "boundTimesteps",
                        "Timesteps at which the likelihood bound is evaluated; more cost time and reduce its variance.",
                        "",
                        50,
                        2,
                        4000));
    }

    private static List<Variant.Preset> presets() {
        return List.of(
                new Variant.Preset(
                        "Ho et al. 2020",
                        "The paper's schedule, rate and average, for long trainings on images.",
                        Map.of(
                                "timesteps",
                                1000L,
                                "betaStart",
                                1e-4,
                                "betaEnd",
                                0.02,
                                "learningRate",
                                2e-4,
                                "emaDecay",
                                0.9999,
                                "channels",
                                32L,
                                "patch",
                                1L,
                                "resolutions",
                                3L)),
                new Variant.Preset(
                        "Few timesteps",
                        "T = 50 with larger steps: quick ancestral sampling, coarser details.",
                        Map.of("timesteps", 50L)));
    }

    /** The way back that a request asks for. */
    static ReverseProcess process(SampleRequest request) {
        Values chosen = request.settings();
        if (request.sampler().equals(ANCESTRAL.id())) {
            return new Ancestral(
                    chosen.choice("variance").equals("beta") ? ReverseVariance.BETA : ReverseVariance.POSTERIOR);
        }
        if (request.sampler().equals(DDIM.id())) {
            return new Ddim(
                    chosen.count("steps"),
                    chosen.real("eta"),
                    chosen.choice("spacing").equals("linear") ? Ddim.Spacing.LINEAR : Ddim.Spacing.QUADRATIC);
        }
        throw new IllegalArgumentException(
                "expected the sampler " + ANCESTRAL.id() + " or " + DDIM.id() + ", got " + request.sampler());
    }

    /** Whether the predicted x_0 is clipped. */
    static boolean clip(SampleRequest request, DdpmSettings settings) {
        String choice = request.settings().choice(CLIP.name());
        if (choice.equals("yes") && !settings.bounded()) {
            throw new IllegalArgumentException(
                    "expected data in a bounded range for clipDenoised = yes, got real values; choose auto or no");
        }
        return choice.equals("yes") || (choice.equals("auto") && settings.bounded() && settings.images());
    }

    static List<Method> likelihoodMethods(DdpmSettings settings) {
        String how = ", Gaussian decoder with variance β₁, " + settings.boundTimesteps() + " timesteps";
        Method posterior = new Method("vlb", Exactness.LOWER_BOUND, "variational bound with posterior variances" + how);
        Method beta = new Method("vlb-beta", Exactness.LOWER_BOUND, "variational bound with variances β" + how);
        // The usually tighter one first: β for images, whose pixels keep much of their freedom given x_t.
        return settings.images() ? List.of(beta, posterior) : List.of(posterior, beta);
    }

    static ReverseVariance variance(String method) {
        return switch (method) {
            case "vlb" -> ReverseVariance.POSTERIOR;
            case "vlb-beta" -> ReverseVariance.BETA;
            default -> throw new IllegalArgumentException("expected the method vlb or vlb-beta, got " + method);
        };
    }
}

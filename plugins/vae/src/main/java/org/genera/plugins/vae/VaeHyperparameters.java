package org.genera.plugins.vae;

import java.util.List;
import java.util.stream.Stream;
import org.genera.spi.Hyperparameter;
import org.genera.spi.Hyperparameter.ChoiceValue;
import org.genera.spi.Hyperparameter.IntegerValue;
import org.genera.spi.Hyperparameter.IntegersValue;
import org.genera.spi.Hyperparameter.RealValue;

/** The entries of the variants' schemas. */
final class VaeHyperparameters {

    private VaeHyperparameters() {}

    /** The groups one after the other. */
    @SafeVarargs
    static List<Hyperparameter> of(List<Hyperparameter>... groups) {
        return Stream.of(groups).flatMap(List::stream).toList();
    }

    static List<Hyperparameter> network() {
        return List.of(
                new IntegerValue(
                        "latent",
                        "Width of the code z. More gives better reconstructions; dimensions that a VAE has no use for"
                                + " fall back to the prior (KL near 0). 0 chooses: 20 for images; for vectors as many as"
                                + " they have coordinates (an autoencoder: half as many), at most 20.",
                        "",
                        0,
                        0,
                        1024),
                new ChoiceValue(
                        "network",
                        "Dense layers, or convolutions with stride 2 for images. auto: convolutions for colour images,"
                                + " dense layers for everything else.",
                        "auto",
                        List.of("auto", "dense", "conv")),
                new IntegersValue(
                        "hidden",
                        "Widths of the dense hidden layers of the encoder; the decoder mirrors them. With convolutions:"
                                + " of those between convolutions and code. An empty list chooses: 400 for images, 128"
                                + " and 128 for vectors, 256 with convolutions.",
                        "units",
                        List.of(),
                        1,
                        8192,
                        0,
                        8),
                new IntegersValue(
                        "channels",
                        "Channels of the encoder's convolutions (4×4, stride 2: each halves the image); the decoder"
                                + " mirrors them. Used by convolutional networks only.",
                        "channels",
                        List.of(32L, 64L),
                        1,
                        1024,
                        1,
                        6),
                new ChoiceValue(
                        "activation",
                        "Nonlinearity of the hidden layers.",
                        "relu",
                        List.of("relu", "leakyRelu", "silu", "elu", "tanh")));
    }

    static List<Hyperparameter> training() {
        return List.of(new RealValue(
                "learningRate",
                "Step size α of Adam (β₁ = 0.9, β₂ = 0.999). Lower it where the loss jumps.",
                "",
                1e-3,
                1e-6,
                1,
                true));
    }

    static Hyperparameter importanceSamples() {
        return new IntegerValue(
                "importanceSamples",
                "Draws of z for each example in the importance-weighted estimate of log p(x). More come closer to it,"
                        + " from below; the time grows with them. Training does not use it.",
                "",
                100,
                1,
                100_000);
    }

    static Hyperparameter beta() {
        return new RealValue(
                "beta",
                "Weight of the KL in the loss: 1 is the VAE, more tightens the code. The −ELBO is always reported with"
                        + " weight 1.",
                "",
                4,
                0,
                1000,
                false);
    }

    static Hyperparameter likelihood() {
        return new ChoiceValue(
                "likelihood",
                "Decoder distribution. auto: bernoulli for values in [0, 1] (binary or grey), gaussian for all others.",
                "auto",
                List.of("auto", "bernoulli", "gaussian"));
    }

    static Hyperparameter decoderMean() {
        return new ChoiceValue(
                "decoderMean",
                "How the decoder's output becomes its mean: sigmoid keeps it in the data's range, linear lets it go"
                        + " anywhere. auto: sigmoid for data in [0, 1] or [-1, 1], linear otherwise.",
                "auto",
                List.of("auto", "sigmoid", "linear"));
    }

    static List<Hyperparameter> gaussian() {
        return List.of(
                decoderMean(),
                new ChoiceValue(
                        "decoderVariance",
                        "Whether the Gaussian decoder's variance stays as given or is learned, one number for all"
                                + " dimensions. Learned finds the balance of reconstruction and KL by itself; with β other"
                                + " than 1 it partly undoes β.",
                        "learned",
                        List.of("learned", "fixed")),
                new RealValue(
                        "variance",
                        "σ² of the Gaussian decoder in squared units of the data; where it is learned, what it starts from."
                                + " Smaller weighs reconstruction more.",
                        "",
                        0.1,
                        1e-6,
                        1e4,
                        true));
    }

    static Hyperparameter draw() {
        return new ChoiceValue(
                "draw",
                "sample draws x from p(x|z), noise and all, as the model means it; mean shows the mean of p(x|z), which"
                        + " looks cleaner. auto: sample for vectors, mean for images.",
                "auto",
                List.of("auto", "mean", "sample"));
    }
}

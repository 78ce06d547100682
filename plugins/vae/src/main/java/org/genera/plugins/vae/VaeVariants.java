package org.genera.plugins.vae;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.genera.spi.Accepts;
import org.genera.spi.Capability;
import org.genera.spi.DataShape.Kind;
import org.genera.spi.Hyperparameter;
import org.genera.spi.Metric;
import org.genera.spi.Metric.Direction;
import org.genera.spi.Sampler;
import org.genera.spi.ValueRange;
import org.genera.spi.Variant;
import org.genera.spi.Variant.Consumption;
import org.genera.spi.Variant.Preset;

/** What the launch form offers: the variants with their presets, metrics and capabilities. */
final class VaeVariants {
    static final String AUTOENCODER = "autoencoder";
    static final String BERNOULLI = "vae-bernoulli";
    static final String GAUSSIAN = "vae-gaussian";
    static final String BETA = "beta-vae";

    private static final Metric SIGMA = new Metric("sigma", "Decoder σ", "", Direction.NEITHER);

    private static final Set<Capability> VAE_CAPABILITIES = EnumSet.of(
            Capability.RECONSTRUCT,
            Capability.ENCODE,
            Capability.LATENT_SPACE,
            Capability.LIKELIHOOD_BOUND,
            Capability.LIKELIHOOD_ESTIMATE);

    private static final Preset PLANE = new Preset(
            "Two latent dimensions",
            "To see the latent space as a map: the prior's plane decoded, and the codes of the classes in it.",
            Map.of("latent", 2L));

    private VaeVariants() {}

    static List<Variant> all() {
        return List.of(bernoulli(), gaussian(), beta(), autoencoder());
    }

    private static Variant bernoulli() {
        return new Variant(
                BERNOULLI,
                "VAE, Bernoulli decoder",
                "Each number is 0 or 1 with a probability that depends on z. The usual choice for binarised images; grey"
                        + " values are taken as probabilities, and the bound is then no likelihood.",
                new Accepts(EnumSet.of(Kind.VECTOR, Kind.IMAGE), EnumSet.of(ValueRange.BINARY, ValueRange.UNIT), false),
                Consumption.MINIBATCH,
                VaeHyperparameters.of(VaeHyperparameters.network(), VaeHyperparameters.training(), bound()),
                List.of(
                        new Preset(
                                "Kingma & Welling 2014, MNIST",
                                "The paper's network (500 tanh units, 20 latent dimensions), with Adam for its Adagrad.",
                                Map.of(
                                        "network",
                                        "dense",
                                        "hidden",
                                        List.of(500L),
                                        "activation",
                                        "tanh",
                                        "latent",
                                        20L)),
                        new Preset(
                                "Burda et al. 2016, one stochastic layer",
                                "The network that importance-weighted likelihoods are usually quoted for; 50 latent"
                                        + " dimensions, of which about half stay in use.",
                                Map.of(
                                        "network",
                                        "dense",
                                        "hidden",
                                        List.of(200L, 200L),
                                        "activation",
                                        "tanh",
                                        "latent",
                                        50L)),
                        convolutional(),
                        PLANE),
                vaeMetrics(),
                List.of(ancestral()),
                VAE_CAPABILITIES);
    }

    private static Variant gaussian() {
        return new Variant(
                GAUSSIAN,
                "VAE, Gaussian decoder",
                "Each number is normal around a mean that depends on z, with one variance for all, fixed or learned. For"
                        + " points, and for grey and colour values.",
                Accepts.vectorsAndImages(),
                Consumption.MINIBATCH,
                VaeHyperparameters.of(
                        VaeHyperparameters.network(),
                        VaeHyperparameters.gaussian(),
                        VaeHyperparameters.training(),
                        bound()),
                List.of(
                        new Preset(
                                "Fixed σ² = 0.1",
                                "A fixed weight between reconstruction and KL, for comparison with programs that fix it.",
                                Map.of("decoderVariance", "fixed", "variance", 0.1)),
                        new Preset(
                                "Plain squared error, σ² = 1/2",
                                "The bound of programs that add the summed squared error to the KL: on [0, 1] images soft"
                                        + " and with few latent dimensions in use.",
                                Map.of("decoderVariance", "fixed", "variance", 0.5)),
                        convolutional(),
                        PLANE),
                withSigma(vaeMetrics()),
                List.of(ancestral()),
                VAE_CAPABILITIES);
    }

    private static Variant beta() {
        return new Variant(
                BETA,
                "β-VAE",
                "The KL weighs β times as much: a tighter code whose dimensions tend towards single factors of the data,"
                        + " at the price of reconstruction. β = 1 is the VAE.",
                Accepts.vectorsAndImages(),
                Consumption.MINIBATCH,
                VaeHyperparameters.of(
                        List.of(VaeHyperparameters.beta(), VaeHyperparameters.likelihood()),
                        VaeHyperparameters.network(),
                        VaeHyperparameters.gaussian(),
                        VaeHyperparameters.training(),
                        bound()),
                List.of(
                        new Preset(
                                "Higgins et al. 2017, dSprites",
                                "β = 4 with the paper's dense encoder and 10 latent dimensions, with Adam for its Adagrad.",
                                Map.of(
                                        "beta",
                                        4.0,
                                        "likelihood",
                                        "bernoulli",
                                        "network",
                                        "dense",
                                        "hidden",
                                        List.of(1200L, 1200L),
                                        "latent",
                                        10L)),
                        new Preset(
                                "Locatello et al. 2019, small images",
                                "The convolutional network of the disentanglement benchmarks: 10 latent dimensions, Adam"
                                        + " 1e-4.",
                                Map.of(
                                        "beta",
                                        4.0,
                                        "network",
                                        "conv",
                                        "channels",
                                        List.of(32L, 32L, 64L, 64L),
                                        "hidden",
                                        List.of(256L),
                                        "latent",
                                        10L,
                                        "learningRate",
                                        1e-4)),
                        PLANE),
                withSigma(vaeMetrics()),
                List.of(ancestral()),
                VAE_CAPABILITIES);
    }

    private static Variant autoencoder() {
        return new Variant(
                AUTOENCODER,
                "Autoencoder",
                "Squares the error of the data sent through a narrow code, without noise and without a prior: the"
                        + " reconstruction to compare the others with. It cannot be sampled.",
                Accepts.vectorsAndImages(),
                Consumption.MINIBATCH,
                VaeHyperparameters.of(
                        VaeHyperparameters.network(),
                        List.of(VaeHyperparameters.decoderMean()),
                        VaeHyperparameters.training()),
                List.of(convolutional(), PLANE),
                List.of(new Metric("mse", "Mean squared error", "", Direction.LOWER)),
                List.of(),
                EnumSet.of(Capability.RECONSTRUCT, Capability.ENCODE));
    }

    private static Preset convolutional() {
        return new Preset(
                "Convolutional",
                "Strided convolutions down and transposed ones up; slower in each step, fewer weights, better on larger"
                        + " and on colour images.",
                Map.of("network", "conv", "channels", List.of(32L, 64L), "hidden", List.of(256L)));
    }

    private static List<Metric> vaeMetrics() {
        return List.of(
                new Metric("negativeElbo", "−ELBO", "nats", Direction.LOWER),
                new Metric("loss", "Loss (reconstruction + β KL)", "nats", Direction.LOWER),
                new Metric("reconstruction", "Reconstruction, −log p(x|z)", "nats", Direction.LOWER),
                new Metric("kl", "KL(q(z|x) ‖ p(z))", "nats", Direction.LOWER));
    }

    private static List<Metric> withSigma(List<Metric> metrics) {
        List<Metric> all = new ArrayList<>(metrics);
        all.add(SIGMA);
        return all;
    }

    private static List<Hyperparameter> bound() {
        return List.of(VaeHyperparameters.importanceSamples());
    }

    static Sampler ancestral() {
        return new Sampler(
                "ancestral",
                "Ancestral",
                "Draws z from the prior and then x from p(x|z), or shows the mean of p(x|z).",
                List.of(VaeHyperparameters.draw()));
    }
}

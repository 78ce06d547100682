package org.genera.plugins.vae;

import static org.genera.spi.Hyperparameters.choice;
import static org.genera.spi.Hyperparameters.integer;
import static org.genera.spi.Hyperparameters.integers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.genera.nn.Activation;
import org.genera.nn.Scope;
import org.genera.spi.DataShape;
import org.genera.spi.Hyperparameter;
import org.genera.spi.InvalidValueException;
import org.genera.spi.ModelSpec;
import org.genera.spi.Variant.Preset;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Encoder and decoder; data and codes are flat. */
interface Networks {
    int USUAL_LATENTS = 20;

    Hyperparameter<Long> LATENT = integer("latent")
            .to(1024)
            .help(
                    "Width of the code z. More gives better reconstructions; dimensions that a VAE has no use for fall back"
                            + " to the prior (KL near 0). 0 chooses: 20 for images; for vectors as many as they have coordinates"
                            + " (an autoencoder: half as many), at most 20.");
    Hyperparameter<String> NETWORK = choice("network", "auto", "dense", "conv")
            .help("Dense layers, or convolutions with stride 2 for images. auto: convolutions for colour images, dense"
                    + " layers for everything else.");
    Hyperparameter<List<Long>> HIDDEN = integers("hidden")
            .from(1)
            .to(8192)
            .lengths(0, 8)
            .in("units")
            .help(
                    "Widths of the dense hidden layers of the encoder; the decoder mirrors them. With convolutions: of those"
                            + " between convolutions and code. An empty list chooses: 400 for images, 128 and 128 for vectors, 256"
                            + " with convolutions.");
    Hyperparameter<List<Long>> CHANNELS = integers("channels")
            .from(1)
            .to(1024)
            .lengths(1, 6)
            .orElse(32, 64)
            .in("channels")
            .help("Channels of the encoder's convolutions (4×4, stride 2: each halves the image); the decoder mirrors"
                    + " them. Used by convolutional networks only.");
    Hyperparameter<String> ACTIVATION =
            choice("activation", "relu", "leakyRelu", "silu", "elu", "tanh").help("Nonlinearity of the hidden layers.");

    Preset PLANE = Preset.of(
            "Two latent dimensions",
            "To see the latent space as a map: the prior's plane decoded, and the codes of the classes in it.",
            LATENT.at(2));
    Preset CONVOLUTIONAL = Preset.of(
            "Convolutional",
            "Strided convolutions down and transposed ones up; slower in each step, fewer weights, better on larger and on"
                    + " colour images.",
            NETWORK.at("conv"),
            CHANNELS.at(List.of(32, 64)),
            HIDDEN.at(List.of(256)));

    /**
     * @param x data [B, D]
     * @param width of the code
     * @return [B, width], any real numbers
     */
    Operand<TFloat32> encode(Scope scope, Operand<TFloat32> x, int width);

    /**
     * @param z codes [B, L]
     * @return [B, D], any real numbers
     */
    Operand<TFloat32> decode(Scope scope, Operand<TFloat32> z);

    /** The networks that the hyperparameters ask for. */
    static Networks of(ModelSpec spec) {
        DataShape shape = spec.data().shape();
        String choice = spec.get(NETWORK);
        List<Integer> hidden = spec.values().counts(HIDDEN);
        Activation activation = activation(spec.get(ACTIVATION));
        if (choice.equals("conv") && !(shape instanceof DataShape.Image)) {
            throw new InvalidValueException(
                    "network", "auto or dense for vectors (convolutions need images)", "\"conv\"");
        }
        if (shape instanceof DataShape.Image image
                && (choice.equals("conv") || (choice.equals("auto") && image.channels() > 1))) {
            int[] channels = spec.values().counts(CHANNELS).stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
            return new ConvNetworks(image, channels, hidden.isEmpty() ? List.of(256) : hidden, activation);
        }
        List<Integer> usual = shape instanceof DataShape.Image ? List.of(400) : List.of(128, 128);
        return new Perceptrons(shape.size(), hidden.isEmpty() ? usual : hidden, activation);
    }

    /**
     * How wide the code is: {@link #LATENT}, or what suits the data where it is 0.
     *
     * @param forVectors what suits them
     */
    static int latentSize(ModelSpec spec, int forVectors) {
        int given = spec.count(LATENT);
        if (given > 0) {
            return given;
        }
        return spec.data().shape() instanceof DataShape.Image
                ? USUAL_LATENTS
                : Math.max(1, Math.min(USUAL_LATENTS, forVectors));
    }

    private static Activation activation(String choice) {
        return switch (choice) {
            case "relu" -> Activation.RELU;
            case "leakyRelu" -> Activation.LEAKY_RELU;
            case "silu" -> Activation.SILU;
            case "elu" -> Activation.ELU;
            case "tanh" -> Activation.TANH;
            default -> throw new IllegalArgumentException("expected a known activation, got " + choice);
        };
    }

    /** The widths in the decoder's order. */
    static List<Integer> reversed(List<Integer> widths) {
        List<Integer> reversed = new ArrayList<>(widths);
        Collections.reverse(reversed);
        return reversed;
    }
}

package org.genera.plugins.vae;

import java.util.Arrays;
import org.genera.nn.Activation;
import org.genera.nn.Scope;
import org.genera.spi.DataShape;
import org.genera.spi.InvalidValueException;
import org.genera.spi.Values;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Encoder and decoder; data and codes are flat. */
interface Networks {

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
    static Networks of(Values values, DataShape shape) {
        String choice = values.choice("network");
        int[] hidden = values.integers("hidden");
        Activation activation = activation(values.choice("activation"));
        if (choice.equals("conv") && !(shape instanceof DataShape.Image)) {
            throw new InvalidValueException(
                    "network", "auto or dense for vectors (convolutions need images)", "\"conv\"");
        }
        if (shape instanceof DataShape.Image image
                && (choice.equals("conv") || (choice.equals("auto") && image.channels() > 1))) {
            return new ConvNetworks(
                    image, values.integers("channels"), hidden.length > 0 ? hidden : new int[] {256}, activation);
        }
        int[] usual = shape instanceof DataShape.Image ? new int[] {400} : new int[] {128, 128};
        return new DenseNetworks(shape.size(), hidden.length > 0 ? hidden : usual, activation);
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
    static int[] reversed(int[] widths) {
        int[] reversed = Arrays.copyOf(widths, widths.length);
        for (int i = 0; i < widths.length; i++) {
            reversed[i] = widths[widths.length - 1 - i];
        }
        return reversed;
    }
}

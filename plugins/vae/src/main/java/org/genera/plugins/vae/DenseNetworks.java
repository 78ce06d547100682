package org.genera.plugins.vae;

import org.genera.nn.Activation;
import org.genera.nn.Dense;
import org.genera.nn.Scope;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Fully connected layers, drawn as PyTorch's {@code Linear} draws them. */
final class DenseNetworks implements Networks {
    private final int size;
    private final int[] hidden;
    private final Activation activation;

    /**
     * @param size D of the data
     * @param hidden widths of the encoder's hidden layers
     */
    DenseNetworks(int size, int[] hidden, Activation activation) {
        this.size = size;
        this.hidden = hidden;
        this.activation = activation;
    }

    @Override
    public Operand<TFloat32> encode(Scope scope, Operand<TFloat32> x, int width) {
        return linear(scope.child("code"), layers(scope, x, hidden, activation), width);
    }

    @Override
    public Operand<TFloat32> decode(Scope scope, Operand<TFloat32> z) {
        return linear(scope.child("output"), layers(scope, z, Networks.reversed(hidden), activation), size);
    }

    /** Hidden layers one after the other. */
    static Operand<TFloat32> layers(Scope scope, Operand<TFloat32> x, int[] widths, Activation activation) {
        Operand<TFloat32> h = x;
        for (int i = 0; i < widths.length; i++) {
            h = activation.apply(scope.tf(), linear(scope.child("hidden" + (i + 1)), h, widths[i]));
        }
        return h;
    }

    /** x W + b. */
    static Operand<TFloat32> linear(Scope scope, Operand<TFloat32> x, int width) {
        return Dense.uniformFanIn(x.shape().get(1), width).apply(scope, x);
    }
}

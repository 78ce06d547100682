package org.genera.plugins.vae;

import java.util.List;
import org.genera.nn.Activation;
import org.genera.nn.DenseNetwork;
import org.genera.nn.Scope;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Fully connected layers.
 *
 * @param size D of the data
 * @param hidden widths of the encoder's hidden layers
 */
record Perceptrons(int size, List<Integer> hidden, Activation activation) implements Networks {

    @Override
    public Operand<TFloat32> encode(Scope scope, Operand<TFloat32> x, int width) {
        return new DenseNetwork(hidden, activation, width, "code").apply(scope, x);
    }

    @Override
    public Operand<TFloat32> decode(Scope scope, Operand<TFloat32> z) {
        return new DenseNetwork(Networks.reversed(hidden), activation, size, "output").apply(scope, z);
    }
}

package org.genera.plugins.gan;

import java.util.List;
import org.genera.nn.Activation;
import org.genera.nn.Dense;
import org.genera.nn.Scope;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Fully connected hidden layers with one nonlinearity, then a linear layer. Weights and biases start as in PyTorch's
 * {@code Linear}.
 *
 * @param hidden units of each hidden layer
 * @param activation after each hidden layer
 * @param outputs width of the last layer
 */
record DenseNetwork(List<Integer> hidden, Activation activation, int outputs) {

    DenseNetwork {
        hidden = List.copyOf(hidden);
    }

    /** What happens to the units of a hidden layer, such as dropout. */
    @FunctionalInterface
    interface Regularisation {

        /** No change. */
        Regularisation NONE = (units, layer) -> units;

        /**
         * @param units [B, hidden.get(layer)]
         * @return of the same shape
         */
        Operand<TFloat32> apply(Operand<TFloat32> units, int layer);
    }

    /**
     * @param x [B, in]
     * @return [B, outputs]
     */
    Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x, Regularisation regularisation) {
        Operand<TFloat32> h = x;
        for (int layer = 0; layer < hidden.size(); layer++) {
            Operand<TFloat32> sums = linear(h, hidden.get(layer)).apply(scope.child("hidden" + (layer + 1)), h);
            h = regularisation.apply(activation.apply(scope.tf(), sums), layer);
        }
        return linear(h, outputs).apply(scope.child("out"), h);
    }

    private static Dense linear(Operand<TFloat32> x, int units) {
        return Dense.uniformFanIn(x.shape().get(1), units);
    }
}

package org.genera.nn;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Fully connected hidden layers with one nonlinearity, then a linear layer. Weights and biases start as in PyTorch's
 * {@code Linear}.
 *
 * @param hidden units of each hidden layer
 * @param activation after each hidden layer
 * @param outputs width of the last layer
 * @param last name of the last layer in its scope, under which checkpoints keep its weights
 */
public record DenseNetwork(List<Integer> hidden, Activation activation, int outputs, String last) {

    public DenseNetwork {
        hidden = List.copyOf(hidden);
    }

    /** Its last layer is named out. */
    public DenseNetwork(List<Integer> hidden, Activation activation, int outputs) {
        this(hidden, activation, outputs, "out");
    }

    /** What happens to the units of a hidden layer, such as dropout. */
    @FunctionalInterface
    public interface Regularisation {

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
    public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
        return apply(scope, x, Regularisation.NONE);
    }

    /**
     * @param x [B, in]
     * @return [B, outputs]
     */
    public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x, Regularisation regularisation) {
        Operand<TFloat32> h = hidden(scope, x, regularisation);
        return linear(h, outputs).apply(scope.child(last), h);
    }

    /**
     * What the last layer sees.
     *
     * @param x [B, in]
     * @return [B, width of the last hidden layer], or x where there are none
     */
    public Operand<TFloat32> hidden(Scope scope, Operand<TFloat32> x) {
        return hidden(scope, x, Regularisation.NONE);
    }

    /**
     * What the last layer sees.
     *
     * @param x [B, in]
     * @return [B, width of the last hidden layer], or x where there are none
     */
    public Operand<TFloat32> hidden(Scope scope, Operand<TFloat32> x, Regularisation regularisation) {
        Operand<TFloat32> h = x;
        for (int layer = 0; layer < hidden.size(); layer++) {
            Operand<TFloat32> sums = linear(h, hidden.get(layer)).apply(scope.child("hidden" + (layer + 1)), h);
            h = regularisation.apply(activation.apply(scope.tf(), sums), layer);
        }
        return h;
    }

    private static Dense linear(Operand<TFloat32> x, int units) {
        return Dense.uniformFanIn(x.shape().get(1), units);
    }
}

package org.genera.plugins.flow;

import java.util.List;
import org.genera.nn.Activation;
import org.genera.nn.Conv2d;
import org.genera.nn.Dense;
import org.genera.nn.DenseNetwork;
import org.genera.nn.Initializer;
import org.genera.nn.Scope;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** What a coupling computes from the coordinates that it keeps. Its last layer is zero at first: a flow starts as the identity. */
@FunctionalInterface
interface CouplingNetwork {

    /**
     * @param kept [B, …, C]
     * @return [B, …, outputs]
     */
    Operand<TFloat32> apply(Scope scope, Operand<TFloat32> kept, int outputs);

    /** Fully connected, on vectors [B, C]. */
    static CouplingNetwork dense(List<Integer> hidden) {
        return (scope, kept, outputs) -> {
            Operand<TFloat32> h = new DenseNetwork(hidden, Activation.RELU, outputs).hidden(scope, kept);
            return new Dense(outputs, Initializer.zeros(), Initializer.zeros()).apply(scope.child("out"), h);
        };
    }

    /**
     * Convolutions on pictures [B, H, W, C] (Kingma and Dhariwal 2018, sec. 4): 3×3, then 1×1 for each further hidden layer, then
     * 3×3.
     *
     * @param hidden channels of each hidden layer, at least one
     */
    static CouplingNetwork convolutional(List<Integer> hidden) {
        return (scope, kept, outputs) -> {
            Operand<TFloat32> h = kept;
            for (int layer = 0; layer < hidden.size(); layer++) {
                Conv2d convolution = new Conv2d(hidden.get(layer), layer == 0 ? 3 : 1, 1, Initializer.heNormal());
                h = Activation.RELU.apply(scope.tf(), convolution.apply(scope.child("hidden" + (layer + 1)), h));
            }
            return new Conv2d(outputs, 3, 1, Initializer.zeros()).apply(scope.child("out"), h);
        };
    }
}

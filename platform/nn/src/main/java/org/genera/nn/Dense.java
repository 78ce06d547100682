package org.genera.nn;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A fully connected layer, y = x W + b.
 *
 * @param units width of the output
 * @param weights first value of W [in, units]
 * @param bias first value of b [units]
 */
public record Dense(int units, Initializer weights, Initializer bias) {

    public Dense {
        if (units < 1) {
            throw new IllegalArgumentException("need units >= 1, got " + units);
        }
    }

    /** Glorot-uniform weights, no bias at the start. */
    public static Dense glorot(int units) {
        return new Dense(units, Initializer.glorotUniform(), Initializer.zeros());
    }

    /** Weights and bias as PyTorch's {@code Linear} draws them for an input of width {@code fanIn}. */
    public static Dense uniformFanIn(long fanIn, int units) {
        return new Dense(units, Initializer.uniformFanIn(fanIn), Initializer.uniformFanIn(fanIn));
    }

    /**
     * @param x [B, in]
     * @return [B, units]
     */
    public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
        Ops tf = scope.tf();
        long in = StaticShapes.channels(scope, x, 2);
        Operand<TFloat32> w = scope.weight("weights", Shape.of(in, units), weights);
        Operand<TFloat32> b = scope.weight("bias", Shape.of(units), bias);
        // Not a broadcast sum: the gradient of this bias is one operation, and the three fuse.
        return tf.nn.biasAdd(tf.linalg.matMul(x, w), b);
    }
}

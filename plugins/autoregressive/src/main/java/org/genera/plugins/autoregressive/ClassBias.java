package org.genera.plugins.autoregressive;

import org.genera.nn.Initializer;
import org.genera.nn.Scope;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A bias for each class: Vᵀh of van den Oord et al. (2016b, eq. 4), the same at every pixel. */
final class ClassBias {
    private ClassBias() {}

    /**
     * @param classes [B, K]
     * @param like features that it is added to: [B, H, W, channels] or [B, channels]
     * @return [B, 1, 1, channels] or [B, channels]
     */
    static Operand<TFloat32> of(Scope scope, Operand<TFloat32> classes, Operand<TFloat32> like) {
        Ops tf = scope.tf();
        int rank = like.shape().numDimensions();
        long channels = like.shape().get(rank - 1);
        Operand<TFloat32> weights =
                scope.weight("weights", Shape.of(classes.shape().get(1), channels), Initializer.glorotUniform());
        Operand<TFloat32> bias = tf.linalg.matMul(classes, weights);
        return rank == 2 ? bias : tf.reshape(bias, tf.constant(new long[] {-1, 1, 1, channels}));
    }
}

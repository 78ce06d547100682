package org.genera.plugins.diffusion;

import org.genera.nn.Conv2d;
import org.genera.nn.GroupNorm;
import org.genera.nn.Initializer;
import org.genera.nn.Scope;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;

/**
 * Attention of all places of a picture to each other around a shortcut, one head, after group normalisation (Ho et al. 2020, appendix B;
 * Vaswani et al. 2017, eq. 1). It starts as its shortcut.
 *
 * @param groups of the normalisation
 */
record PlaceAttention(int groups) {

    /**
     * @param x [B, H, W, C]
     * @return [B, H, W, C]
     */
    Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
        Ops tf = scope.tf();
        int height = (int) x.shape().get(1);
        int width = (int) x.shape().get(2);
        int channels = (int) x.shape().get(3);
        Operand<TFloat32> normed = new GroupNorm(groups).apply(scope.child("norm"), x);
        int[] places = {-1, height * width, channels};
        Operand<TFloat32> queries = tf.math.mul(
                projected(scope.child("queries"), normed, places), tf.constant((float) (1 / Math.sqrt(channels))));
        Operand<TFloat32> keys = projected(scope.child("keys"), normed, places);
        Operand<TFloat32> values = projected(scope.child("values"), normed, places);
        Operand<TFloat32> weights =
                tf.nn.softmax(tf.train.batchMatMul(queries, keys, TFloat32.class, BatchMatMul.adjY(true)));
        Operand<TFloat32> seen = tf.reshape(
                tf.train.batchMatMul(weights, values, TFloat32.class),
                tf.constant(new int[] {-1, height, width, channels}));
        return tf.math.add(x, new Conv2d(channels, 1, 1, Initializer.zeros()).apply(scope.child("out"), seen));
    }

    private static Operand<TFloat32> projected(Scope scope, Operand<TFloat32> x, int[] places) {
        return scope.tf()
                .reshape(
                        Conv2d.glorot(places[2], 1, 1).apply(scope, x),
                        scope.tf().constant(places));
    }
}

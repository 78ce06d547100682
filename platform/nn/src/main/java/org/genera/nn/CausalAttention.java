package org.genera.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;

/**
 * Attention of several heads, each place of a sequence to itself and those before it (Vaswani et al. 2017, eq. 1 and sec. 3.2.2, masked
 * as in sec. 3.2.3).
 *
 * @param heads that share the width of a place evenly
 * @param out first value of the weights W^O [width, width]
 */
public record CausalAttention(int heads, Initializer out) {
    /** Places that ask together. They do not look at those behind the last of them, which is almost half of all the work. */
    private static final int TOGETHER = 112;

    /** What a place that may not be looked at has added to its logit. */
    private static final float HIDDEN = -1e9f;

    public CausalAttention {
        if (heads < 1) {
            throw new IllegalArgumentException("need one head or more, got " + heads);
        }
    }

    /**
     * What is remembered of earlier places when sequences are followed place by place.
     *
     * @param keys [B, heads, P, width / heads]; P may be more than there are places yet
     * @param values [B, heads, P, width / heads]
     * @param mask what is added to the logits of the places, as {@link CausalAttention#mask} gives it: [P]
     */
    public record Past(Operand<TFloat32> keys, Operand<TFloat32> values, Operand<TFloat32> mask) {}

    /**
     * What there is to know of one place.
     *
     * @param output [B, width]
     * @param key of this place, to be remembered: [B, width], one head after the other
     * @param value the same
     */
    public record At(Operand<TFloat32> output, Operand<TFloat32> key, Operand<TFloat32> value) {}

    /** The mask of a {@link Past} with room for so many places, the first of which are there. */
    public static float[] mask(int room, int there) {
        float[] mask = new float[room];
        Arrays.fill(mask, there, room, HIDDEN);
        return mask;
    }

    /**
     * All places at once.
     *
     * @param x [B, T, width]
     * @return [B, T, width]
     */
    public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
        Ops tf = scope.tf();
        int width = width(scope, x, 3);
        int length = (int) x.shape().get(1);
        Operand<TFloat32> flat = tf.reshape(x, tf.constant(new long[] {-1, width}));
        Operand<TFloat32> queries = byHead(tf, queries(scope, flat, width), length, width);
        Operand<TFloat32> keys = byHead(tf, dense("keys", scope, flat, width), length, width);
        Operand<TFloat32> values = byHead(tf, dense("values", scope, flat, width), length, width);
        List<Operand<TFloat32>> seen = new ArrayList<>();
        int blocks = (length + TOGETHER - 1) / TOGETHER;
        for (int block = 0; block < blocks; block++) {
            int from = block * length / blocks;
            int to = (block + 1) * length / blocks;
            seen.add(seen(
                    tf,
                    places(tf, queries, from, to, length),
                    places(tf, keys, 0, to, length),
                    places(tf, values, 0, to, length),
                    from));
        }
        Operand<TFloat32> all = blocks == 1 ? seen.get(0) : tf.concat(seen, tf.constant(2));
        Operand<TFloat32> joined = tf.reshape(
                tf.linalg.transpose(all, tf.constant(new int[] {0, 2, 1, 3})), tf.constant(new long[] {-1, width}));
        return tf.reshape(out(scope, joined, width), tf.constant(new long[] {-1, length, width}));
    }

    /** What places from one on see of the places up to their last one: [B, heads, queries, width / heads]. */
    private static Operand<TFloat32> seen(
            Ops tf, Operand<TFloat32> queries, Operand<TFloat32> keys, Operand<TFloat32> values, int from) {
        int rows = (int) queries.shape().get(2);
        int columns = (int) keys.shape().get(2);
        float[] mask = new float[rows * columns];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = i % columns > from + i / columns ? HIDDEN : 0;
        }
        Operand<TFloat32> logits = tf.math.add(
                tf.train.batchMatMul(queries, keys, TFloat32.class, BatchMatMul.adjY(true)),
                tf.constant(Shape.of(rows, columns), DataBuffers.of(mask)));
        return tf.train.batchMatMul(tf.nn.softmax(logits), values, TFloat32.class);
    }

    /**
     * One place of each sequence, which gives what {@link #apply} gives there.
     *
     * @param x the place: [B, width]
     */
    public At at(Scope scope, Operand<TFloat32> x, Past past) {
        Ops tf = scope.tf();
        int width = width(scope, x, 2);
        Operand<TFloat32> key = dense("keys", scope, x, width);
        Operand<TFloat32> value = dense("values", scope, x, width);
        Operand<TFloat32> query = byHead(tf, queries(scope, x, width), 1, width);
        // [B, heads, 1, P] and [B, heads, 1, 1]: the own place is not among the remembered ones yet.
        Operand<TFloat32> before = tf.math.add(
                tf.train.batchMatMul(query, past.keys(), TFloat32.class, BatchMatMul.adjY(true)), past.mask());
        Operand<TFloat32> own =
                tf.reduceSum(tf.math.mul(query, byHead(tf, key, 1, width)), tf.constant(3), ReduceSum.keepDims(true));
        Operand<TFloat32> weights = tf.nn.softmax(tf.concat(List.of(own, before), tf.constant(3)));
        Operand<TFloat32> ofOwn = tf.slice(weights, tf.constant(new int[4]), tf.constant(new int[] {-1, -1, -1, 1}));
        Operand<TFloat32> ofBefore =
                tf.slice(weights, tf.constant(new int[] {0, 0, 0, 1}), tf.constant(new int[] {-1, -1, -1, -1}));
        Operand<TFloat32> seen = tf.math.add(
                tf.math.mul(ofOwn, byHead(tf, value, 1, width)),
                tf.train.batchMatMul(ofBefore, past.values(), TFloat32.class));
        return new At(out(scope, tf.reshape(seen, tf.constant(new long[] {-1, width})), width), key, value);
    }

    private Operand<TFloat32> queries(Scope scope, Operand<TFloat32> flat, int width) {
        Ops tf = scope.tf();
        return tf.math.mul(
                dense("queries", scope, flat, width), tf.constant((float) (1 / Math.sqrt((double) width / heads))));
    }

    private static Operand<TFloat32> dense(String name, Scope scope, Operand<TFloat32> flat, int width) {
        return Dense.glorot(width).apply(scope.child(name), flat);
    }

    private Operand<TFloat32> out(Scope scope, Operand<TFloat32> flat, int width) {
        return new Dense(width, out, Initializer.zeros()).apply(scope.child("out"), flat);
    }

    /** [B × length, width] as [B, heads, length, width / heads]. */
    private Operand<TFloat32> byHead(Ops tf, Operand<TFloat32> flat, int length, int width) {
        Operand<TFloat32> split = tf.reshape(flat, tf.constant(new long[] {-1, length, heads, (long) width / heads}));
        return tf.linalg.transpose(split, tf.constant(new int[] {0, 2, 1, 3}));
    }

    private static Operand<TFloat32> places(Ops tf, Operand<TFloat32> byHead, int from, int to, int length) {
        return from == 0 && to == length
                ? byHead
                : tf.slice(
                        byHead, tf.constant(new int[] {0, 0, from, 0}), tf.constant(new int[] {-1, -1, to - from, -1}));
    }

    private int width(Scope scope, Operand<TFloat32> x, int rank) {
        int width = (int) StaticShapes.channels(scope, x, rank);
        if (width % heads != 0) {
            throw new IllegalArgumentException("expected a width that " + heads + " heads share evenly, got " + width
                    + " in " + scope.path() + "; choose a multiple");
        }
        return width;
    }
}

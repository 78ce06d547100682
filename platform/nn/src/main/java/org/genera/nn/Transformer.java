package org.genera.nn;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Layers of a decoder that sees what came before alone (Vaswani et al. 2017; normalised before each part and once behind the last layer
 * as in Radford et al. 2019, sec. 2.3): x + attention(norm(x)), then x + max(0, norm(x) W₁ + b₁) W₂ + b₂. It knows vectors and
 * nothing of the symbols that they stand for.
 *
 * @param width of a place
 * @param heads of attention
 * @param layers one or more
 */
public record Transformer(int width, int heads, int layers) {
    /** Hidden units of a layer, in widths (Vaswani et al. 2017, sec. 3.3). */
    private static final int HIDDEN = 4;

    public Transformer {
        if (width < 1 || heads < 1 || layers < 1 || width % heads != 0) {
            throw new IllegalArgumentException(
                    "need a width that the heads share evenly, and one layer or more, got the" + " width " + width
                            + ", " + heads + " heads and " + layers + " layers; choose a multiple");
        }
    }

    /**
     * What there is to know of one place.
     *
     * @param output [B, width]
     * @param remembered of each layer the key and then the value of this place: layers × 2 of [B, width]
     */
    public record At(Operand<TFloat32> output, List<Operand<TFloat32>> remembered) {}

    /**
     * All places at once.
     *
     * @param x [B, T, width]
     * @return [B, T, width]
     */
    public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
        Ops tf = scope.tf();
        Operand<TInt64> places = tf.constant(new long[] {-1, x.shape().get(1), width});
        Operand<TFloat32> flat = tf.reshape(x, tf.constant(new long[] {-1, width}));
        Operand<TFloat32> h = pass(
                scope,
                flat,
                (layer, place, normed) -> tf.reshape(
                        attention().apply(place, tf.reshape(normed, places)), tf.constant(new long[] {-1, width})));
        return tf.reshape(h, places);
    }

    /**
     * One place of each sequence, which gives what {@link #apply} gives there.
     *
     * @param x the place: [B, width]
     * @param past what each layer remembers
     */
    public At at(Scope scope, Operand<TFloat32> x, List<CausalAttention.Past> past) {
        List<Operand<TFloat32>> remembered = new ArrayList<>();
        Operand<TFloat32> h = pass(scope, x, (layer, place, normed) -> {
            CausalAttention.At at = attention().at(place, normed, past.get(layer));
            remembered.add(at.key());
            remembered.add(at.value());
            return at.output();
        });
        return new At(h, remembered);
    }

    /** How places attend: all to all, or one to those remembered. */
    private interface Attending {
        Operand<TFloat32> apply(int layer, Scope place, Operand<TFloat32> normed);
    }

    private Operand<TFloat32> pass(Scope scope, Operand<TFloat32> x, Attending attending) {
        Ops tf = scope.tf();
        Operand<TFloat32> h = x;
        for (int layer = 0; layer < layers; layer++) {
            Scope place = scope.child("layer" + layer);
            h = tf.math.add(
                    h,
                    attending.apply(layer, place.child("attention"), LayerNorm.apply(place.child("attentionNorm"), h)));
            h = tf.math.add(h, perceptron(place, LayerNorm.apply(place.child("perceptronNorm"), h)));
        }
        return LayerNorm.apply(scope.child("norm"), h);
    }

    private Operand<TFloat32> perceptron(Scope place, Operand<TFloat32> x) {
        Operand<TFloat32> hidden =
                Activation.RELU.apply(place.tf(), Dense.glorot(HIDDEN * width).apply(place.child("hidden"), x));
        return new Dense(width, residual(HIDDEN * width), Initializer.zeros()).apply(place.child("out"), hidden);
    }

    private CausalAttention attention() {
        return new CausalAttention(heads, residual(width));
    }

    /** Weights of what is added to a sum of 2 × layers parts begin smaller by the root of that (Radford et al. 2019, sec. 2.3). */
    private Initializer residual(int fanIn) {
        return Initializer.normal((float) (1 / Math.sqrt(2.0 * layers * fanIn)));
    }
}

package org.genera.plugins.autoregressive;

import java.util.Arrays;
import java.util.List;
import org.genera.nn.CausalAttention.Past;
import org.genera.nn.Dense;
import org.genera.nn.Embedding;
import org.genera.nn.Scope;
import org.genera.nn.Transformer;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A transformer over symbols: each place holds the vector of the symbol before it, or of the beginning, the vector of the place, which is
 * the sum of those of its coordinates, and the vector of the class, if there is one (Vaswani et al. 2017, sec. 3.4 and 3.5; places
 * learned as in Radford et al. 2018). It says how probable the symbols of the place are. What the symbols stand for it does not know.
 *
 * @param scope of its weights
 * @param symbols how many different ones there are
 * @param axes how long those are along which the places of a sequence lie: one, or rows and columns
 * @param outputs numbers for a place
 */
record SymbolNetwork(Scope scope, Transformer transformer, int symbols, List<Integer> axes, int outputs) {

    SymbolNetwork {
        axes = List.copyOf(axes);
    }

    /**
     * What there is to know of one place.
     *
     * @param logits [B, outputs]
     * @param remembered of each layer key and value: layers × 2 of [B, width]
     */
    record At(Operand<TFloat32> logits, List<Operand<TFloat32>> remembered) {}

    /** How many places a sequence has, N. */
    int length() {
        return axes.stream().reduce(1, Math::multiplyExact);
    }

    /**
     * All places at once, each from the symbols before it.
     *
     * @param sequences [B, N], from 0 to {@code symbols − 1}
     * @param classes as [B, K] of zeros and a one; null where none is known
     * @return [B, N × outputs]
     */
    Operand<TFloat32> logits(Operand<TInt32> sequences, @Nullable Operand<TFloat32> classes) {
        Ops tf = scope.tf();
        int length = length();
        Operand<TInt32> first = tf.slice(sequences, tf.constant(new int[2]), tf.constant(new int[] {-1, 1}));
        Operand<TInt32> beginning = tf.math.add(tf.zerosLike(first), tf.constant(beginning()));
        Operand<TInt32> rest = tf.slice(sequences, tf.constant(new int[2]), tf.constant(new int[] {-1, length - 1}));
        Operand<TInt32> before = tf.concat(List.of(beginning, rest), tf.constant(1));
        Operand<TFloat32> h = tf.math.add(vectors(before), places());
        if (classes != null) {
            h = tf.math.add(h, tf.expandDims(ofClass(classes), tf.constant(1)));
        }
        Operand<TFloat32> known = transformer.apply(scope.child("transformer"), h);
        return tf.reshape(
                head(tf.reshape(known, tf.constant(new long[] {-1, transformer.width()}))), tf.constant(new long[] {
                    -1, (long) length * outputs
                }));
    }

    /**
     * One place of each sequence.
     *
     * @param before the symbol before it, or {@link #beginning}: [B]
     * @param place its number, the same for all sequences: [1]
     * @param past what each layer remembers of the places before
     * @param classes as for all places
     */
    At at(Operand<TInt32> before, Operand<TInt32> place, List<Past> past, @Nullable Operand<TFloat32> classes) {
        Ops tf = scope.tf();
        Operand<TFloat32> h = tf.math.add(vectors(before), tf.gather(places(), place, tf.constant(0)));
        if (classes != null) {
            h = tf.math.add(h, ofClass(classes));
        }
        Transformer.At at = transformer.at(scope.child("transformer"), h, past);
        return new At(head(at.output()), at.remembered());
    }

    /** What stands for the symbol before the first one. */
    int beginning() {
        return symbols;
    }

    private Operand<TFloat32> vectors(Operand<TInt32> before) {
        return Embedding.small(symbols + 1, transformer.width()).apply(scope.child("symbols"), before);
    }

    /** [N, width]. */
    private Operand<TFloat32> places() {
        Ops tf = scope.tf();
        int width = transformer.width();
        Operand<TFloat32> all = tf.constant(0f);
        for (int axis = 0; axis < axes.size(); axis++) {
            int[] shape = new int[axes.size() + 1];
            Arrays.fill(shape, 1);
            shape[axis] = axes.get(axis);
            shape[axes.size()] = width;
            Operand<TFloat32> vectors =
                    scope.child("places" + axis).weight("vectors", Shape.of(axes.get(axis), width), Embedding.FIRST);
            Operand<TFloat32> along = tf.reshape(vectors, tf.constant(shape));
            all = axis == 0 ? along : tf.math.add(all, along);
        }
        return tf.reshape(all, tf.constant(new int[] {length(), width}));
    }

    /** [B, width]. */
    private Operand<TFloat32> ofClass(Operand<TFloat32> classes) {
        return scope.tf()
                .linalg
                .matMul(
                        classes,
                        scope.child("classes")
                                .weight(
                                        "vectors",
                                        Shape.of(classes.shape().get(1), transformer.width()),
                                        Embedding.FIRST));
    }

    private Operand<TFloat32> head(Operand<TFloat32> known) {
        return Dense.glorot(outputs).apply(scope.child("logits"), known);
    }
}

package org.genera.nn;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A learned vector for each of some symbols or places.
 *
 * @param count of symbols
 * @param width numbers in a vector
 * @param vectors their first values, [count, width]
 */
public record Embedding(int count, int width, Initializer vectors) {
    /** N(0, 0.02²), as transformers begin (Radford et al. 2018, sec. 4.1). */
    public static final Initializer FIRST = Initializer.normal(0.02f);

    public Embedding {
        if (count < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "need one or more symbols, with vectors of one or more numbers, got " + count + " and " + width);
        }
    }

    /** Whose vectors begin as those of transformers do. */
    public static Embedding small(int count, int width) {
        return new Embedding(count, width, FIRST);
    }

    /**
     * @param symbols of any shape, from 0 to {@code count − 1}
     * @return [that shape, width]
     */
    public Operand<TFloat32> apply(Scope scope, Operand<TInt32> symbols) {
        Ops tf = scope.tf();
        return tf.gather(scope.weight("vectors", Shape.of(count, width), vectors), symbols, tf.constant(0));
    }
}

package org.genera.nn;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;

/** Checks of static shapes, made once while the graph is built. */
final class StaticShapes {

    private StaticShapes() {}

    /** The known last dimension of an input of the given rank. */
    static long channels(Scope scope, Operand<?> x, int rank) {
        Shape shape = x.shape();
        if (shape.numDimensions() != rank || shape.get(rank - 1) <= 0) {
            throw new IllegalArgumentException(
                    "expected an input of rank " + rank + " with known channels, got " + shape + " in " + scope.path());
        }
        return shape.get(rank - 1);
    }
}

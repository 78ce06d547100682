package org.genera.plugins.flow;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * Squares of 2×2 pixels become pixels of four times as many channels (Dinh et al. 2017, sec. 3.6): pixel (2i + a, 2j + b) gives the
 * channels from (2a + b) C on of pixel (i, j).
 *
 * @param name for people
 */
record Squeeze<T extends TNumber>(String name) implements Bijection<T> {
    private static final long SIDE = 2;

    @Override
    public boolean fixed() {
        return true;
    }

    /** @throws IllegalArgumentException if a side is odd; the message is shown to the user */
    @Override
    public Shape after(Shape example) {
        if (example.numDimensions() != 3 || example.get(0) % SIDE != 0 || example.get(1) % SIDE != 0) {
            throw new IllegalArgumentException(
                    "expected pictures whose height and width can be halved at each level, got " + example
                            + " to halve; take fewer levels, or the dense network, or pictures of another size");
        }
        return Shape.of(example.get(0) / SIDE, example.get(1) / SIDE, example.get(2) * SIDE * SIDE);
    }

    @Override
    public Mapped<T> forward(Ops tf, Operand<T> x) {
        return new Mapped<>(tf.nn.spaceToDepth(x, SIDE), none(tf, x));
    }

    @Override
    public Mapped<T> inverse(Ops tf, Operand<T> z) {
        return new Mapped<>(tf.nn.depthToSpace(z, SIDE), none(tf, z));
    }

    private static <T extends TNumber> Operand<T> none(Ops tf, Operand<T> examples) {
        return PerExample.same(tf, tf.constant(examples.type(), 0), examples);
    }
}

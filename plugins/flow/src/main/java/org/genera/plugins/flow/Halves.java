package org.genera.plugins.flow;

import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The coordinates that a coupling keeps and those that it moves, as its networks see them.
 *
 * @param kept which of the D coordinates stay as they are
 * @param masked whether networks take and give all D of them, those of the other half 0 and unused
 */
@SuppressWarnings("ArrayRecordComponent")
record Halves(boolean[] kept, boolean masked) {

    /** Without a half there is nothing to leave out: of a single number the other half is empty. */
    Halves {
        masked |= allAlike(kept);
    }

    private static boolean allAlike(boolean[] kept) {
        return IntStream.range(0, kept.length).allMatch(i -> kept[i] == kept[0]);
    }

    /** How many numbers networks give for the coordinates that move. */
    int moved() {
        return masked ? kept.length : indices(false).length;
    }

    /** What networks take of [B, …, D]. */
    Operand<TFloat32> ofKept(Ops tf, Operand<TFloat32> x) {
        return masked ? x : tf.gather(x, tf.constant(indices(true)), last(tf, x));
    }

    /** What networks give, at its places among all coordinates: [B, …, D], 0 for those that are kept unless it is masked later. */
    Operand<TFloat32> spread(Ops tf, Operand<TFloat32> given) {
        if (masked) {
            return given;
        }
        int[] places = new int[kept.length];
        int next = 0;
        for (int i = 0; i < places.length; i++) {
            places[i] = kept[i] ? 0 : next++;
        }
        return tf.gather(given, tf.constant(places), last(tf, given));
    }

    private static Operand<TInt32> last(Ops tf, Operand<TFloat32> x) {
        return tf.constant(x.shape().numDimensions() - 1);
    }

    private int[] indices(boolean ofKept) {
        return IntStream.range(0, kept.length).filter(i -> kept[i] == ofKept).toArray();
    }
}

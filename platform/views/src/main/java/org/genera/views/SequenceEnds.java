package org.genera.views;

import java.util.Arrays;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.Samples;

/**
 * Marks what lies beyond the end of a sequence as not a number, so that readers of sample files see how long it is.
 * Examples that are no sequences stay as they are.
 */
public final class SequenceEnds {
    private SequenceEnds() {}

    /** The values of samples; new ones where there are ends. */
    public static float[] marked(Samples samples) {
        return marked(samples.shape(), samples.values(), samples.lengths());
    }

    /**
     * The values of a batch; new ones where there are ends.
     *
     * @param shape of its examples
     */
    public static float[] marked(DataShape shape, Batch batch) {
        return marked(shape, batch.values(), batch.lengths());
    }

    private static float[] marked(DataShape shape, float[] values, int[] lengths) {
        if (!(shape instanceof DataShape.Sequence sequence)) {
            return values;
        }
        float[] marked = values.clone();
        for (int i = 0; i < lengths.length; i++) {
            int from = i * sequence.size();
            Arrays.fill(marked, from + lengths[i] * sequence.width(), from + sequence.size(), Float.NaN);
        }
        return marked;
    }
}

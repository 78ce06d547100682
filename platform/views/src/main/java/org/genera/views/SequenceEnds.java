package org.genera.views;

import java.util.Arrays;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.Samples;

/**
 * Marks what lies beyond the end of a sequence as not a number, so that readers of sample files see how long it is.
 * Examples without sequences stay as they are.
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
        if (lengths.length == 0) {
            return values;
        }
        float[] marked = values.clone();
        int next = 0;
        for (int from = 0; from < values.length; ) {
            for (DataShape part : shape.parts()) {
                if (part instanceof DataShape.Sequence sequence) {
                    int end = from + lengths[next++] * sequence.width();
                    Arrays.fill(marked, end, from + sequence.size(), Float.NaN);
                }
                from += part.size();
            }
        }
        return marked;
    }
}

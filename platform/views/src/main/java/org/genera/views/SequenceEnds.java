package org.genera.views;

import java.util.Arrays;
import java.util.Optional;
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

    /**
     * The examples behind marked values, without labels; nothing where a value before the end of a sequence, or of what is
     * none, is no number.
     *
     * @param values of {@code count} examples
     */
    public static Optional<Batch> read(DataShape shape, int count, float[] values) {
        float[] found = values.clone();
        int[] lengths = new int[count * shape.sequences()];
        int next = 0;
        for (int from = 0; from < found.length; ) {
            for (DataShape part : shape.parts()) {
                int end = from + part.size();
                if (part instanceof DataShape.Sequence sequence) {
                    while (end > from && Float.isNaN(found[end - 1])) {
                        found[--end] = 0;
                    }
                    if (end == from || (end - from) % sequence.width() != 0) {
                        return Optional.empty();
                    }
                    lengths[next++] = (end - from) / sequence.width();
                }
                for (int i = from; i < end; i++) {
                    if (!Float.isFinite(found[i])) {
                        return Optional.empty();
                    }
                }
                from += part.size();
            }
        }
        return Optional.of(new Batch(count, found, new int[0], lengths));
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

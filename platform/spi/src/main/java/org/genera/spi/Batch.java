package org.genera.spi;

/**
 * Examples for one step or one evaluation.
 *
 * <p>The arrays are not copied: who makes a batch does not touch them afterwards, who receives one only reads.
 *
 * @param count how many examples
 * @param values {@code count × shape.size()} numbers, one example after the other; 0 beyond the end of a sequence
 * @param labels {@code count} labels from 0, or empty for unlabelled data
 * @param lengths how many elements each sequence has, at least 1: one number for each of {@code count} examples, two
 *     where examples are pairs of sequences, the first half's before the second's; empty where there are none
 */
@SuppressWarnings("ArrayRecordComponent")
public record Batch(int count, float[] values, int[] labels, int[] lengths) {

    public Batch {
        if (count < 1 || values.length % count != 0) {
            throw new IllegalArgumentException(
                    "need one or more examples of equal size, got " + values.length + " values for " + count);
        }
        if (labels.length != 0 && labels.length != count) {
            throw new IllegalArgumentException(
                    "need a label for each of " + count + " examples or none at all, got " + labels.length);
        }
        requireLengths(count, lengths, values.length / count);
    }

    /** Examples that are no sequences. */
    public Batch(int count, float[] values, int[] labels) {
        this(count, values, labels, new int[0]);
    }

    /**
     * One half of each example, which alone is copied.
     *
     * @param pair the shape of these examples; lengths may be missing, where they are not known
     */
    public Batch half(Half half, DataShape.Pair pair) {
        if (values.length != count * pair.size()
                || !(lengths.length == 0 || lengths.length == count * pair.sequences())) {
            throw new IllegalArgumentException("expected " + count + " pairs of the shape " + pair + ", got "
                    + values.length + " values and " + lengths.length + " lengths");
        }
        return new Batch(count, pair.valuesOf(half, count, values), labels, pair.lengthsOf(half, count, lengths));
    }

    /**
     * Some of the examples, copied.
     *
     * @param places of the examples wanted, in the order wanted; one may be taken more than once
     */
    public Batch take(int... places) {
        int size = values.length / count;
        float[] taken = new float[places.length * size];
        for (int i = 0; i < places.length; i++) {
            System.arraycopy(values, places[i] * size, taken, i * size, size);
        }
        return new Batch(places.length, taken, take(labels, places), take(lengths, places));
    }

    private int[] take(int[] ofEach, int[] places) {
        // None, one for each example, or two for pairs of sequences.
        int each = ofEach.length / count;
        int[] taken = new int[places.length * each];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = ofEach[places[i / each] * each + i % each];
        }
        return taken;
    }

    private static void requireLengths(int count, int[] lengths, int most) {
        if (lengths.length != 0 && lengths.length != count && lengths.length != 2 * count) {
            throw new IllegalArgumentException("need a length for each of " + count
                    + " sequences, two for pairs of them, or none at all, got " + lengths.length);
        }
        for (int length : lengths) {
            if (length < 1 || length > most) {
                throw new IllegalArgumentException("need lengths from 1 to " + most + ", got " + length);
            }
        }
    }

    /** Whether the examples are labelled. */
    public boolean labelled() {
        return labels.length > 0;
    }
}

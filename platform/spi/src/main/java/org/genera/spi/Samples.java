package org.genera.spi;

import java.util.List;

/**
 * Examples that a model made, in the space of its data.
 *
 * @param shape of one example
 * @param count how many
 * @param values {@code count × shape.size()} numbers, not copied; what stands beyond the end of a sequence is not read
 * @param lengths how many elements each sequence has, at least 1: one number for each of {@code count} examples, two
 *     where examples are pairs of sequences, the first half's before the second's; empty where there are none
 */
@SuppressWarnings("ArrayRecordComponent")
public record Samples(DataShape shape, int count, float[] values, int[] lengths) {

    public Samples {
        if (values.length != count * shape.size()) {
            throw new IllegalArgumentException("expected " + count + " examples of shape " + shape + ", got "
                    + values.length + " values instead of " + count * shape.size());
        }
        int expected = count * shape.sequences();
        if (lengths.length != expected) {
            throw new IllegalArgumentException("expected " + expected + " lengths for " + count
                    + " examples of the shape " + shape + ", got " + lengths.length
                    + "; sequences have a length each, other examples have none");
        }
        for (int i = 0; i < lengths.length; i++) {
            int most = longest(shape, i);
            if (lengths[i] < 1 || lengths[i] > most) {
                throw new IllegalArgumentException("expected lengths from 1 to " + most + ", got " + lengths[i]);
            }
        }
    }

    private static int longest(DataShape shape, int place) {
        List<DataShape> sequences =
                shape.parts().stream().filter(part -> part.sequences() > 0).toList();
        return ((DataShape.Sequence) sequences.get(place % sequences.size())).longest();
    }

    /** Pairs of samples, index i of both in one example. */
    public static Samples paired(Samples first, Samples second) {
        DataShape.Pair pair = new DataShape.Pair(first.shape, second.shape);
        if (first.count != second.count) {
            throw new IllegalArgumentException(
                    "expected as many second halves as first ones, " + first.count + ", got " + second.count);
        }
        int count = first.count;
        float[] values = new float[Math.multiplyExact(count, pair.size())];
        int[] lengths = new int[count * pair.sequences()];
        for (Half half : Half.values()) {
            Samples given = half == Half.FIRST ? first : second;
            int size = given.shape.size();
            for (int i = 0; i < count; i++) {
                System.arraycopy(given.values, i * size, values, i * pair.size() + pair.offset(half), size);
            }
            for (int i = 0; i < given.lengths.length; i++) {
                lengths[pair.sequences() == 2 ? 2 * i + half.ordinal() : i] = given.lengths[i];
            }
        }
        return new Samples(pair, count, values, lengths);
    }

    /**
     * One half of each sample, which alone is copied.
     *
     * @throws IllegalArgumentException if these are no pairs
     */
    public Samples half(Half half) {
        if (!(shape instanceof DataShape.Pair pair)) {
            throw new IllegalArgumentException("expected pairs to take the halves of, got the shape " + shape);
        }
        return new Samples(
                pair.half(half), count, pair.valuesOf(half, count, values), pair.lengthsOf(half, count, lengths));
    }

    /** Examples that are no sequences. */
    public Samples(DataShape shape, int count, float[] values) {
        this(shape, count, values, new int[0]);
    }
}

package org.genera.data.sets;

import org.genera.spi.DataShape;
import org.genera.spi.Half;

/**
 * Examples in memory as they are stored: bytes for 8-bit pictures and pairs of them, floats for coordinates and
 * sequences, and for all other pairs each half by itself. The arrays are shared and only read.
 */
public sealed interface StoredExamples {

    DataShape shape();

    int count();

    /** A label for each example, or empty. */
    int[] labels();

    /** A length for each sequence, example after example, or empty where examples hold none. */
    default int[] lengths() {
        return new int[0];
    }

    /**
     * One half of each pair, of which nothing is copied.
     *
     * @throws IllegalStateException if these are no pairs
     */
    default StoredExamples half(Half half) {
        throw new IllegalStateException("expected pairs to take the halves of, got examples of the shape " + shape());
    }

    /** The numbers of chosen examples, where examples have numbers such as labels, all as many of them; else none. */
    static int[] chosen(int[] ofAll, int[] examples, int count) {
        if (ofAll.length == 0) {
            return ofAll;
        }
        int each = ofAll.length / count;
        int[] chosen = new int[each * examples.length];
        for (int i = 0; i < examples.length; i++) {
            System.arraycopy(ofAll, each * examples[i], chosen, each * i, each);
        }
        return chosen;
    }

    /** The labels of chosen examples, or none. */
    default int[] labelsOf(int... examples) {
        return chosen(labels(), examples, count());
    }

    /** The lengths of the sequences of chosen examples, or none. */
    default int[] lengthsOf(int... examples) {
        return chosen(lengths(), examples, count());
    }

    /** Copies the stored values of one example, 8-bit ones as 0 to 255. */
    void copy(int index, float[] target, int offset);

    /**
     * SHA-256 over shape, values, lengths and labels.
     *
     * @param aligned whether the halves of a pair belong together; true where examples are no pairs
     */
    String fingerprint(boolean aligned);

    /**
     * 8-bit values.
     *
     * @param first where the values of the first example begin
     * @param stride from where an example begins to where the next one does
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Bytes(DataShape shape, int count, byte[] values, int[] labels, int first, int stride)
            implements StoredExamples {

        /** Examples one after the other. */
        public Bytes(DataShape shape, int count, byte[] values, int[] labels) {
            this(shape, count, values, labels, 0, shape.size());
        }

        /** Where the values of an example begin. */
        public int start(int index) {
            return first + index * stride;
        }

        @Override
        public StoredExamples half(Half half) {
            return shape instanceof DataShape.Pair pair
                    ? new Bytes(pair.half(half), count, values, labels, first + pair.offset(half), stride)
                    : StoredExamples.super.half(half);
        }

        @Override
        public void copy(int index, float[] target, int offset) {
            int size = shape.size();
            int start = start(index);
            for (int i = 0; i < size; i++) {
                target[offset + i] = values[start + i] & 0xFF;
            }
        }

        @Override
        public String fingerprint(boolean aligned) {
            return Fingerprint.ofBytes(shape, aligned, count)
                    .values(values, values.length)
                    .labels(labels);
        }
    }

    /**
     * Pairs whose halves are stored by themselves; both have the labels.
     *
     * @param lengths of the sequences in both halves, example after example
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Halves(DataShape.Pair shape, StoredExamples first, StoredExamples second, int[] lengths)
            implements StoredExamples {

        public static Halves of(StoredExamples first, StoredExamples second) {
            DataShape.Pair pair = new DataShape.Pair(first.shape(), second.shape());
            int[] lengths = pair.first().sequences() > 0 ? first.lengths() : second.lengths();
            if (pair.sequences() == 2) {
                lengths = new int[2 * first.count()];
                for (int i = 0; i < lengths.length; i++) {
                    lengths[i] = (i % 2 == 0 ? first : second).lengths()[i / 2];
                }
            }
            return new Halves(pair, first, second, lengths);
        }

        @Override
        public int count() {
            return first.count();
        }

        @Override
        public int[] labels() {
            return first.labels();
        }

        @Override
        public StoredExamples half(Half half) {
            return half == Half.FIRST ? first : second;
        }

        @Override
        public void copy(int index, float[] target, int offset) {
            first.copy(index, target, offset);
            second.copy(index, target, offset + first.shape().size());
        }

        @Override
        public String fingerprint(boolean aligned) {
            return Fingerprint.ofHalves(shape, aligned, first.fingerprint(true), second.fingerprint(true));
        }
    }

    /** Coordinates. */
    @SuppressWarnings("ArrayRecordComponent")
    record Floats(DataShape shape, int count, float[] values, int[] labels) implements StoredExamples {

        @Override
        public void copy(int index, float[] target, int offset) {
            System.arraycopy(values, index * shape.size(), target, offset, shape.size());
        }

        @Override
        public String fingerprint(boolean aligned) {
            return Fingerprint.ofFloats(shape, aligned, count).values(values).labels(labels);
        }
    }

    /** Sequences, each filled up with zeros to the longest; symbols are whole numbers from 0. */
    @SuppressWarnings("ArrayRecordComponent")
    record Sequences(DataShape.Sequence shape, int count, float[] values, int[] labels, int[] lengths)
            implements StoredExamples {

        @Override
        public void copy(int index, float[] target, int offset) {
            System.arraycopy(values, index * shape.size(), target, offset, shape.size());
        }

        @Override
        public String fingerprint(boolean aligned) {
            return Fingerprint.ofFloats(shape, aligned, count)
                    .values(values)
                    .lengths(lengths)
                    .labels(labels);
        }
    }
}

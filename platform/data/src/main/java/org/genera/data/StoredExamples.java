package org.genera.data;

import org.genera.spi.DataShape;

/**
 * Examples in memory as they are stored: bytes for 8-bit pictures and pairs of them, floats for coordinates and
 * sequences. The arrays are shared and only read.
 */
sealed interface StoredExamples {

    DataShape shape();

    int count();

    /** A label for each example, or empty. */
    int[] labels();

    /** A length for each sequence, or empty where examples are none. */
    default int[] lengths() {
        return new int[0];
    }

    /** The numbers of chosen examples, where examples have numbers such as labels; else none. */
    static int[] chosen(int[] ofAll, int[] examples) {
        int[] chosen = new int[ofAll.length == 0 ? 0 : examples.length];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = ofAll[examples[i]];
        }
        return chosen;
    }

    /** Copies the stored values of one example, 8-bit ones as 0 to 255. */
    void copy(int index, float[] target, int offset);

    /**
     * SHA-256 over shape, values, lengths and labels.
     *
     * @param aligned whether the halves of a pair belong together; true where examples are no pairs
     */
    String fingerprint(boolean aligned);

    /** 8-bit values. */
    @SuppressWarnings("ArrayRecordComponent")
    record Bytes(DataShape shape, int count, byte[] values, int[] labels) implements StoredExamples {

        @Override
        public void copy(int index, float[] target, int offset) {
            int size = shape.size();
            int start = index * size;
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

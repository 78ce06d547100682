package org.genera.data;

import org.genera.spi.DataShape;

/**
 * Examples in memory as they are stored: bytes for 8-bit pictures, floats for coordinates. The arrays are shared and
 * only read.
 */
sealed interface StoredExamples {

    DataShape shape();

    int count();

    /** A label for each example, or empty. */
    int[] labels();

    /** Copies the stored values of one example, 8-bit ones as 0 to 255. */
    void copy(int index, float[] target, int offset);

    /** SHA-256 over shape, values and labels. */
    String fingerprint();

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
        public String fingerprint() {
            return Fingerprint.ofBytes(shape, count)
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
        public String fingerprint() {
            return Fingerprint.ofFloats(shape, count).values(values).labels(labels);
        }
    }
}

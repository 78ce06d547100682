package org.genera.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
            MessageDigest digest = digest("8-bit " + shape + " x " + count);
            digest.update(values);
            return finish(digest, labels);
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
            MessageDigest digest = digest("float32 " + shape + " x " + count);
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values);
            digest.update(bytes);
            return finish(digest, labels);
        }
    }

    private static MessageDigest digest(String heading) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(heading.getBytes(StandardCharsets.UTF_8));
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String finish(MessageDigest digest, int[] labels) {
        ByteBuffer bytes = ByteBuffer.allocate(labels.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(labels);
        digest.update(bytes);
        return HexFormat.of().formatHex(digest.digest());
    }
}

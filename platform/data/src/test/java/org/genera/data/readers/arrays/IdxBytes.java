package org.genera.data.readers.arrays;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes IDX files, good and bad. */
public final class IdxBytes {
    private IdxBytes() {}

    static byte[] file(int magic, int[] sizes, byte[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * sizes.length + values.length);
        buffer.putInt(magic);
        for (int size : sizes) {
            buffer.putInt(size);
        }
        return buffer.put(values).array();
    }

    /** Grey images of 3 × 2 pixels, pixel i of all with the value i modulo 256. */
    static byte[] images(int count) {
        return file(0x803, new int[] {count, 3, 2}, counting(count * 6));
    }

    /** Labels 0, 1, 2, 0, 1, 2 … */
    static byte[] labels(int count) {
        byte[] labels = counting(count);
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) (i % 3);
        }
        return file(0x801, new int[] {count}, labels);
    }

    static byte[] counting(int length) {
        byte[] values = new byte[length];
        for (int i = 0; i < length; i++) {
            values[i] = (byte) i;
        }
        return values;
    }

    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(output)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return output.toByteArray();
    }

    public static Path write(Path path, byte[] bytes) {
        try {
            return Files.write(path, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

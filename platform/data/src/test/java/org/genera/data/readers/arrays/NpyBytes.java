package org.genera.data.readers.arrays;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes NumPy files as numpy.save and numpy.savez_compressed do. */
final class NpyBytes {
    private NpyBytes() {}

    static byte[] file(String descr, String fortran, String shape, byte[] values) {
        StringBuilder header = new StringBuilder(
                "{'descr': " + descr + ", 'fortran_order': " + fortran + ", 'shape': " + shape + ", }");
        while ((header.length() + 11) % 64 != 0) {
            header.append(' ');
        }
        byte[] text = header.append('\n').toString().getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(10 + text.length + values.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) text.length)
                .put(text)
                .put(values)
                .array();
    }

    static byte[] bytes(String shape, byte[] values) {
        return file("'|u1'", "False", shape, values);
    }

    static byte[] floats(String shape, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return file("'<f4'", "False", shape, bytes.array());
    }

    static byte[] doubles(String shape, double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(values);
        return file("'<f8'", "False", shape, bytes.array());
    }

    static byte[] longs(String shape, long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return file("'<i8'", "False", shape, bytes.array());
    }

    static byte[] archive(Map<String, byte[]> arrays) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(output)) {
            for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
                zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
                zip.write(array.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return output.toByteArray();
    }
}

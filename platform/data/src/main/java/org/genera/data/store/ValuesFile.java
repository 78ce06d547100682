package org.genera.data.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.genera.data.sets.Fingerprint;
import org.genera.spi.DataShape;

/** Values of a set that is being imported, or of one half of its pairs: one example after the other in a file of their own. For one thread. */
final class ValuesFile implements AutoCloseable {
    private static final int BLOCK = 1 << 16;

    private final Path path;
    private final DataShape shape;
    private final boolean eightBit;
    private final OutputStream output;
    private final Levels levels;
    private long written;

    /**
     * @param eightBit whether values are appended as bytes, else as floats
     */
    ValuesFile(Path path, DataShape shape, boolean eightBit) throws IOException {
        this.path = path;
        this.shape = shape;
        this.eightBit = eightBit;
        this.levels = new Levels(shape);
        this.output = new BufferedOutputStream(Files.newOutputStream(path), BLOCK);
    }

    void append(byte[] bytes, int length) throws IOException {
        levels.see(bytes, length);
        write(bytes, length);
    }

    private void write(byte[] bytes, int length) throws IOException {
        written += length;
        output.write(bytes, 0, length);
    }

    void append(float[] example) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(example.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(example);
        write(bytes.array(), bytes.capacity());
    }

    void tell(ImportNotes notes) {
        if (eightBit) {
            levels.tell(notes);
        }
    }

    long written() {
        return written;
    }

    int bytesEach() {
        return shape.size() * (eightBit ? 1 : Float.BYTES);
    }

    int examples() {
        return Math.toIntExact(written / bytesEach());
    }

    /** Brings the examples into another order, once all are written. */
    void reorder(int[] order) throws IOException {
        Path reordered = path.resolveSibling("reordered");
        byte[] example = new byte[bytesEach()];
        try (RandomAccessFile from = new RandomAccessFile(path.toFile(), "r");
                OutputStream to = new BufferedOutputStream(Files.newOutputStream(reordered), BLOCK)) {
            for (int index : order) {
                from.seek((long) index * example.length);
                from.readFully(example);
                to.write(example);
            }
        }
        Files.move(reordered, path, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What the values are known by, once all are written. */
    Fingerprint fingerprint(boolean aligned) throws IOException {
        Fingerprint fingerprint = eightBit
                ? Fingerprint.ofBytes(shape, aligned, examples())
                : Fingerprint.ofFloats(shape, aligned, examples());
        byte[] block = new byte[BLOCK];
        try (InputStream input = Files.newInputStream(path)) {
            for (int length = input.read(block); length >= 0; length = input.read(block)) {
                fingerprint.values(block, length);
            }
        }
        return fingerprint;
    }

    @Override
    public void close() throws IOException {
        output.close();
    }
}

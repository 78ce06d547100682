package org.genera.data.readers.files;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file being read from its start to its end, plain or gzipped, whatever its name says. Inflates only as much as is
 * asked for. For one thread.
 */
public final class InputFile implements AutoCloseable {
    private final String what;
    private final String file;
    private final InputStream input;

    /**
     * Opens a file.
     *
     * @param what is expected in it, the subject of messages
     * @param progress told after each block how many bytes of the file have been read
     */
    public InputFile(String what, Path path, LongConsumer progress) throws IOException {
        this.what = what;
        this.file = String.valueOf(path.getFileName());
        requireFile(what, path);
        InputStream counted = new BufferedInputStream(new Counted(Files.newInputStream(path), progress), 1 << 16);
        try {
            counted.mark(2);
            boolean gzip = counted.read() == 0x1F && counted.read() == 0x8B;
            counted.reset();
            this.input = gzip ? new GZIPInputStream(counted, 1 << 16) : counted;
        } catch (EOFException | ZipException e) {
            counted.close();
            throw damaged(e);
        } catch (IOException | RuntimeException e) {
            counted.close();
            throw e;
        }
    }

    /**
     * Bytes that are opened already and are not gzipped.
     *
     * @param name of where they lie, for messages
     */
    public InputFile(String what, String name, InputStream input) {
        this.what = what;
        this.file = name;
        this.input = input;
    }

    public static void requireFile(String what, Path path) {
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException(what + ": expected a file, got " + path + ", which is not one");
        }
    }

    public static long sizeOf(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.size(file) : 0;
    }

    /** The name of the file, for messages. */
    public String name() {
        return file;
    }

    /** Reads until the target is full or the file ends, and says how many bytes came. */
    public int readUpTo(byte[] target, int length) throws IOException {
        try {
            return input.readNBytes(target, 0, length);
        } catch (EOFException | ZipException e) {
            throw damaged(e);
        }
    }

    /** The rest of the file, for a reader of text. */
    public InputStream stream() {
        return new FilterInputStream(input) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                try {
                    return super.read(target, offset, length);
                } catch (EOFException | ZipException e) {
                    throw damaged(e);
                }
            }
        };
    }

    private IllegalArgumentException damaged(IOException cause) {
        return new IllegalArgumentException(
                what + ": expected a whole compressed file, got " + file + ", which is damaged or truncated: "
                        + cause.getMessage(),
                cause);
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    /** Tells how many bytes have passed. */
    static final class Counted extends FilterInputStream {
        private final LongConsumer progress;
        private long passed;

        Counted(InputStream input, LongConsumer progress) {
            super(input);
            this.progress = progress;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            passed += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            if (count > 0) {
                passed += count;
                progress.accept(passed);
            }
            return count;
        }
    }
}

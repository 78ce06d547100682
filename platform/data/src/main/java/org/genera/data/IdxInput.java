package org.genera.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** An IDX file being read from its start to its end, plain or gzipped, whatever its name says. For one thread. */
final class IdxInput implements AutoCloseable {
    private static final int MOST_DIMENSIONS = 8;

    private final String what;
    private final String file;
    private final InputStream input;
    private final IdxHeader header;

    /**
     * Opens a file and reads its head.
     *
     * @param what is expected in it, images or labels
     * @param progress told after each block how many bytes of the file have been read
     */
    IdxInput(String what, Path path, LongConsumer progress) throws IOException {
        this.what = what;
        this.file = String.valueOf(path.getFileName());
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException(what + ": expected a file, got " + path + ", which is not one");
        }
        InputStream counted = new BufferedInputStream(new Counted(Files.newInputStream(path), progress), 1 << 16);
        InputStream opened = counted;
        try {
            counted.mark(2);
            boolean gzip = counted.read() == 0x1F && counted.read() == 0x8B;
            counted.reset();
            opened = gzip ? new GZIPInputStream(counted, 1 << 16) : counted;
            this.input = opened;
            this.header = readHeader();
        } catch (EOFException | ZipException e) {
            opened.close();
            throw damaged(e);
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    IdxHeader header() {
        return header;
    }

    String file() {
        return file;
    }

    /** Reads the next bytes of the values. */
    void read(byte[] target, int length) throws IOException {
        if (readUpTo(target, length) < length) {
            throw new IllegalArgumentException(what + ": expected " + header.count()
                    + " examples as the header says, got fewer, since " + file + " ends early; is it truncated?");
        }
    }

    /** Checks that nothing follows, which for a gzipped file checks its checksum too. */
    void requireEnd() throws IOException {
        if (readUpTo(new byte[1], 1) != 0) {
            throw new IllegalArgumentException(what + ": expected the end of " + file + " after " + header.count()
                    + " examples as the header says, got more bytes");
        }
    }

    private IdxHeader readHeader() throws IOException {
        byte[] magic = new byte[4];
        if (readUpTo(magic, 4) < 4) {
            throw new IllegalArgumentException(
                    what + ": expected an IDX file, got " + file + ", which has fewer than 4 bytes");
        }
        int dimensions = magic[3];
        if (magic[0] != 0 || magic[1] != 0 || dimensions < 1 || dimensions > MOST_DIMENSIONS) {
            throw new IllegalArgumentException(what + ": expected an IDX file, which starts with two zero bytes, got "
                    + file + ", which starts with "
                    + String.format("0x%08X", ByteBuffer.wrap(magic).getInt()));
        }
        byte[] sizes = new byte[4 * dimensions];
        if (readUpTo(sizes, sizes.length) < sizes.length) {
            throw new IllegalArgumentException(what + ": expected the sizes of " + dimensions + " dimensions, got "
                    + file + ", which ends before them; is it truncated?");
        }
        ByteBuffer buffer = ByteBuffer.wrap(sizes);
        List<Long> read = new ArrayList<>();
        for (int i = 0; i < dimensions; i++) {
            read.add(Integer.toUnsignedLong(buffer.getInt()));
        }
        return new IdxHeader(magic[2] & 0xFF, List.copyOf(read));
    }

    private int readUpTo(byte[] target, int length) throws IOException {
        try {
            return input.readNBytes(target, 0, length);
        } catch (EOFException | ZipException e) {
            throw damaged(e);
        }
    }

    private IllegalArgumentException damaged(IOException cause) {
        return new IllegalArgumentException(
                what + ": expected a whole gzip file, got " + file + ", which is damaged or truncated: "
                        + cause.getMessage(),
                cause);
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    /** Tells how many bytes have passed. */
    private static final class Counted extends FilterInputStream {
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

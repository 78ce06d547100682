package org.genera.data.readers.arrays;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.genera.data.readers.files.InputFile;

/** An IDX file being read from its start to its end, plain or gzipped, whatever its name says. For one thread. */
final class IdxInput implements AutoCloseable {
    private static final int MOST_DIMENSIONS = 8;

    private final String what;
    private final String file;
    private final InputFile input;
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
        this.input = new InputFile(what, path, progress);
        try {
            this.header = readHeader();
        } catch (IOException | RuntimeException e) {
            input.close();
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
        return input.readUpTo(target, length);
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}

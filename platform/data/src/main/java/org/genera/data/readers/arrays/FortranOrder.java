package org.genera.data.readers.arrays;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.genera.data.readers.files.InputFile;

/**
 * The examples of an array in which the first index changes fastest, so that the values of an example lie far from each
 * other: gathered from a copy on the disk, many examples at once. For one thread.
 */
final class FortranOrder extends InputStream {
    private static final int BLOCK = 1 << 24;

    private final RandomAccessFile file;
    private final int count;
    private final int itemBytes;
    /** For each value of an example, in the order in which the last index changes fastest, its place in the file's order. */
    private final int[] places;

    private final byte[] block;
    private final int examplesInBlock;
    private int from;
    private int at;
    private int end;

    private FortranOrder(Path copy, NpyHeader header) throws IOException {
        file = new RandomAccessFile(copy.toFile(), "r");
        count = Math.toIntExact(header.sizes().get(0));
        itemBytes = header.bytes();
        places = places(header.sizes().subList(1, header.sizes().size()));
        examplesInBlock = Math.max(1, Math.min(count, BLOCK / (places.length * itemBytes)));
        block = new byte[examplesInBlock * places.length * itemBytes];
    }

    /**
     * The same array with the last index changing fastest, if it is in the other order.
     *
     * @param copy where a file may lie until the input is closed
     */
    static NpyInput undone(String what, NpyInput input, Path copy) throws IOException {
        NpyHeader header = input.header();
        if (!header.fortran() || header.sizes().size() < 2) {
            return input;
        }
        try (NpyInput values = input;
                OutputStream output = Files.newOutputStream(copy)) {
            byte[] bytes = new byte[1 << 16];
            long left = header.bytes();
            for (long size : header.sizes()) {
                left *= size;
            }
            while (left > 0) {
                int length = values.readUpTo(bytes, (int) Math.min(bytes.length, left));
                if (length == 0) {
                    throw new IllegalArgumentException(what + ": expected "
                            + header.sizes().get(0) + " examples as the header says, got fewer, since "
                            + values.file() + " ends early; is it truncated?");
                }
                output.write(bytes, 0, length);
                left -= length;
            }
            values.requireEnd();
        }
        InputStream gathered = new FilterInputStream(new FortranOrder(copy, header)) {
            @Override
            public void close() throws IOException {
                super.close();
                Files.deleteIfExists(copy);
            }
        };
        return new NpyInput(what, new InputFile(what, input.file(), gathered), header.inOrder());
    }

    private static int[] places(List<Long> sizes) {
        int size = 1;
        for (long each : sizes) {
            size = Math.multiplyExact(size, Math.toIntExact(each));
        }
        int[] places = new int[size];
        for (int i = 0; i < size; i++) {
            int rest = i;
            int stride = size;
            for (int dimension = sizes.size() - 1; dimension >= 0; dimension--) {
                int length = Math.toIntExact(sizes.get(dimension));
                stride /= length;
                places[i] += rest % length * stride;
                rest /= length;
            }
        }
        return places;
    }

    private boolean filled() throws IOException {
        if (at < end) {
            return true;
        }
        int examples = Math.min(examplesInBlock, count - from);
        byte[] column = new byte[examples * itemBytes];
        for (int value = 0; value < places.length && examples > 0; value++) {
            file.seek(((long) places[value] * count + from) * itemBytes);
            file.readFully(column);
            for (int example = 0; example < examples; example++) {
                System.arraycopy(
                        column, example * itemBytes, block, (example * places.length + value) * itemBytes, itemBytes);
            }
        }
        from += examples;
        at = 0;
        end = examples * places.length * itemBytes;
        return end > 0;
    }

    @Override
    public int read() throws IOException {
        return filled() ? block[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (!filled()) {
            return -1;
        }
        int some = Math.min(length, end - at);
        System.arraycopy(block, at, target, offset, some);
        at += some;
        return some;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

package org.genera.data.readers.arrays;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.genera.data.readers.files.InputFile;
import org.genera.data.readers.numbers.ColumnLook;
import org.genera.data.readers.text.Alphabet;
import org.genera.data.store.ImportLimits;
import org.genera.spi.DataShape;

/** A NumPy array being read from its start to its end. For one thread. */
final class NpyInput implements AutoCloseable {
    private final String what;
    private final InputFile input;
    private final NpyHeader header;

    NpyInput(String what, InputFile input) throws IOException {
        this.what = what;
        this.input = input;
        try {
            this.header = NpyHeader.read(what, input);
        } catch (IOException | RuntimeException e) {
            input.close();
            throw e;
        }
    }

    /** The values of an array whose head was read elsewhere. */
    NpyInput(String what, InputFile values, NpyHeader header) {
        this.what = what;
        this.input = values;
        this.header = header;
    }

    String file() {
        return input.name();
    }

    NpyHeader header() {
        return header;
    }

    /** Checked to be small enough by {@link #shape} or {@link #labels}. */
    int count() {
        return Math.toIntExact(header.sizes().get(0));
    }

    /** The next bytes of the values. */
    int readUpTo(byte[] target, int length) throws IOException {
        return input.readUpTo(target, length);
    }

    /**
     * The shape of one example, if it is one that can be trained on.
     *
     * @param picture that examples are if they have one dimension
     */
    DataShape shape(Optional<DataShape.Image> picture) {
        if (header.words()) {
            throw new IllegalArgumentException(
                    what + ": expected numbers, got the NumPy type " + header.type() + " in " + file());
        }
        DataShape own = shape();
        if (picture.isEmpty() || own.equals(picture.get())) {
            return own;
        }
        if (own instanceof DataShape.Vector && own.size() == picture.get().size()) {
            return picture.get();
        }
        throw new IllegalArgumentException("shape: expected examples that are " + picture.get() + ", of "
                + picture.get().size() + " numbers, got " + own + " in " + file());
    }

    private DataShape shape() {
        int dimensions = header.sizes().size();
        if (dimensions < 2 || dimensions > 4) {
            throw new IllegalArgumentException(what
                    + ": expected the shape (count, dimensions), (count, height, width) or (count, height, width,"
                    + " channels), got " + header.shape() + " in " + file()
                    + (dimensions == 1 ? "; try array.reshape(-1, 1), or is it the file of the labels?" : ""));
        }
        if (dimensions == 2) {
            long size = header.sizes().get(1);
            if (size < 1 || size > ImportLimits.MOST_BYTES / Float.BYTES) {
                throw new IllegalArgumentException(
                        what + ": expected at least one dimension and no millions of them, got the shape "
                                + header.shape() + " in " + file());
            }
            ImportLimits.requireExamples(what, file(), header.sizes().get(0), size * Float.BYTES);
            return new DataShape.Vector((int) size);
        }
        long channels = dimensions == 4 ? header.sizes().get(3) : 1;
        if (dimensions == 4 && channels != 1 && channels != 3 && header.sizes().get(1) <= 3) {
            throw new IllegalArgumentException(what + ": expected the channels last, got the shape " + header.shape()
                    + " in " + file() + "; save array.transpose(0, 2, 3, 1)");
        }
        DataShape.Image shape = ImportLimits.pictures(
                what, file(), header.sizes().get(1), header.sizes().get(2), channels);
        ImportLimits.requireExamples(what, file(), header.sizes().get(0), shape.size());
        return shape;
    }

    /** Reads the next example. */
    private byte[] read(int size, int index) throws IOException {
        byte[] bytes = new byte[size * header.bytes()];
        if (input.readUpTo(bytes, bytes.length) < bytes.length) {
            throw new IllegalArgumentException(
                    what + ": expected " + header.sizes().get(0)
                            + " examples as the header says, got " + index + ", since " + file()
                            + " ends early; is it truncated?");
        }
        return bytes;
    }

    private ByteBuffer example(int size, int index) throws IOException {
        return ByteBuffer.wrap(read(size, index)).order(header.order());
    }

    /** Values of a picture from 0 to 255: whole numbers as they are, fractions from 0 to 1 times 255. */
    byte[] picture(int size, int index) throws IOException {
        if (header.kind() == 'u' && header.bytes() == 1) {
            return read(size, index);
        }
        ByteBuffer numbers = example(size, index);
        double most = header.floating() ? 1 : 255;
        byte[] picture = new byte[size];
        for (int i = 0; i < size; i++) {
            double value = header.number(numbers, i);
            if (!(value >= 0 && value <= most)) {
                throw new IllegalArgumentException(what + ": expected "
                        + (header.floating() ? "values of pictures from 0 to 1" : "values of pictures from 0 to 255")
                        + ", got " + value + " in example " + index + " of " + file()
                        + "; scale them, or save whole numbers from 0 to 255 with astype('uint8')");
            }
            picture[i] = (byte) Math.round(header.floating() || header.kind() == 'b' ? value * 255 : value);
        }
        return picture;
    }

    /**
     * Coordinates of a vector, all finite.
     *
     * @param look hears of each
     */
    float[] vector(int size, int index, ColumnLook look) throws IOException {
        ByteBuffer numbers = example(size, index);
        float[] vector = new float[size];
        for (int i = 0; i < size; i++) {
            double value = header.number(numbers, i);
            vector[i] = (float) value;
            if (!Float.isFinite(vector[i])) {
                throw new IllegalArgumentException(what + ": expected finite numbers of 32 bits, got " + value
                        + " in example " + index + ", dimension " + i + " of " + file()
                        + "; remove or fill in such examples");
            }
            look.see(i, value, vector[i]);
        }
        look.endRow();
        return vector;
    }

    /**
     * The labels of examples.
     *
     * @param expected how many there must be
     * @param names where labels are words, these are numbered here
     */
    int[] labels(int expected, Alphabet names) throws IOException {
        if (!header.holdsLabels() || header.floating()) {
            throw new IllegalArgumentException("labels: expected whole numbers of the shape (" + expected + ",), got "
                    + (header.floating() ? "floats of the shape " : "the shape ") + header.shape() + " in " + file()
                    + (header.floating() ? "; try astype('int64')" : ""));
        }
        if (header.sizes().get(0) != expected) {
            throw new IllegalArgumentException("labels: expected " + expected + " labels, one for each example, got "
                    + header.sizes().get(0) + " in " + file());
        }
        int[] labels = new int[expected];
        for (int i = 0; i < expected && !header.words(); i++) {
            long label = (long) header.number(example(1, i), 0);
            ImportLimits.requireLabel(label, i, file());
            labels[i] = (int) label;
        }
        for (int i = 0; i < expected && header.words(); i++) {
            labels[i] = names.number(header.word(example(1, i), 0).strip());
            ImportLimits.requireLabel(names.size() - 1, i, file());
        }
        requireEnd();
        return labels;
    }

    void requireEnd() throws IOException {
        if (input.readUpTo(new byte[1], 1) != 0) {
            throw new IllegalArgumentException(what + ": expected the end of " + file() + " after "
                    + header.sizes().get(0) + " examples as the header says, got more bytes");
        }
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}

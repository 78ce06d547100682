package org.genera.data.readers.arrays;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.genera.data.readers.files.InputFile;
import org.genera.data.readers.files.LabelledFile;
import org.genera.data.readers.files.Pictures;
import org.genera.data.store.DataSetWriter;
import org.genera.data.store.DataSource;
import org.genera.data.store.ImportLimits;
import org.genera.data.store.ImportNote.Kind;
import org.genera.data.store.ImportNotes;
import org.genera.data.store.ImportSummary;
import org.genera.data.store.ImportSummary.Order;
import org.genera.spi.DataShape;

/** IDX files of images and labels, one pair, or one for training and one for testing. */
public final class IdxFiles implements DataSource {
    private static final int BLOCK = 1 << 16;

    private final LabelledFile train;
    private final Optional<LabelledFile> test;
    private final List<String> classes;

    /**
     * @param classes names of the labels; empty where the labels are their own names
     */
    public IdxFiles(LabelledFile train, Optional<LabelledFile> test, List<String> classes) {
        this.classes = List.copyOf(classes);
        this.train = train;
        this.test = test;
        if (test.isPresent()
                && train.labels().isPresent() != test.get().labels().isPresent()) {
            throw new IllegalArgumentException("labels: expected them for both training and test images or for neither,"
                    + " got them for "
                    + (train.labels().isPresent() ? "training" : "test") + " images alone");
        }
    }

    @Override
    public String path() {
        return train.values().toString();
    }

    @Override
    public void into(DataSetWriter set) throws IOException {
        long total = sizeOf(train) + (test.isPresent() ? sizeOf(test.get()) : 0);
        long trainBytes = InputFile.sizeOf(train.values());
        LongConsumer first = done -> set.progress().read(done, total);
        LongConsumer second = done -> set.progress().read(trainBytes + done, total);
        try (IdxInput input = new IdxInput("images", train.values(), first)) {
            DataShape.Image shape = input.header().imageShape(input.file());
            int count = input.header().count();
            if (test.isEmpty()) {
                set.split(count, 0);
                int[] labels = labels(train, count, set.notes());
                set.begin(shape, true);
                copy(input, shape, set);
                finish(set, shape, labels, 0, input.file());
            } else {
                try (IdxInput other = new IdxInput("test images", test.get().values(), second)) {
                    requireSameShape(shape, other);
                    int both = Math.addExact(count, other.header().count());
                    ImportLimits.requireExamples("images", "both files", both, shape.size());
                    set.split(both, count);
                    // The labels first: they are small, and most mistakes show there.
                    int[] labels = joined(
                            labels(train, count, set.notes()),
                            labels(test.get(), other.header().count(), set.notes()));
                    set.begin(shape, true);
                    copy(input, shape, set);
                    copy(other, shape, set);
                    finish(set, shape, labels, count, input.file() + " and " + other.file());
                }
            }
            set.progress().read(total, total);
        }
    }

    private void finish(DataSetWriter set, DataShape.Image shape, int[] labels, int trainExamples, String files)
            throws IOException {
        ImportSummary contents =
                ImportSummary.numbered(labels, trainExamples, Order.AS_READ, Pictures.named(shape), files);
        set.finish(classes.isEmpty() ? contents : contents.named(classes));
    }

    private static void requireSameShape(DataShape.Image shape, IdxInput test) {
        DataShape.Image other = test.header().imageShape(test.file());
        if (!other.equals(shape)) {
            throw new IllegalArgumentException("test images: expected the shape " + shape
                    + " of the training images, got " + other + " in " + test.file());
        }
    }

    private static int[] joined(int[] first, int[] second) {
        int[] both = new int[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static void copy(IdxInput input, DataShape.Image shape, DataSetWriter set) throws IOException {
        byte[] block = new byte[BLOCK];
        long left = (long) input.header().count() * shape.size();
        while (left > 0) {
            int length = (int) Math.min(BLOCK, left);
            input.read(block, length);
            set.append(block, length);
            left -= length;
        }
        input.requireEnd();
    }

    private static int[] labels(LabelledFile file, int expected, ImportNotes notes) throws IOException {
        return file.labels().isPresent() ? readLabels(file.labels().get(), expected, notes) : new int[0];
    }

    private static int[] readLabels(Path file, int expected, ImportNotes notes) throws IOException {
        try (IdxInput input = new IdxInput("labels", file, done -> {})) {
            IdxHeader header = input.header();
            header.requireLabels(input.file());
            if (header.count() != expected) {
                throw new IllegalArgumentException("labels: expected " + expected + " labels, one for each image, got "
                        + header.count() + " in " + input.file());
            }
            int columns = header.columns();
            if (columns > 1) {
                notes.add(
                        Kind.CHANGED,
                        "of the " + columns + " numbers for each label in " + input.file()
                                + " the first, which is the class");
            }
            boolean wide = header.type() == IdxHeader.INT;
            byte[] bytes = new byte[expected * columns * (wide ? Integer.BYTES : 1)];
            input.read(bytes, bytes.length);
            input.requireEnd();
            int[] labels = new int[expected];
            for (int i = 0; i < expected; i++) {
                labels[i] = wide ? ByteBuffer.wrap(bytes).getInt(i * columns * Integer.BYTES) : bytes[i] & 0xFF;
                ImportLimits.requireLabel(labels[i], i, input.file());
            }
            return labels;
        }
    }

    private static long sizeOf(LabelledFile file) throws IOException {
        return InputFile.sizeOf(file.values())
                + (file.labels().isPresent() ? InputFile.sizeOf(file.labels().get()) : 0);
    }
}

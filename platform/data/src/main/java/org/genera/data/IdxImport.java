package org.genera.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.genera.data.DataSetCard.Origin;
import org.genera.spi.DataShape;

/** Reads a pair of IDX files into the form in which an {@link ImportedSet} is kept. */
final class IdxImport {
    /** More classes than any labelled set in use has; a larger label is a wrong file. */
    private static final int MOST_CLASSES = 1_000;

    private static final int BLOCK = 1 << 16;

    private final Path images;
    private final Optional<Path> labels;
    private final ImportProgress progress;

    IdxImport(Path images, Optional<Path> labels, ImportProgress progress) {
        this.images = images;
        this.labels = labels;
        this.progress = progress;
    }

    /** Fills an empty folder. */
    void into(Path folder, String name, String splitText) throws IOException {
        long imageBytes = sizeOf(images);
        long total = imageBytes + (labels.isPresent() ? sizeOf(labels.get()) : 0);
        try (IdxInput input = new IdxInput("images", images, done -> progress.read(done, total))) {
            DataShape.Image shape = input.header().imageShape(input.file());
            int count = input.header().count();
            Split split = Split.parse(splitText, count);
            // The labels first: they are small, and most mistakes show there.
            int[] read = labels.isPresent() ? readLabels(labels.get(), count) : new int[0];
            Fingerprint fingerprint = copyValues(input, shape, folder.resolve(ImportedSet.VALUES));
            if (labels.isPresent()) {
                ByteBuffer bytes = ByteBuffer.allocate(read.length * Integer.BYTES);
                bytes.asIntBuffer().put(read);
                Files.write(folder.resolve(ImportedSet.LABELS), bytes.array());
            }
            int classes = 0;
            for (int label : read) {
                classes = Math.max(classes, label + 1);
            }
            String summary = String.format(
                    Locale.ROOT,
                    "%,d %s images of %d × %d pixels%s, imported from %s.",
                    count,
                    shape.channels() == 1 ? "grey" : "colour",
                    shape.height(),
                    shape.width(),
                    classes == 0 ? "" : " in " + classes + " classes",
                    input.file());
            DataSetCard card = new DataSetCard(
                    name,
                    name,
                    summary,
                    Origin.IMPORTED,
                    shape,
                    true,
                    ImportedSet.classNames(classes),
                    split.train().size(),
                    split.test().size(),
                    fingerprint.labels(read),
                    Optional.empty());
            new ImportedSet(folder, card, split, count).writeCard();
            progress.read(total, total);
        }
    }

    private static Fingerprint copyValues(IdxInput input, DataShape.Image shape, Path target) throws IOException {
        int count = input.header().count();
        Fingerprint fingerprint = Fingerprint.ofBytes(shape, count);
        byte[] block = new byte[BLOCK];
        try (OutputStream output = Files.newOutputStream(target)) {
            long left = (long) count * shape.size();
            while (left > 0) {
                int length = (int) Math.min(BLOCK, left);
                input.read(block, length);
                output.write(block, 0, length);
                fingerprint.values(block, length);
                left -= length;
            }
        }
        input.requireEnd();
        return fingerprint;
    }

    private static int[] readLabels(Path file, int expected) throws IOException {
        try (IdxInput input = new IdxInput("labels", file, done -> {})) {
            IdxHeader header = input.header();
            header.requireLabels(input.file());
            if (header.count() != expected) {
                throw new IllegalArgumentException("labels: expected " + expected + " labels, one for each image, got "
                        + header.count() + " in " + input.file());
            }
            boolean wide = header.type() == IdxHeader.INT;
            byte[] bytes = new byte[expected * (wide ? Integer.BYTES : 1)];
            input.read(bytes, bytes.length);
            input.requireEnd();
            int[] labels = new int[expected];
            for (int i = 0; i < expected; i++) {
                labels[i] = wide ? ByteBuffer.wrap(bytes).getInt(i * Integer.BYTES) : bytes[i] & 0xFF;
                if (labels[i] < 0 || labels[i] >= MOST_CLASSES) {
                    throw new IllegalArgumentException("labels: expected labels from 0 to " + (MOST_CLASSES - 1)
                            + ", got " + labels[i] + " for example " + i + " in " + input.file());
                }
            }
            return labels;
        }
    }

    private static long sizeOf(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.size(file) : 0;
    }
}

package org.genera.data;

import java.util.List;
import java.util.Optional;
import org.genera.data.DataSetCard.Origin;
import org.genera.spi.DataShape;

/** A built-in set of 8-bit pictures: 10,000 to train on and 2,000 to test with, each class as often as the others. */
record GeneratedPictures(DataSetCard card, Source source, Optional<Factors> factors) implements StoredSet {
    static final int TRAIN = 10_000;
    static final int EXAMPLES = 12_000;

    /** What draws the pictures. */
    @FunctionalInterface
    interface Source {

        /** Draws picture {@code index}, whose class is the index modulo the number of classes. */
        void draw(int index, byte[] target, int offset);
    }

    static GeneratedPictures of(
            String name, String title, String summary, DataShape.Image shape, List<String> classes, Source source) {
        return new GeneratedPictures(
                new DataSetCard(
                        name,
                        title,
                        summary,
                        Origin.GENERATED,
                        shape,
                        true,
                        classes,
                        TRAIN,
                        EXAMPLES - TRAIN,
                        GoldenFingerprints.of(name),
                        Optional.empty()),
                source,
                Optional.empty());
    }

    /** The same set with what its pictures are drawn from. */
    GeneratedPictures from(Factors known) {
        return new GeneratedPictures(card, source, Optional.of(known));
    }

    @Override
    public int[] labels(IndexRange range) {
        int[] labels = new int[range.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (range.from() + i) % card.classes().size();
        }
        return labels;
    }

    @Override
    public Split split() {
        return Split.at(TRAIN, EXAMPLES);
    }

    @Override
    public int examples() {
        return EXAMPLES;
    }

    @Override
    public StoredExamples read(IndexRange range) {
        int size = card.shape().size();
        byte[] values = new byte[range.size() * size];
        for (int i = 0; i < range.size(); i++) {
            source.draw(range.from() + i, values, i * size);
        }
        return new StoredExamples.Bytes(card.shape(), range.size(), values, labels(range));
    }
}

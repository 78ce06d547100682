package org.genera.data;

import java.util.List;
import java.util.Optional;
import org.genera.data.DataSetCard.Origin;
import org.genera.spi.DataShape;

/** A built-in set of pairs of 8-bit pictures, aligned or of two domains: 5,000 to train on and 1,000 to test with. */
record GeneratedPairs(DataSetCard card, DataShape.ImagePair shape, Source source) implements StoredSet {
    static final int TRAIN = 5_000;
    static final int EXAMPLES = 6_000;

    /** What draws the pictures. */
    interface Source {

        /** Draws the source of a pair and, behind it, its target. */
        void draw(int index, byte[] values, int offset);
    }

    static GeneratedPairs of(
            String name, String title, String summary, DataShape.ImagePair shape, List<String> classes, Source source) {
        return new GeneratedPairs(
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
                shape,
                source);
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
        byte[] values = new byte[range.size() * shape.size()];
        int[] labels = new int[card.classes().isEmpty() ? 0 : range.size()];
        for (int i = 0; i < range.size(); i++) {
            source.draw(range.from() + i, values, i * shape.size());
            if (labels.length > 0) {
                labels[i] = (range.from() + i) % card.classes().size();
            }
        }
        return new StoredExamples.Bytes(shape, range.size(), values, labels);
    }
}

package org.genera.data.builtin;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.genera.data.sets.DataSetCard;
import org.genera.data.sets.DataSetCard.Content;
import org.genera.data.sets.DataSetCard.Density;
import org.genera.data.sets.DataSetCard.Names;
import org.genera.data.sets.DataSetCard.Origin;
import org.genera.data.sets.Factors;
import org.genera.data.sets.IndexRange;
import org.genera.data.sets.Split;
import org.genera.data.sets.StoredExamples;
import org.genera.data.sets.StoredSet;
import org.genera.spi.DataShape;

/** A built-in set of 8-bit pictures, single or in pairs, each class as often as the others. */
record GeneratedPictures(DataSetCard card, Source source, Optional<Factors> factors) implements StoredSet {

    /** What draws the pictures. */
    @FunctionalInterface
    interface Source {

        /** Draws example {@code index}, whose class is the index modulo the number of classes; of a pair the source first. */
        void draw(int index, byte[] values, int offset);
    }

    /** 10,000 pictures to train on and 2,000 to test with. */
    static GeneratedPictures of(
            String name, String title, String summary, DataShape.Image shape, List<String> classes, Source source) {
        return of(name, title, summary, shape, classes, 10_000, 2_000, source);
    }

    /** 5,000 pairs, aligned or of two domains, to train on and 1,000 to test with. */
    static GeneratedPictures pairs(
            String name, String title, String summary, DataShape.Pair shape, List<String> classes, Source source) {
        return of(name, title, summary, shape, classes, 5_000, 1_000, source);
    }

    private static GeneratedPictures of(
            String name,
            String title,
            String summary,
            DataShape shape,
            List<String> classes,
            int train,
            int test,
            Source source) {
        return new GeneratedPictures(
                new DataSetCard(
                        name,
                        title,
                        summary,
                        Origin.GENERATED,
                        shape,
                        true,
                        new Content(train, test, GoldenFingerprints.of(name)),
                        Names.ofClasses(classes),
                        Density.UNKNOWN),
                source,
                Optional.empty());
    }

    /** The same set as two domains whose pictures do not belong together. */
    GeneratedPictures unpaired() {
        return new GeneratedPictures(card.unpaired(), source, factors);
    }

    /** The same set with what its pictures are drawn from. */
    GeneratedPictures from(Factors known) {
        return new GeneratedPictures(card, source, Optional.of(known));
    }

    @Override
    public int[] labels(IndexRange range) {
        int classes = card.classes().size();
        return classes == 0
                ? new int[0]
                : IntStream.range(range.from(), range.to())
                        .map(index -> index % classes)
                        .toArray();
    }

    @Override
    public Split split() {
        return Split.at(card.trainExamples(), examples());
    }

    @Override
    public int examples() {
        return card.trainExamples() + card.testExamples();
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

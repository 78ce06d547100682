package org.genera.data.builtin;

import java.util.List;
import java.util.Optional;
import org.genera.data.random.CounterRandom;
import org.genera.data.random.RandomStream;
import org.genera.data.sets.DataSetCard;
import org.genera.data.sets.DataSetCard.Content;
import org.genera.data.sets.DataSetCard.Density;
import org.genera.data.sets.DataSetCard.Modes;
import org.genera.data.sets.DataSetCard.Names;
import org.genera.data.sets.DataSetCard.Origin;
import org.genera.data.sets.IndexRange;
import org.genera.data.sets.Split;
import org.genera.data.sets.StoredExamples;
import org.genera.data.sets.StoredSet;
import org.genera.spi.DataShape;

/** A built-in set of points in the plane, drawn from a known density: 8,000 to train on and 2,000 to test with. */
record GeneratedPoints(DataSetCard card, Source source) implements StoredSet {
    static final int TRAIN = 8_000;
    static final int EXAMPLES = 10_000;
    private static final long GENERATOR_SEED = 1;
    private static final DataShape PLANE = new DataShape.Vector(2);

    /** The density. */
    interface Source {

        /** Draws a point and tells its label, 0 where there are none. */
        int draw(RandomStream random, double[] point);
    }

    static GeneratedPoints of(
            String name, String title, String summary, List<String> classes, Optional<Modes> modes, Source source) {
        return new GeneratedPoints(
                new DataSetCard(
                        name,
                        title,
                        summary,
                        Origin.GENERATED,
                        PLANE,
                        true,
                        new Content(TRAIN, EXAMPLES - TRAIN, GoldenFingerprints.of(name)),
                        Names.ofClasses(classes),
                        new Density(modes, Optional.empty())),
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
        CounterRandom set = CounterRandom.of(GENERATOR_SEED, card.name());
        float[] values = new float[range.size() * 2];
        int[] labels = new int[card.classes().isEmpty() ? 0 : range.size()];
        double[] point = new double[2];
        for (int i = 0; i < range.size(); i++) {
            int label = source.draw(set.at(range.from() + i).stream(), point);
            values[2 * i] = (float) point[0];
            values[2 * i + 1] = (float) point[1];
            if (labels.length > 0) {
                labels[i] = label;
            }
        }
        return new StoredExamples.Floats(PLANE, range.size(), values, labels);
    }
}

package org.genera.data.builtin;

import java.util.List;
import java.util.Optional;
import org.genera.data.random.CounterRandom;
import org.genera.data.random.RandomStream;
import org.genera.data.sets.DataSetCard;
import org.genera.data.sets.DataSetCard.Content;
import org.genera.data.sets.DataSetCard.Density;
import org.genera.data.sets.DataSetCard.Names;
import org.genera.data.sets.DataSetCard.Origin;
import org.genera.data.sets.HiddenMarkovSource;
import org.genera.data.sets.HiddenMarkovSource.Gaussians;
import org.genera.data.sets.HiddenMarkovSource.Symbols;
import org.genera.data.sets.IndexRange;
import org.genera.data.sets.Split;
import org.genera.data.sets.StoredExamples;
import org.genera.data.sets.StoredSet;
import org.genera.spi.DataShape;

/** A built-in set of sequences, drawn from a known hidden Markov model: 8,000 to train on and 2,000 to test with. */
record GeneratedSequences(DataSetCard card, HiddenMarkovSource source) implements StoredSet {
    static final int TRAIN = 8_000;
    static final int EXAMPLES = 10_000;
    private static final long GENERATOR_SEED = 1;

    static GeneratedSequences of(String name, String title, String summary, HiddenMarkovSource source) {
        return new GeneratedSequences(
                new DataSetCard(
                        name,
                        title,
                        summary,
                        Origin.GENERATED,
                        shape(source),
                        true,
                        new Content(TRAIN, EXAMPLES - TRAIN, GoldenFingerprints.of(name)),
                        new Names(
                                List.of(),
                                source.emission() instanceof Symbols symbols ? symbols.names() : List.of(),
                                List.of()),
                        new Density(Optional.empty(), Optional.of(source))),
                source);
    }

    private static DataShape.Sequence shape(HiddenMarkovSource source) {
        if (source.emission() instanceof Symbols symbols) {
            return DataShape.Sequence.ofSymbols(
                    source.longest(), symbols.names().size());
        }
        Gaussians gaussians = (Gaussians) source.emission();
        return DataShape.Sequence.ofVectors(
                source.longest(), gaussians.means().get(0).size());
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
        DataShape.Sequence shape = shape(source);
        float[] values = new float[range.size() * shape.size()];
        int[] lengths = new int[range.size()];
        for (int i = 0; i < range.size(); i++) {
            lengths[i] = draw(set.at(range.from() + i).stream(), shape.width(), values, i * shape.size());
        }
        return new StoredExamples.Sequences(shape, range.size(), values, new int[0], lengths);
    }

    /** Draws one sequence and tells its length. */
    private int draw(RandomStream random, int width, float[] values, int offset) {
        int length = source.shortest() + random.below(source.longest() - source.shortest() + 1);
        int state = 0;
        for (int t = 0; t < length; t++) {
            state = oneOf(t == 0 ? source.initial() : source.transition().get(state), random.uniform());
            emit(state, random, values, offset + t * width);
        }
        return length;
    }

    private void emit(int state, RandomStream random, float[] values, int offset) {
        if (source.emission() instanceof Symbols symbols) {
            values[offset] = oneOf(symbols.probabilities().get(state), random.uniform());
        } else if (source.emission() instanceof Gaussians gaussians) {
            List<Double> mean = gaussians.means().get(state);
            List<Double> deviation = gaussians.standardDeviations().get(state);
            for (int i = 0; i < mean.size(); i++) {
                values[offset + i] = (float) (mean.get(i) + deviation.get(i) * random.normal());
            }
        }
    }

    /** The first index at which the sum of the probabilities exceeds a uniform number; the last one past all rounding. */
    private static int oneOf(List<Double> probabilities, double uniform) {
        double sum = 0;
        for (int i = 0; i < probabilities.size() - 1; i++) {
            sum += probabilities.get(i);
            if (uniform < sum) {
                return i;
            }
        }
        return probabilities.size() - 1;
    }
}

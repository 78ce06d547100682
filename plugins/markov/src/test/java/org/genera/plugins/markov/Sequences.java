package org.genera.plugins.markov;

import java.util.Map;
import java.util.Random;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.ValueRange;
import org.genera.spi.Values;
import org.genera.spi.Variant;

/** Models and batches for tests. */
final class Sequences {
    private static final int[] NO_LABELS = {};

    private Sequences() {}

    static ModelSpec spec(String variant, DataShape.Sequence shape, Map<String, Object> given, long seed) {
        Variant found = new MarkovFamily()
                .variants().stream()
                        .filter(each -> each.id().equals(variant))
                        .findFirst()
                        .orElseThrow();
        DataSpec data = new DataSpec(shape, shape.discrete() ? ValueRange.SYMBOLS : ValueRange.REAL, 0, 100);
        return new ModelSpec(variant, Values.of(found.hyperparameters(), given), data, seed);
    }

    static HiddenMarkov hidden(String variant, DataShape.Sequence shape, Map<String, Object> given, long seed) {
        return new HiddenMarkov(spec(variant, shape, given, seed), ModelContext.cpu());
    }

    static MarkovChain chain(DataShape.Sequence shape, Map<String, Object> given) {
        return new MarkovChain(spec("chain", shape, given, 1), ModelContext.cpu());
    }

    /** A model over symbols with the given parameters. */
    static HiddenMarkov given(int longest, double[] initial, double[][] transition, double[][] emission) {
        int states = initial.length;
        int symbols = emission[0].length;
        HiddenMarkov model = hidden(
                "hmm-categorical",
                DataShape.Sequence.ofSymbols(longest, symbols),
                Map.of("states", states, "smoothing", 0),
                1);
        // Maximum likelihood for counts that are in these proportions.
        double[] bySymbol = new double[symbols * states];
        for (int k = 0; k < symbols; k++) {
            for (int s = 0; s < states; s++) {
                bySymbol[k * states + s] = emission[s][k];
            }
        }
        model.maximise(new HiddenMarkov.Expected(
                initial, flat(transition), new double[states], new double[][] {bySymbol}, 0, 1));
        return model;
    }

    static double[] flat(double[][] rows) {
        return java.util.Arrays.stream(rows)
                .flatMapToDouble(java.util.Arrays::stream)
                .toArray();
    }

    /** Sequences of symbols. */
    static Batch symbols(int longest, int[]... sequences) {
        float[] values = new float[sequences.length * longest];
        int[] lengths = new int[sequences.length];
        for (int i = 0; i < sequences.length; i++) {
            lengths[i] = sequences[i].length;
            for (int t = 0; t < lengths[i]; t++) {
                values[i * longest + t] = sequences[i][t];
            }
        }
        return new Batch(sequences.length, values, NO_LABELS, lengths);
    }

    /** A batch of given values and lengths. */
    static Batch of(float[] values, int[] lengths) {
        return new Batch(lengths.length, values, NO_LABELS, lengths);
    }

    static double[] distribution(Random random, int size) {
        double[] drawn = random.doubles(size, 0.05, 1).toArray();
        double sum = java.util.Arrays.stream(drawn).sum();
        return java.util.Arrays.stream(drawn).map(each -> each / sum).toArray();
    }

    static double[][] distributions(Random random, int rows, int size) {
        double[][] drawn = new double[rows][];
        for (int i = 0; i < rows; i++) {
            drawn[i] = distribution(random, size);
        }
        return drawn;
    }

    /** Random sequences of symbols, of lengths from 1 to the longest. */
    static int[][] random(Random random, int count, int longest, int symbols) {
        int[][] sequences = new int[count][];
        for (int i = 0; i < count; i++) {
            sequences[i] = random.ints(1 + random.nextInt(longest), 0, symbols).toArray();
        }
        return sequences;
    }

    /** p(x_t | state) [T][S] of symbols. */
    static double[][] densities(double[][] emission, int[] sequence) {
        double[][] density = new double[sequence.length][emission.length];
        for (int t = 0; t < sequence.length; t++) {
            for (int s = 0; s < emission.length; s++) {
                density[t][s] = emission[s][sequence[t]];
            }
        }
        return density;
    }
}

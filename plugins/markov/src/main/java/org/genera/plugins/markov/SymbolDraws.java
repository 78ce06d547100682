package org.genera.plugins.markov;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.genera.nn.Seeds;
import org.genera.nn.SequenceLengths;
import org.genera.spi.DataShape;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;

/**
 * Draws sequences of a Markov chain. Where some symbols are known, each other one is drawn by its probability given those before
 * it and the known ones behind it: a recursion backward over the contexts that are possible, then draws forward.
 *
 * @param table p(symbol | context), by context × K + symbol
 */
@SuppressWarnings("ArrayRecordComponent")
record SymbolDraws(DataShape.Sequence shape, Contexts contexts, double[] table, SequenceLengths.Drawing lengths) {
    /** Contexts that may be open in one sequence, all its places together: 16 bytes each. */
    private static final long MOST_OPEN = 10_000_000;

    private static final int UNKNOWN = -1;

    /** @throws IllegalArgumentException if too much of a sequence is open */
    Samples draw(SampleRequest request) {
        float[] values = new float[request.count() * shape.size()];
        int[] drawn = new int[request.count()];
        KnownElements known = KnownElements.of(shape, request);
        for (int i = 0; i < request.count(); i++) {
            SplittableRandom random = new SplittableRandom(Seeds.derive(request.seed(), "sequence/" + i));
            drawn[i] = lengths.draw(request, i, random.nextDouble());
            Ahead ahead = ahead(symbols(i, known, drawn[i]));
            int context = contexts.first();
            for (int t = 0; t < drawn[i]; t++) {
                int symbol = ahead.draw(t, context, random.nextDouble());
                values[i * shape.longest() + t] = symbol;
                context = contexts.after(context, symbol);
            }
        }
        return new Samples(shape, request.count(), values, drawn);
    }

    /** The known symbols of a sequence, up to the last of them. */
    private static int[] symbols(int i, KnownElements known, int length) {
        int[] symbols = new int[length];
        int last = 0;
        for (int t = 0; t < length; t++) {
            boolean there = known.value(i, t, 0);
            symbols[t] = there ? (int) known.valueAt(i, t, 0) : UNKNOWN;
            last = there ? t + 1 : last;
        }
        return Arrays.copyOf(symbols, last);
    }

    private Ahead ahead(int[] symbols) {
        int[][] open = open(symbols);
        double[][] probability = new double[symbols.length][];
        Ahead ahead = new Ahead(symbols, open, probability);
        for (int t = symbols.length - 1; t >= 0; t--) {
            probability[t] = new double[open[t].length];
            double most = 0;
            for (int at = 0; at < open[t].length; at++) {
                probability[t][at] = sum(ahead.weights(t, open[t][at]));
                most = Math.max(most, probability[t][at]);
            }
            // Of the order of 1, so that many known symbols do not underflow.
            for (int at = 0; at < probability[t].length; at++) {
                probability[t][at] /= most;
            }
        }
        return ahead;
    }

    /** For each place up to the last known symbol the contexts in which it may be, rising. */
    private int[][] open(int[] symbols) {
        int[][] open = new int[symbols.length][];
        int[] now = {contexts.first()};
        long all = 0;
        for (int t = 0; t < symbols.length; t++) {
            open[t] = now;
            all += now.length;
            if (all > MOST_OPEN) {
                throw new IllegalArgumentException("expected known symbols that leave at most " + MOST_OPEN
                        + " contexts open, got more in the first " + (t + 1)
                        + " elements; give more of them, or train a chain of a lower order");
            }
            BitSet next = new BitSet();
            for (int context : now) {
                if (symbols[t] == UNKNOWN) {
                    for (int symbol = 0; symbol < contexts.symbols(); symbol++) {
                        next.set(contexts.after(context, symbol));
                    }
                } else {
                    next.set(contexts.after(context, symbols[t]));
                }
            }
            now = next.stream().toArray();
        }
        return open;
    }

    private static double sum(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        return sum;
    }

    /**
     * What the known symbols say of those before them.
     *
     * @param symbols up to the last known one
     * @param open contexts in which each place may be
     * @param probability of the known symbols from a place on, given each of its contexts; up to a factor for each place
     */
    private final class Ahead {
        private final int[] symbols;
        private final int[][] open;
        private final double[][] probability;

        private Ahead(int[] symbols, int[][] open, double[][] probability) {
            this.symbols = symbols;
            this.open = open;
            this.probability = probability;
        }

        /** p(symbol, known symbols behind it | context), up to a factor: [K]. */
        private double[] weights(int t, int context) {
            int from = symbols[t] == UNKNOWN ? 0 : symbols[t];
            int to = symbols[t] == UNKNOWN ? contexts.symbols() : symbols[t] + 1;
            double[] weights = new double[contexts.symbols()];
            for (int symbol = from; symbol < to; symbol++) {
                weights[symbol] = table[context * contexts.symbols() + symbol];
                if (t + 1 < symbols.length) {
                    int next = Arrays.binarySearch(open[t + 1], contexts.after(context, symbol));
                    weights[symbol] *= probability[t + 1][next];
                }
            }
            return weights;
        }

        private int draw(int t, int context, double uniform) {
            if (t >= symbols.length) {
                return Distributions.draw(table, context * contexts.symbols(), contexts.symbols(), uniform);
            }
            if (symbols[t] != UNKNOWN) {
                return symbols[t];
            }
            double[] weights = weights(t, context);
            double sum = sum(weights);
            Arrays.setAll(weights, symbol -> weights[symbol] / sum);
            return Distributions.draw(weights, 0, weights.length, uniform);
        }
    }
}

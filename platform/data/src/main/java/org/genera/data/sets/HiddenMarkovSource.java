package org.genera.data.sets;

import java.util.List;

/**
 * The hidden Markov model that sequences were drawn from (Rabiner 1989): hidden states follow a Markov chain, and each
 * emits one element. The length is drawn first, uniform from {@code shortest} to {@code longest}, and knows nothing of
 * the states; so the likelihood of a sequence given its length is that of the chain.
 *
 * @param initial probabilities of the first state
 * @param transition a row of probabilities for each state before, an entry for each state after
 * @param emission what a state emits
 * @param shortest number of elements
 * @param longest number of elements
 */
public record HiddenMarkovSource(
        List<Double> initial, List<List<Double>> transition, Emission emission, int shortest, int longest) {

    /** What a state emits. */
    public sealed interface Emission permits Symbols, Gaussians {}

    /**
     * Symbols.
     *
     * @param names of the symbols 0, 1, 2 …
     * @param probabilities a row for each state, an entry for each symbol
     */
    public record Symbols(List<String> names, List<List<Double>> probabilities) implements Emission {}

    /**
     * Points from a Gaussian with independent coordinates.
     *
     * @param means a point for each state
     * @param standardDeviations a number for each coordinate of each state
     */
    public record Gaussians(List<List<Double>> means, List<List<Double>> standardDeviations) implements Emission {}

    public HiddenMarkovSource {
        if (shortest < 1 || shortest > longest) {
            throw new IllegalArgumentException("need 1 <= shortest <= longest, got " + shortest + " and " + longest);
        }
        requireDistribution("initial", initial);
        for (List<Double> row : transition) {
            requireDistribution("each row of transition", row);
        }
        if (emission instanceof Symbols symbols) {
            for (List<Double> row : symbols.probabilities()) {
                requireDistribution("each row of emission", row);
            }
        }
    }

    /** How many hidden states there are. */
    public int states() {
        return initial.size();
    }

    private static void requireDistribution(String what, List<Double> probabilities) {
        double sum = 0;
        for (double each : probabilities) {
            sum += each;
        }
        if (Math.abs(sum - 1) > 1e-9) {
            throw new IllegalArgumentException("need " + what + " to sum to 1, got " + probabilities);
        }
    }
}

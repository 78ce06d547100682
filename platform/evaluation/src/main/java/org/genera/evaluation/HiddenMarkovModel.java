package org.genera.evaluation;

import java.util.Arrays;
import java.util.Objects;

/**
 * The exact law of sequences from a hidden Markov model λ = (π, A, emissions) (Rabiner 1989): the yardstick of models
 * trained on sequences whose source is known. Emissions come as their logarithms, so symbols and densities are treated
 * alike. Everything in double. Immutable.
 */
public final class HiddenMarkovModel {
    private final double[] initial;
    private final double[][] transition;

    /**
     * @param initial π [S], probabilities of the first state
     * @param transition A [S,S], a row for the state before, a column for the state after
     */
    public HiddenMarkovModel(double[] initial, double[][] transition) {
        this.initial = initial.clone();
        this.transition = Arrays.stream(transition).map(double[]::clone).toArray(double[][]::new);
        requireDistribution("initial", initial);
        if (transition.length != initial.length) {
            throw new IllegalArgumentException(
                    "need a row of transition for each of " + initial.length + " states, got " + transition.length);
        }
        for (double[] row : transition) {
            if (row.length != initial.length) {
                throw new IllegalArgumentException(
                        "need rows of transition with " + initial.length + " entries, got one with " + row.length);
            }
            requireDistribution("a row of transition", row);
        }
    }

    private static void requireDistribution(String what, double[] probabilities) {
        double sum = 0;
        for (double each : probabilities) {
            if (!(each >= 0)) {
                throw new IllegalArgumentException("need probabilities >= 0 in " + what + ", got " + each);
            }
            sum += each;
        }
        if (!(Math.abs(sum - 1) < 1e-9)) {
            throw new IllegalArgumentException("need " + what + " to sum to 1, got " + sum);
        }
    }

    /** How many hidden states there are. */
    public int states() {
        return initial.length;
    }

    /**
     * log p(x_1 … x_T) in nats, by the forward recursion with each step scaled to sum 1 (Rabiner 1989, eqs. 91 to 103).
     *
     * @param logEmission log p(x_t | state) [T,S], in nats
     * @return minus infinity for what the model cannot emit; 0 for the empty sequence
     */
    public double logLikelihood(double[][] logEmission) {
        double[] forward = initial.clone();
        double logLikelihood = 0;
        for (int t = 0; t < logEmission.length; t++) {
            if (t > 0) {
                forward = next(forward);
            }
            logLikelihood += weighAndScale(forward, row(logEmission, t));
            if (logLikelihood == Double.NEGATIVE_INFINITY) {
                return logLikelihood;
            }
        }
        return logLikelihood;
    }

    private double[] next(double[] forward) {
        double[] after = new double[states()];
        for (int from = 0; from < states(); from++) {
            for (int to = 0; to < states(); to++) {
                after[to] += forward[from] * transition[from][to];
            }
        }
        return after;
    }

    /** Multiplies by the emissions, divides by the sum and returns its logarithm; no density is too small or too large. */
    private static double weighAndScale(double[] forward, double[] logEmission) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int state = 0; state < forward.length; state++) {
            if (forward[state] > 0) {
                largest = Math.max(largest, logEmission[state]);
            }
        }
        if (largest == Double.NEGATIVE_INFINITY) {
            return largest;
        }
        double sum = 0;
        for (int state = 0; state < forward.length; state++) {
            forward[state] = forward[state] > 0 ? forward[state] * Math.exp(logEmission[state] - largest) : 0;
            sum += forward[state];
        }
        for (int state = 0; state < forward.length; state++) {
            forward[state] /= sum;
        }
        return largest + Math.log(sum);
    }

    /**
     * The most probable way through the hidden states (Viterbi 1967; Rabiner 1989, eqs. 32 to 35). Of equally probable
     * ways, the one through the states with the smaller numbers, seen from the end.
     *
     * @param logEmission log p(x_t | state) [T,S], in nats, T at least 1
     */
    public Path mostProbablePath(double[][] logEmission) {
        int length = logEmission.length;
        if (length == 0) {
            throw new IllegalArgumentException("need a sequence of one element or more, got an empty one");
        }
        double[] best = new double[states()];
        int[][] before = new int[length][states()];
        for (int state = 0; state < states(); state++) {
            best[state] = Math.log(initial[state]) + row(logEmission, 0)[state];
        }
        for (int t = 1; t < length; t++) {
            double[] after = new double[states()];
            for (int to = 0; to < states(); to++) {
                for (int from = 0; from < states(); from++) {
                    if (score(best, from, to) > score(best, before[t][to], to)) {
                        before[t][to] = from;
                    }
                }
                after[to] = score(best, before[t][to], to) + row(logEmission, t)[to];
            }
            best = after;
        }
        int[] states = new int[length];
        for (int state = 1; state < best.length; state++) {
            states[length - 1] = best[state] > best[states[length - 1]] ? state : states[length - 1];
        }
        for (int t = length - 1; t > 0; t--) {
            states[t - 1] = before[t][states[t]];
        }
        return new Path(states, best[states[length - 1]]);
    }

    private double score(double[] best, int from, int to) {
        return best[from] + Math.log(transition[from][to]);
    }

    private double[] row(double[][] logEmission, int t) {
        double[] row = logEmission[t];
        if (row.length != states()) {
            throw new IllegalArgumentException(
                    "expected log emissions [T," + states() + "], got a row of " + row.length + " at element " + t);
        }
        return row;
    }

    /**
     * Logarithms of the emissions of symbols.
     *
     * @param probabilities B [S,K], a row of probabilities for each state
     * @param symbols from 0 to K - 1
     * @return [T,S]
     */
    public static double[][] ofSymbols(double[][] probabilities, int[] symbols) {
        double[][] logEmission = new double[symbols.length][probabilities.length];
        for (int t = 0; t < symbols.length; t++) {
            for (int state = 0; state < probabilities.length; state++) {
                Objects.checkIndex(symbols[t], probabilities[state].length);
                logEmission[t][state] = Math.log(probabilities[state][symbols[t]]);
            }
        }
        return logEmission;
    }

    /**
     * Logarithms of the densities of Gaussians with independent coordinates.
     *
     * @param means [S,W]
     * @param standardDeviations [S,W]
     * @param points [T,W]
     * @return [T,S]
     */
    public static double[][] ofGaussians(double[][] means, double[][] standardDeviations, double[][] points) {
        double[][] logEmission = new double[points.length][means.length];
        for (int t = 0; t < points.length; t++) {
            for (int state = 0; state < means.length; state++) {
                double sum = 0;
                for (int i = 0; i < means[state].length; i++) {
                    double apart = (points[t][i] - means[state][i]) / standardDeviations[state][i];
                    sum -= 0.5 * (apart * apart + Math.log(2 * Math.PI)) + Math.log(standardDeviations[state][i]);
                }
                logEmission[t][state] = sum;
            }
        }
        return logEmission;
    }

    /**
     * A way through the hidden states.
     *
     * @param states [T]
     * @param logProbability of the states and the sequence together, in nats
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Path(int[] states, double logProbability) {}
}

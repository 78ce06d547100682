package org.genera.plugins.markov;

import java.util.Arrays;

/**
 * A hidden Markov model by brute force: every path through the states is visited, and its probability is a product of
 * factors. What the recursions give must be sums and maxima of these.
 */
final class AllPaths {
    /** p(x), summed over all paths. */
    double likelihood;

    /** That of the most probable path together with the sequence. */
    double bestProbability;

    /** p(s_t = i | x) [T][S]. */
    final double[][] posterior;

    /** Expected number of transitions [S][S]. */
    final double[][] transitions;

    private AllPaths(int length, int states) {
        posterior = new double[length][states];
        transitions = new double[states][states];
    }

    /** @param density p(x_t | state) [T][S] */
    static AllPaths of(double[] initial, double[][] transition, double[][] density) {
        int states = initial.length;
        int length = density.length;
        AllPaths all = new AllPaths(length, states);
        int[] path = new int[length];
        for (long number = 0; number < Math.round(Math.pow(states, length)); number++) {
            long rest = number;
            for (int t = 0; t < length; t++) {
                path[t] = (int) (rest % states);
                rest /= states;
            }
            double joint = initial[path[0]] * density[0][path[0]];
            for (int t = 1; t < length; t++) {
                joint *= transition[path[t - 1]][path[t]] * density[t][path[t]];
            }
            all.visit(path, joint);
        }
        for (double[] row : all.posterior) {
            divide(row, all.likelihood);
        }
        for (double[] row : all.transitions) {
            divide(row, all.likelihood);
        }
        return all;
    }

    private void visit(int[] path, double joint) {
        likelihood += joint;
        bestProbability = Math.max(bestProbability, joint);
        for (int t = 0; t < path.length; t++) {
            posterior[t][path[t]] += joint;
            if (t > 0) {
                transitions[path[t - 1]][path[t]] += joint;
            }
        }
    }

    private static void divide(double[] row, double by) {
        Arrays.setAll(row, i -> row[i] / by);
    }
}

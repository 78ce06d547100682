package org.genera.plugins.markov;

/** Running sums of arrays, always in the order in which they come, so that a repeated training gives the same bits. */
final class Sums {
    private Sums() {}

    /** Adds to each of the first numbers of the sums. */
    static void add(double[] sums, double[] more) {
        for (int i = 0; i < more.length; i++) {
            sums[i] += more[i];
        }
    }
}

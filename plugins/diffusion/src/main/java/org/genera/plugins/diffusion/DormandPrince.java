package org.genera.plugins.diffusion;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The Runge-Kutta method of order 5 with an error of order 4 (Dormand and Prince 1980), each row with steps of its own, so that none
 * depends on the others. In double.
 *
 * @param tolerance of the error of a step, absolute and relative
 * @param controlled how many numbers of a row the error is looked at of, its first
 */
record DormandPrince(double tolerance, int controlled) {
    /** Of the parts of the way that a row may need. */
    private static final int MOST_ATTEMPTS = 2_000;

    private static final double FIRST_STEP = 0.01;
    private static final double[] NODES = {0, 1 / 5.0, 3 / 10.0, 4 / 5.0, 8 / 9.0, 1, 1};
    private static final double[][] TABLEAU = {
        {},
        {1 / 5.0},
        {3 / 40.0, 9 / 40.0},
        {44 / 45.0, -56 / 15.0, 32 / 9.0},
        {19372 / 6561.0, -25360 / 2187.0, 64448 / 6561.0, -212 / 729.0},
        {9017 / 3168.0, -355 / 33.0, 46732 / 5247.0, 49 / 176.0, -5103 / 18656.0},
        {35 / 384.0, 0, 500 / 1113.0, 125 / 192.0, -2187 / 6784.0, 11 / 84.0}
    };
    /** Of the error: order 5 less order 4. */
    private static final double[] ERROR = {
        71 / 57600.0, 0, -71 / 16695.0, 71 / 1920.0, -17253 / 339200.0, 22 / 525.0, -1 / 40.0
    };

    /** What is integrated. */
    @FunctionalInterface
    interface Field {
        /**
         * @param rows which rows these are
         * @param times where they are
         * @param states theirs
         * @return how they move
         */
        double[][] at(int[] rows, double[] times, double[][] states);
    }

    /** Sees where all rows are after each round of attempts; the arrays are those that are worked on. */
    @FunctionalInterface
    interface Watcher {
        void at(double[] times, double[][] states);
    }

    /**
     * Goes from one time to another, either way, and leaves the states there.
     *
     * @throws IllegalArgumentException if a row does not arrive
     */
    void integrate(Field field, double[][] states, double from, double to, Watcher watcher) {
        double[] times = new double[states.length];
        Arrays.fill(times, from);
        double[] steps = new double[states.length];
        Arrays.fill(steps, FIRST_STEP * (to - from));
        double[][] slopes = new double[states.length][];
        int[] active = IntStream.range(0, states.length).toArray();
        for (int attempt = 0; active.length > 0; attempt++) {
            if (attempt == MOST_ATTEMPTS) {
                throw new IllegalArgumentException("expected the ordinary differential equation to be solved in "
                        + MOST_ATTEMPTS + " steps, got " + active.length
                        + " examples that are still on their way; choose a larger tolerance than " + tolerance);
            }
            attempt(field, active, times, steps, states, slopes, to);
            watcher.at(times, states);
            active = Arrays.stream(active).filter(row -> times[row] != to).toArray();
        }
    }

    private void attempt(
            Field field,
            int[] active,
            double[] times,
            double[] steps,
            double[][] states,
            double[][] slopes,
            double to) {
        int count = active.length;
        double[][][] k = new double[NODES.length][][];
        k[0] = first(field, active, times, states, slopes);
        double[] h = new double[count];
        for (int i = 0; i < count; i++) {
            double left = to - times[active[i]];
            h[i] = Math.abs(steps[active[i]]) < Math.abs(left) ? steps[active[i]] : left;
        }
        double[][] there = new double[count][];
        for (int stage = 1; stage < NODES.length; stage++) {
            double[] at = new double[count];
            for (int i = 0; i < count; i++) {
                at[i] = times[active[i]] + NODES[stage] * h[i];
                there[i] = moved(states[active[i]], h[i], TABLEAU[stage], k, i);
            }
            k[stage] = field.at(active, at, there);
        }
        for (int i = 0; i < count; i++) {
            int row = active[i];
            double error = error(states[row], there[i], h[i], k, i);
            slopes[row] = k[0][i];
            if (error <= 1) {
                times[row] = h[i] == to - times[row] ? to : times[row] + h[i];
                states[row] = there[i];
                // The last stage is the first of the next step.
                slopes[row] = k[NODES.length - 1][i];
            }
            steps[row] = h[i] * Math.min(5, Math.max(0.2, 0.9 * Math.pow(Math.max(error, 1e-10), -0.2)));
        }
    }

    private static double[][] first(Field field, int[] active, double[] times, double[][] states, double[][] slopes) {
        // All rows begin together, so all or none have a slope.
        if (slopes[active[0]] == null) {
            return field.at(
                    active,
                    Arrays.stream(active).mapToDouble(row -> times[row]).toArray(),
                    Arrays.stream(active).mapToObj(row -> states[row]).toArray(double[][]::new));
        }
        return Arrays.stream(active).mapToObj(row -> slopes[row]).toArray(double[][]::new);
    }

    private static double[] moved(double[] state, double step, double[] weights, double[][][] k, int i) {
        double[] there = state.clone();
        for (int stage = 0; stage < weights.length; stage++) {
            for (int j = 0; j < there.length; j++) {
                there[j] += step * weights[stage] * k[stage][i][j];
            }
        }
        return there;
    }

    /** The root of the mean square, in tolerances: 1 or less is accepted. */
    private double error(double[] state, double[] there, double step, double[][][] k, int i) {
        double squares = 0;
        for (int j = 0; j < controlled; j++) {
            double error = 0;
            for (int stage = 0; stage < ERROR.length; stage++) {
                error += step * ERROR[stage] * k[stage][i][j];
            }
            double allowed = tolerance * (1 + Math.max(Math.abs(state[j]), Math.abs(there[j])));
            squares += error * error / (allowed * allowed);
        }
        return Math.sqrt(squares / controlled);
    }
}

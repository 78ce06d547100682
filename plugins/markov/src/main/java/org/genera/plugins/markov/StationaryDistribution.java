package org.genera.plugins.markov;

/** Where a Markov chain is found after very many steps. */
final class StationaryDistribution {
    /** Squarings: 2^50 steps. */
    private static final int SQUARINGS = 50;

    private StationaryDistribution() {}

    /**
     * The stationary distribution that the chain comes to from its first states; on average, where it goes round in circles.
     *
     * @param initial [S]
     * @param transition [S,S], a row for the state before
     */
    static double[] of(double[] initial, double[] transition) {
        int states = initial.length;
        // A chain that stays where it is every other time comes to the same place, and does not go round in circles.
        double[] steps = new double[states * states];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = 0.5 * transition[i] + (i / states == i % states ? 0.5 : 0);
        }
        for (int round = 0; round < SQUARINGS; round++) {
            steps = normalised(product(steps, steps, states), states);
        }
        return normalised(product(initial, steps, states), states);
    }

    private static double[] product(double[] rows, double[] square, int states) {
        double[] product = new double[rows.length];
        for (int row = 0; row < rows.length / states; row++) {
            for (int via = 0; via < states; via++) {
                for (int to = 0; to < states; to++) {
                    product[row * states + to] += rows[row * states + via] * square[via * states + to];
                }
            }
        }
        return product;
    }

    /** Rounding would otherwise double with each squaring. */
    private static double[] normalised(double[] rows, int states) {
        for (int row = 0; row < rows.length / states; row++) {
            double sum = 0;
            for (int to = 0; to < states; to++) {
                sum += rows[row * states + to];
            }
            for (int to = 0; to < states; to++) {
                rows[row * states + to] /= sum;
            }
        }
        return rows;
    }
}

package org.genera.views;

import org.genera.spi.LatentSpaces.Prior;
import org.genera.spi.LatentSpaces.Space;

/** Ways through a latent space, one row after the other. */
final class LatentWalk {
    static final int STEPS = 11;

    private LatentWalk() {}

    /**
     * Each row goes from one draw to the next but one. Where the prior is a standard normal the way is a great circle (White
     * 2016, eq. 1), along which vectors keep the length that the prior gives them; elsewhere it is straight.
     *
     * @param draws of the prior: {@code 2·rows × dimension} numbers
     * @return {@code rows × STEPS × dimension} numbers
     */
    static float[] interpolation(Space space, float[] draws, int rows) {
        int size = space.dimension();
        float[] walk = new float[rows * STEPS * size];
        for (int row = 0; row < rows; row++) {
            int from = 2 * row * size;
            int to = from + size;
            double angle = space.prior() == Prior.STANDARD_NORMAL ? angle(draws, from, to, size) : 0;
            for (int step = 0; step < STEPS; step++) {
                double t = step / (STEPS - 1.0);
                double sine = Math.sin(angle);
                double left = sine < 1e-6 ? 1 - t : Math.sin((1 - t) * angle) / sine;
                double right = sine < 1e-6 ? t : Math.sin(t * angle) / sine;
                int at = (row * STEPS + step) * size;
                for (int i = 0; i < size; i++) {
                    walk[at + i] = (float) (left * draws[from + i] + right * draws[to + i]);
                }
            }
        }
        return walk;
    }

    private static double angle(float[] draws, int from, int to, int size) {
        double product = 0;
        double left = 0;
        double right = 0;
        for (int i = 0; i < size; i++) {
            product += (double) draws[from + i] * draws[to + i];
            left += (double) draws[from + i] * draws[from + i];
            right += (double) draws[to + i] * draws[to + i];
        }
        double lengths = Math.sqrt(left * right);
        return lengths == 0 ? 0 : Math.acos(Math.max(-1, Math.min(1, product / lengths)));
    }

    /**
     * Row i moves dimension i from three standard deviations below its mean to three above; the others stay at their means.
     *
     * @param draws of the prior, which tell both where it is no standard normal
     * @return {@code rows × STEPS × dimension} numbers
     */
    static float[] traversal(Space space, float[] draws, int rows) {
        int size = space.dimension();
        Spread spread = Spread.of(space, draws);
        float[] walk = new float[rows * STEPS * size];
        for (int row = 0; row < rows; row++) {
            for (int step = 0; step < STEPS; step++) {
                int at = (row * STEPS + step) * size;
                for (int i = 0; i < size; i++) {
                    walk[at + i] = (float) spread.mean()[i];
                }
                walk[at + row] += (float) (spread.deviation()[row] * (-3 + 6.0 * step / (STEPS - 1)));
            }
        }
        return walk;
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Spread(double[] mean, double[] deviation) {

        static Spread of(Space space, float[] draws) {
            int size = space.dimension();
            double[] mean = new double[size];
            double[] deviation = new double[size];
            if (space.prior() == Prior.STANDARD_NORMAL) {
                java.util.Arrays.fill(deviation, 1);
                return new Spread(mean, deviation);
            }
            int count = space.count(draws);
            for (int i = 0; i < draws.length; i++) {
                mean[i % size] += draws[i] / (double) count;
            }
            for (int i = 0; i < draws.length; i++) {
                deviation[i % size] += Math.pow(draws[i] - mean[i % size], 2) / count;
            }
            java.util.Arrays.setAll(deviation, i -> Math.sqrt(deviation[i]));
            return new Spread(mean, deviation);
        }
    }
}

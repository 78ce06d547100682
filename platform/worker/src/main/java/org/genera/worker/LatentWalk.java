package org.genera.worker;

/** Ways through a latent space with a standard normal prior; one row after the other. */
final class LatentWalk {
    static final int STEPS = 11;

    private LatentWalk() {}

    /**
     * Each row goes from one draw to the next but one on a great circle (White 2016, eq. 1), along which vectors keep the
     * length that the prior gives them.
     *
     * @param draws {@code 2·rows × size} numbers
     * @return {@code rows × STEPS × size} numbers
     */
    static float[] interpolation(float[] draws, int rows, int size) {
        float[] walk = new float[rows * STEPS * size];
        for (int row = 0; row < rows; row++) {
            int from = 2 * row * size;
            int to = from + size;
            double angle = angle(draws, from, to, size);
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
     * Row i moves dimension i from −3 to 3, the others stay 0.
     *
     * @return {@code rows × STEPS × size} numbers
     */
    static float[] traversal(int rows, int size) {
        float[] walk = new float[rows * STEPS * size];
        for (int row = 0; row < rows; row++) {
            for (int step = 0; step < STEPS; step++) {
                walk[(row * STEPS + step) * size + row] = (float) (-3 + 6.0 * step / (STEPS - 1));
            }
        }
        return walk;
    }
}

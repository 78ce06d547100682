package org.genera.evaluation;

import java.util.Random;

/** Features drawn from isotropic Gaussians. */
final class Gaussians {
    private Gaussians() {}

    static Features of(int count, int width, long seed, double mean, double deviation) {
        Random random = new Random(seed);
        double[] values = new double[count * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = mean + deviation * random.nextGaussian();
        }
        return Features.of(values, width);
    }

    static Features standard(int count, int width, long seed) {
        return of(count, width, seed, 0, 1);
    }
}

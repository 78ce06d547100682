package org.genera.plugins.mcmc;

import java.util.SplittableRandom;
import java.util.function.IntFunction;

/**
 * What one transition of all chains draws; every kernel is given the same and takes what it needs.
 *
 * @param normal standard normal, [C, D]
 * @param uniform from 0 to below 1, [C, D + 1]
 */
@SuppressWarnings("ArrayRecordComponent")
record Noise(double[] normal, double[] uniform) {

    /**
     * @param random of each chain, so that a chain's noise does not depend on the others
     */
    static Noise draw(int chains, int size, IntFunction<SplittableRandom> random) {
        double[] normal = new double[chains * size];
        double[] uniform = new double[chains * (size + 1)];
        for (int i = 0; i < chains; i++) {
            SplittableRandom own = random.apply(i);
            for (int j = 0; j < size; j++) {
                normal[i * size + j] = own.nextGaussian();
            }
            for (int j = 0; j <= size; j++) {
                uniform[i * (size + 1) + j] = own.nextDouble();
            }
        }
        return new Noise(normal, uniform);
    }

    /** The uniform numbers of one column, [C]. */
    double[] uniform(int column, int size) {
        double[] chosen = new double[uniform.length / (size + 1)];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = uniform[i * (size + 1) + column];
        }
        return chosen;
    }
}

package org.genera.plugins.mixture;

import java.util.SplittableRandom;

/** Draws from gamma distributions with the rate 1 (Marsaglia and Tsang 2000). */
final class GammaDraws {
    private GammaDraws() {}

    /** @param shape above 0 */
    static double next(SplittableRandom random, double shape) {
        if (shape < 1) {
            return next(random, shape + 1) * Math.pow(1 - random.nextDouble(), 1 / shape);
        }
        double d = shape - 1 / 3.0;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double root = 1 + c * x;
            double v = root * root * root;
            if (v > 0 && Math.log(1 - random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }
}

package org.genera.nn.gaussian;

import java.util.Arrays;

/**
 * How the white coordinates z = L⁻¹(x − μ) of each component are spread: of Gaussians each is standard normal; of distributions
 * with the same ellipsoids and heavier tails, such as Student's t, far values are more probable.
 */
public interface Tails {

    /** log π_k: [K]. */
    double[] logWeights();

    /**
     * log of the density of some white coordinates of a component, up to what all components share.
     *
     * @param z the first ones, as many as are known
     */
    double logDensity(int component, double[] z);

    /**
     * By what standard normal numbers are multiplied to be the other white coordinates of a sample, given the known ones.
     *
     * @param seed of the sample
     * @param z the known ones
     * @param unknown how many others there are
     * @return one for each of them
     */
    double[] stretches(int component, long seed, double[] z, int unknown);

    /** Those of Gaussians. */
    static Tails normal(double[] logWeights) {
        return new Tails() {
            @Override
            public double[] logWeights() {
                return logWeights;
            }

            @Override
            public double logDensity(int component, double[] z) {
                double squares = 0;
                for (double each : z) {
                    squares += each * each;
                }
                return -0.5 * squares;
            }

            @Override
            public double[] stretches(int component, long seed, double[] z, int unknown) {
                double[] stretches = new double[unknown];
                Arrays.fill(stretches, 1);
                return stretches;
            }
        };
    }
}

package org.genera.plugins.mcmc;

/**
 * What R-hat is made of (Gelman et al. 2013, section 11.4; Vehtari et al. 2021, eq. 1 to 4): the variance within parts of
 * chains, and the variance that the spread of their means adds.
 *
 * @param draws in each part
 * @param within W, the mean of the parts' variances (divisor draws − 1)
 * @param ofMeans B / draws, the variance of the parts' means
 */
record SplitMoments(long draws, double within, double ofMeans) {

    /** Parts of which every draw is known. */
    SplitMoments(double[][] parts) {
        this(parts[0].length, means(parts), variances(parts));
    }

    private SplitMoments(long draws, double[] means, double[] variances) {
        this(draws, Kernel.mean(variances), variance(means));
    }

    /** Parts of which means and variances are known. */
    static SplitMoments of(long draws, double[] means, double[] variances) {
        return new SplitMoments(draws, means, variances);
    }

    /** var⁺ = (n − 1)/n W + B/n: of a stationary draw; too large while chains have not met. */
    double variance() {
        return (draws - 1.0) / draws * within + ofMeans;
    }

    /** √(var⁺ / W): 1 where the parts agree, and much more where they are in different places. */
    double rHat() {
        return Math.sqrt(variance() / within);
    }

    private static double[] means(double[][] parts) {
        double[] means = new double[parts.length];
        for (int j = 0; j < parts.length; j++) {
            means[j] = Kernel.mean(parts[j]);
        }
        return means;
    }

    private static double[] variances(double[][] parts) {
        double[] variances = new double[parts.length];
        for (int j = 0; j < parts.length; j++) {
            variances[j] = variance(parts[j]);
        }
        return variances;
    }

    private static double variance(double[] values) {
        if (values.length < 2) {
            return 0;
        }
        double mean = Kernel.mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / (values.length - 1);
    }
}

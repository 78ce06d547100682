package org.genera.worker.measures;

import java.util.Arrays;
import org.genera.spi.Likelihood.LogLikelihoods;

/** The log-likelihood of each example by one method, and how far means over them can be trusted. Filled once, from the first on. */
final class ExampleScores {
    private final double[] values;
    private int filled;
    /** Of the sum, over the model's draws; NaN where nobody knows, or where there are none. */
    private double noiseVariance;

    ExampleScores(int count) {
        this.values = new double[count];
    }

    /** Examples have draws of their own. */
    void add(LogLikelihoods scored) {
        System.arraycopy(scored.values(), 0, values, filled, scored.values().length);
        filled += scored.values().length;
        noiseVariance += scored.standardErrors().length == 0 ? Double.NaN : 0;
        for (double each : scored.standardErrors()) {
            noiseVariance += each * each;
        }
    }

    /** In nats; −∞ where an example has the probability 0. */
    double[] values() {
        return values;
    }

    double sum() {
        double sum = 0;
        for (double each : values) {
            sum += each;
        }
        return sum;
    }

    int impossible() {
        return (int) Arrays.stream(values)
                .filter(each -> each == Double.NEGATIVE_INFINITY)
                .count();
    }

    /** Standard error of the sum over the draws behind it; NaN where nobody knows, or where there are none. */
    double noiseError() {
        return Math.sqrt(noiseVariance);
    }

    /**
     * Standard error of {@code scale · sum / Σ sizes} over which examples there were (Cochran 1977, eq. 2.45: the linearised
     * ratio of two sums). The draws of the examples scatter the values too; what they explain is taken off.
     *
     * @param sizes of the examples: 1 for a mean over examples, lengths for one over elements
     * @return of the sum, so that it is divided as the sum is; NaN for a single example, or where one is impossible
     */
    double examplesError(int[] sizes) {
        double ratio = sum() / Arrays.stream(sizes).asLongStream().sum();
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            double residual = values[i] - ratio * sizes[i];
            squares += residual * residual;
        }
        double n = values.length;
        double variance = squares * n / (n - 1);
        double ofDraws = Double.isNaN(noiseVariance) ? 0 : noiseVariance;
        return Math.sqrt(Math.max(0, variance - ofDraws));
    }
}

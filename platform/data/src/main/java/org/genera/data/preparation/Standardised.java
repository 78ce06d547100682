package org.genera.data.preparation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.genera.data.random.CounterRandom;
import org.genera.data.sets.DataSetCard.Modes;

/** Each dimension minus its mean, divided by its standard deviation; a constant dimension is not divided. */
final class Standardised implements Preparation {
    private static final long STATISTICS_SEED = 20_260_103;
    /** By which factor the standard deviations of dimensions may differ for a mixture to count as isotropic still. */
    private static final double ISOTROPIC = 1.02;

    private final Preparation inner;
    private final double[] mean;
    private final double[] deviation;

    private Standardised(Preparation inner, double[] mean, double[] deviation) {
        this.inner = inner;
        this.mean = mean;
        this.deviation = deviation;
    }

    /** Takes the statistics of examples, in double precision and two passes. */
    static Standardised over(int[] examples, int size, Preparation inner) {
        CounterRandom fixed = CounterRandom.of(STATISTICS_SEED, "statistics");
        double[] mean = new double[size];
        double[] deviation = new double[size];
        float[] example = new float[size];
        for (int index : examples) {
            inner.write(index, fixed.at(index), example, 0);
            for (int i = 0; i < size; i++) {
                mean[i] += example[i];
            }
        }
        for (int i = 0; i < size; i++) {
            mean[i] /= examples.length;
        }
        for (int index : examples) {
            inner.write(index, fixed.at(index), example, 0);
            for (int i = 0; i < size; i++) {
                deviation[i] += (example[i] - mean[i]) * (example[i] - mean[i]) / examples.length;
            }
        }
        for (int i = 0; i < size; i++) {
            deviation[i] = divisor(deviation[i], mean[i]);
        }
        return new Standardised(inner, mean, deviation);
    }

    /** The standard deviation, or 1 for what does not vary. */
    static double divisor(double variance, double mean) {
        // Relative to the values, so that rounding of a constant dimension does not count as variation.
        double smallest = 1e-6 * Math.max(1, Math.abs(mean));
        return Math.sqrt(variance) > smallest ? Math.sqrt(variance) : 1;
    }

    @Override
    public void write(int index, CounterRandom draws, float[] target, int offset) {
        inner.write(index, draws, target, offset);
        for (int i = 0; i < mean.length; i++) {
            target[offset + i] = (float) ((target[offset + i] - mean[i]) / deviation[i]);
        }
    }

    @Override
    public Optional<Modes> modes(Modes stored) {
        double smallest = Double.POSITIVE_INFINITY;
        double largest = 0;
        double logSum = 0;
        for (double each : deviation) {
            smallest = Math.min(smallest, each);
            largest = Math.max(largest, each);
            logSum += StrictMath.log(each);
        }
        if (largest > ISOTROPIC * smallest) {
            return Optional.empty();
        }
        List<List<Double>> centres = new ArrayList<>();
        for (List<Double> centre : stored.centres()) {
            List<Double> moved = new ArrayList<>();
            for (int i = 0; i < mean.length; i++) {
                moved.add((centre.get(i) - mean[i]) / deviation[i]);
            }
            centres.add(List.copyOf(moved));
        }
        double geometricMean = StrictMath.exp(logSum / mean.length);
        return Optional.of(new Modes(List.copyOf(centres), stored.standardDeviation() / geometricMean));
    }
}

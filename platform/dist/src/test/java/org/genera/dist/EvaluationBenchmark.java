package org.genera.dist;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.genera.evaluation.Features;
import org.genera.evaluation.FrechetDistance;
import org.genera.evaluation.KernelDistance;
import org.genera.evaluation.MaximumMeanDiscrepancy;
import org.genera.evaluation.NearestNeighbours;
import org.genera.evaluation.NeighbourMetrics;

/** Seconds for measures over features of width 64: the first round, as a run meets it, and the median of the warm ones. */
final class EvaluationBenchmark {
    private static final int WIDTH = 64;
    private static final int WARM_ROUNDS = 5;

    private EvaluationBenchmark() {}

    public static void main(String[] arguments) {
        System.out.printf(
                "Java %s, %d cores, features of width %d%n",
                System.getProperty("java.version"), Runtime.getRuntime().availableProcessors(), WIDTH);
        Features ten = features(10_000, 1, 0);
        Features otherTen = features(10_000, 2, 0.1);
        Features five = features(5_000, 3, 0);
        Features otherFive = features(5_000, 4, 0.1);
        time("Fréchet distance, 10,000 against 10,000", 2, () -> FrechetDistance.between(ten, otherTen));
        time(
                "precision, recall, density, coverage, 5,000 against 5,000",
                10,
                () -> new NeighbourMetrics(five, NeighbourMetrics.USUAL_NEIGHBOUR)
                        .of(otherFive)
                        .recall());
        time(
                "kernel distance, 10 subsets of 1,000",
                10,
                () -> new KernelDistance(10, 1_000, 1).between(five, otherFive).mean());
        time(
                "MMD², 5,000 against 5,000",
                10,
                () -> MaximumMeanDiscrepancy.withMedianDistanceOf(five).squared(five, otherFive));
        time(
                "nearest of 10,000 for each of 5,000",
                10,
                () -> NearestNeighbours.of(five, ten, 1).nearestDistanceQuantile(0.5));
    }

    private static void time(String what, double limitSeconds, DoubleSupplier measure) {
        double first = seconds(measure);
        double[] warm = new double[WARM_ROUNDS];
        for (int i = 0; i < WARM_ROUNDS; i++) {
            warm[i] = seconds(measure);
        }
        Arrays.sort(warm);
        System.out.printf(
                "%-60s first %6.3f s, warm %6.3f s (%.3f to %.3f), limit %.0f s: %s%n",
                what,
                first,
                warm[WARM_ROUNDS / 2],
                warm[0],
                warm[WARM_ROUNDS - 1],
                limitSeconds,
                first < limitSeconds ? "kept" : "MISSED");
    }

    private static double seconds(DoubleSupplier measure) {
        long start = System.nanoTime();
        double value = measure.getAsDouble();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!Double.isFinite(value)) {
            throw new AssertionError("expected a finite value, got " + value);
        }
        return seconds;
    }

    private static Features features(int count, long seed, double shift) {
        Random random = new Random(seed);
        double[] values = new double[count * WIDTH];
        for (int i = 0; i < values.length; i++) {
            values[i] = shift + random.nextGaussian();
        }
        return Features.of(values, WIDTH);
    }
}

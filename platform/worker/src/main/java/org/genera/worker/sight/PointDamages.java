package org.genera.worker.sight;

import java.util.List;
import org.genera.data.random.RandomStream;
import org.genera.run.sight.Damage;
import org.genera.spi.Batch;

/**
 * Damage of each point, in units of the data: the root mean square of the standard deviations of the coordinates.
 *
 * @param size coordinates of a point
 * @param deviation such a unit
 * @param middles of the classes, or of all where there are none
 */
record PointDamages(int size, double deviation, double[][] middles) {

    /** For points such as these. */
    static PointDamages of(RealExamples examples) {
        Batch all = examples.fresh();
        int size = examples.size();
        double[] mean = middles(all, size, 1, new int[all.count()])[0];
        double squares = 0;
        for (int i = 0; i < all.values().length; i++) {
            double difference = all.values()[i] - mean[i % size];
            squares += difference * difference;
        }
        return new PointDamages(
                size,
                Math.sqrt(squares / all.values().length),
                all.labelled() ? middles(all, size, examples.classes(), all.labels()) : new double[][] {mean});
    }

    private static double[][] middles(Batch all, int size, int classes, int[] labels) {
        double[][] middles = new double[classes][size];
        int[] counts = new int[classes];
        for (int label : labels) {
            counts[label]++;
        }
        for (int i = 0; i < all.values().length; i++) {
            int label = labels[i / size];
            middles[label][i % size] += all.values()[i] / counts[label];
        }
        return middles;
    }

    List<Damaging> all() {
        return List.of(
                Damaging.ofEach(
                        new Damage(
                                "noise",
                                "Noise",
                                "σ of the data",
                                "Gaussian noise on every coordinate, its standard deviation as a part of the data's.",
                                List.of(0.01, 0.03, 0.1, 0.3, 1.0)),
                        (values, at, strength, random) -> {
                            RandomStream stream = random.stream();
                            for (int i = at; i < at + size; i++) {
                                values[i] += (float) (strength * deviation * stream.normal());
                            }
                        }),
                Damaging.ofEach(
                        new Damage(
                                "shift",
                                "Shift",
                                "σ of the data",
                                "Every coordinate of all points moves up, by a part of the data's standard deviation.",
                                List.of(0.01, 0.03, 0.1, 0.3, 1.0)),
                        (values, at, strength, random) -> {
                            for (int i = at; i < at + size; i++) {
                                values[i] += (float) (strength * deviation);
                            }
                        }),
                new Damaging(
                        new Damage(
                                "shrinking",
                                "Shrinking",
                                "%",
                                middles.length > 1
                                        ? "Points move towards the middle of their class."
                                        : "Points move towards the middle of all.",
                                List.of(10.0, 25.0, 50.0, 75.0, 90.0)),
                        (whole, strength, random) -> shrunk(whole, strength)));
    }

    private Batch shrunk(Batch whole, double percent) {
        float[] values = whole.values().clone();
        for (int i = 0; i < values.length; i++) {
            double middle = middles[middles.length > 1 ? whole.labels()[i / size] : 0][i % size];
            values[i] += (float) ((middle - values[i]) * percent / 100);
        }
        return new Batch(whole.count(), values, whole.labels());
    }
}

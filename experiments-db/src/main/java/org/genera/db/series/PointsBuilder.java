package org.genera.db.series;

import java.util.Arrays;

/** Collects points. Not thread-safe. */
public final class PointsBuilder {
    private long[] steps = new long[64];
    private long[] trainMillis = new long[64];
    private double[] numbers = new double[64];
    private int size;

    public void add(long step, long millis, double number) {
        if (size == steps.length) {
            steps = Arrays.copyOf(steps, 2 * size);
            trainMillis = Arrays.copyOf(trainMillis, 2 * size);
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        steps[size] = step;
        trainMillis[size] = millis;
        numbers[size] = number;
        size++;
    }

    public void add(Points points) {
        for (int i = 0; i < points.size(); i++) {
            add(points.steps()[i], points.trainMillis()[i], points.numbers()[i]);
        }
    }

    /** What was added, without points that do not lie above {@code afterStep} and above all points before them. */
    public Points buildRising(long afterStep) {
        PointsBuilder rising = new PointsBuilder();
        long last = afterStep;
        for (int i = 0; i < size; i++) {
            if (steps[i] > last) {
                rising.add(steps[i], trainMillis[i], numbers[i]);
                last = steps[i];
            }
        }
        return rising.build();
    }

    public Points build() {
        return new Points(Arrays.copyOf(steps, size), Arrays.copyOf(trainMillis, size), Arrays.copyOf(numbers, size));
    }
}

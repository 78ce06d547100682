package org.genera.db.series;

import java.util.Arrays;

/** Points of a metric as columns of equal length, in strictly rising order of steps. */
@SuppressWarnings("ArrayRecordComponent")
public record Points(long[] steps, long[] trainMillis, double[] numbers) {
    static final Points NONE = new Points(new long[0], new long[0], new double[0]);

    public int size() {
        return steps.length;
    }

    public boolean isEmpty() {
        return steps.length == 0;
    }

    long firstStep() {
        return steps[0];
    }

    public long lastStep() {
        return steps[steps.length - 1];
    }

    Points slice(int from, int to) {
        return new Points(
                Arrays.copyOfRange(steps, from, to),
                Arrays.copyOfRange(trainMillis, from, to),
                Arrays.copyOfRange(numbers, from, to));
    }

    /** The points from one step to another, both inclusive. */
    Points between(long fromStep, long toStep) {
        int from = 0;
        while (from < size() && steps[from] < fromStep) {
            from++;
        }
        int to = size();
        while (to > from && steps[to - 1] > toStep) {
            to--;
        }
        return from == 0 && to == size() ? this : slice(from, to);
    }

    Points plus(Points more) {
        if (isEmpty()) {
            return more;
        }
        PointsBuilder all = new PointsBuilder();
        all.add(this);
        all.add(more);
        return all.build();
    }
}

package org.genera.db.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.genera.db.series.PointBlocks.Header;

/**
 * A history in a given number of buckets. The first point has a bucket of its own, so that a curve begins where it
 * begins; the others share the rest evenly. Not thread-safe.
 */
final class Buckets {
    private static final int MOST_NON_FINITE = 1_000;

    private final long total;
    private final int count;
    private final long[] steps;
    private final long[] trainMillis;
    private final double[] first;
    private final double[] last;
    private final double[] min;
    private final double[] max;
    private final List<Point> nonFinite = new ArrayList<>();
    private long taken;

    /**
     * @param total points to come
     * @param most buckets, 2 or more
     */
    Buckets(long total, int most) {
        this.total = total;
        count = (int) Math.min(total, most);
        steps = new long[count];
        trainMillis = new long[count];
        first = new double[count];
        last = new double[count];
        min = new double[count];
        max = new double[count];
        Arrays.fill(min, Double.NaN);
        Arrays.fill(max, Double.NaN);
    }

    long total() {
        return total;
    }

    /**
     * Whether a block can be taken without its content.
     *
     * @param ahead points that will come before it
     * @param points in the block
     * @param notFinite how many of them are NaN or infinite
     */
    boolean coversWhole(long ahead, int points, int notFinite) {
        return bucket(taken + ahead) == bucket(taken + ahead + points - 1)
                && (notFinite == 0 || nonFinite.size() == MOST_NON_FINITE);
    }

    void take(Header block) {
        put(block.lastStep(), block.lastTrainMillis(), block.first(), block.last(), block.min(), block.max());
        taken += block.points();
    }

    void take(Points points) {
        for (int i = 0; i < points.size(); i++) {
            double number = points.numbers()[i];
            double finite = Double.isFinite(number) ? number : Double.NaN;
            put(points.steps()[i], points.trainMillis()[i], number, number, finite, finite);
            taken++;
            if (!Double.isFinite(number) && nonFinite.size() < MOST_NON_FINITE) {
                nonFinite.add(new Point(points.steps()[i], number));
            }
        }
    }

    private void put(long step, long millis, double firstNumber, double lastNumber, double least, double most) {
        int bucket = bucket(taken);
        if (taken == 0 || bucket(taken - 1) != bucket) {
            first[bucket] = firstNumber;
        }
        steps[bucket] = step;
        trainMillis[bucket] = millis;
        last[bucket] = lastNumber;
        // Math.min would let a NaN, which here stands for "no finite value", win.
        if (Double.isNaN(min[bucket]) || least < min[bucket]) {
            min[bucket] = least;
        }
        if (Double.isNaN(max[bucket]) || most > max[bucket]) {
            max[bucket] = most;
        }
    }

    private int bucket(long index) {
        if (total == count) {
            return (int) index;
        }
        return index == 0 ? 0 : (int) (1 + (index - 1) * (count - 1) / (total - 1));
    }

    Series series(String run, MetricSummary of) {
        return new Series(
                run,
                of.metric().name(),
                of.key(),
                total,
                steps,
                trainMillis,
                first,
                last,
                min,
                max,
                List.copyOf(nonFinite));
    }
}

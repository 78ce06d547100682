package org.genera.worker.training;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.genera.run.journal.Journal;
import org.genera.run.journal.JournalEvent;
import org.genera.run.journal.JournalEvent.Series;

/** Points of the last steps, kept in memory and written to the journal a block at a time: a line a step would cost more than many steps do. */
final class PointBlock {
    private static final int MOST_STEPS = 500;
    private static final long MOST_NANOS = 500_000_000;

    private final Journal.Writer journal;
    private final Map<String, Growing> growing = new LinkedHashMap<>();
    private int steps;
    private long lastStep;
    private long lastMillis;
    private long openedAt = System.nanoTime();

    PointBlock(Journal.Writer journal) {
        this.journal = journal;
    }

    void add(long step, long trainMillis, Map<String, Double> metrics) {
        for (Map.Entry<String, Double> metric : metrics.entrySet()) {
            Growing series = growing.get(metric.getKey());
            if (series == null) {
                series = new Growing();
                growing.put(metric.getKey(), series);
            }
            series.add(step, trainMillis, metric.getValue());
        }
        steps++;
        lastStep = step;
        lastMillis = trainMillis;
    }

    boolean full() {
        return steps >= MOST_STEPS || System.nanoTime() - openedAt >= MOST_NANOS;
    }

    /** Writes what there is; nothing if no step was added. */
    void write(double progress) {
        if (steps > 0) {
            List<Series> series = new ArrayList<>();
            growing.forEach((metric, each) -> {
                if (each.count > 0) {
                    series.add(each.take(metric));
                }
            });
            journal.append(seq ->
                    new JournalEvent.Points(seq, Instant.now(), lastStep, progress, lastMillis, List.copyOf(series)));
            steps = 0;
        }
        openedAt = System.nanoTime();
    }

    private static final class Growing {
        private long[] steps = new long[MOST_STEPS];
        private long[] millis = new long[MOST_STEPS];
        private double[] values = new double[MOST_STEPS];
        private int count;

        private void add(long step, long trainMillis, double value) {
            if (count == values.length) {
                steps = Arrays.copyOf(steps, 2 * count);
                millis = Arrays.copyOf(millis, 2 * count);
                values = Arrays.copyOf(values, 2 * count);
            }
            steps[count] = step;
            millis[count] = trainMillis;
            values[count] = value;
            count++;
        }

        private Series take(String metric) {
            Series series = new Series(
                    metric, Arrays.copyOf(steps, count), Arrays.copyOf(millis, count), Arrays.copyOf(values, count));
            count = 0;
            return series;
        }
    }
}

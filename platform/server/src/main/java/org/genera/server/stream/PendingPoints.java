package org.genera.server.stream;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.genera.run.journal.JournalEvent;
import org.genera.server.view.RunView;
import org.jspecify.annotations.Nullable;

/** Points of one run that wait for their turn in the stream. For one thread. */
final class PendingPoints {
    /** A live curve needs no more between two looks; the whole history is read over REST. */
    static final int POINTS_PER_SERIES = 60;

    private final Map<String, Column> columns = new LinkedHashMap<>();
    private JournalEvent.@Nullable Points last;

    void add(JournalEvent.Points points) {
        last = points;
        for (JournalEvent.Series series : points.series()) {
            Column column = columns.computeIfAbsent(series.metric(), metric -> new Column());
            for (int i = 0; i < series.steps().length; i++) {
                column.steps.add(series.steps()[i]);
                column.trainMillis.add(series.trainMillis()[i]);
                column.values.add(series.values()[i]);
            }
        }
    }

    boolean isEmpty() {
        return last == null;
    }

    /** All that waited as one event, which is then forgotten. */
    PointsView take(String run) {
        JournalEvent.Points points = last;
        if (points == null) {
            throw new IllegalStateException("expected points to wait, found none");
        }
        List<SeriesView> series = new ArrayList<>();
        columns.forEach((metric, column) -> series.add(column.thinned(metric)));
        columns.clear();
        last = null;
        return new PointsView(
                run,
                points.step(),
                points.progress(),
                points.trainMillis(),
                RunView.millisLeft(points.progress(), points.trainMillis()),
                series);
    }

    /** What the stream carries. */
    record PointsView(
            String run,
            long step,
            double progress,
            long trainMillis,
            @Nullable Long etaMillis,
            List<SeriesView> series) {}

    /** Points of one metric. */
    record SeriesView(String metric, List<Long> steps, List<Long> trainMillis, List<Double> values) {}

    private static final class Column {
        private final List<Long> steps = new ArrayList<>();
        private final List<Long> trainMillis = new ArrayList<>();
        private final List<Double> values = new ArrayList<>();

        /** Keeps the smallest and the largest value of each stretch, and the last point, so that no spike is lost. */
        private SeriesView thinned(String metric) {
            int size = steps.size();
            if (size <= POINTS_PER_SERIES) {
                return new SeriesView(metric, List.copyOf(steps), List.copyOf(trainMillis), List.copyOf(values));
            }
            TreeSet<Integer> kept = new TreeSet<>();
            int stretches = POINTS_PER_SERIES / 2 - 1;
            for (int stretch = 0; stretch < stretches; stretch++) {
                int from = (int) ((long) size * stretch / stretches);
                int to = (int) ((long) size * (stretch + 1) / stretches);
                int min = from;
                int max = from;
                for (int i = from; i < to; i++) {
                    min = values.get(i) < values.get(min) ? i : min;
                    // The comparison of doubles puts NaN on top: a point that is not a number is a spike too.
                    max = Double.compare(values.get(i), values.get(max)) > 0 ? i : max;
                }
                kept.add(min);
                kept.add(max);
            }
            kept.add(size - 1);
            return new SeriesView(
                    metric,
                    kept.stream().map(steps::get).toList(),
                    kept.stream().map(trainMillis::get).toList(),
                    kept.stream().map(values::get).toList());
        }
    }
}

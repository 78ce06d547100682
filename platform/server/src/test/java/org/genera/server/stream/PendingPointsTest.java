package org.genera.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.genera.run.journal.JournalEvent;
import org.junit.jupiter.api.Test;

class PendingPointsTest {

    @Test
    void events_that_waited_become_one() {
        PendingPoints points = new PendingPoints();
        points.add(event(1, 1, 2.0));
        points.add(event(2, 2, 3.0));

        PendingPoints.PointsView view = points.take("r");

        assertThat(view.step()).isEqualTo(2);
        assertThat(view.series().get(0).steps()).containsExactly(1L, 2L);
        assertThat(view.series().get(0).values()).containsExactly(2.0, 3.0);
        assertThat(points.isEmpty()).isTrue();
    }

    @Test
    void points_tell_how_long_the_rest_takes_if_it_goes_as_fast() {
        PendingPoints points = new PendingPoints();
        points.add(new JournalEvent.Points(0, Instant.EPOCH, 30, 0.75, 900, List.of()));
        assertThat(points.take("r").etaMillis()).isEqualTo(300);

        points.add(new JournalEvent.Points(0, Instant.EPOCH, 0, 0, 900, List.of()));
        assertThat(points.take("r").etaMillis()).isNull();
    }

    @Test
    void thinning_keeps_spikes_and_the_last_point() {
        double[] values = new double[10_000];
        values[4_321] = 9;
        values[7_654] = -9;
        values[1_234] = Double.NaN;
        values[9_999] = 0.5;
        PendingPoints points = new PendingPoints();
        points.add(event(10_000, 1, values));

        PendingPoints.SeriesView series = points.take("r").series().get(0);

        assertThat(series.values()).hasSizeLessThanOrEqualTo(PendingPoints.POINTS_PER_SERIES);
        assertThat(series.values()).contains(9.0, -9.0, Double.NaN);
        assertThat(series.steps()).isSorted().endsWith(10_000L);
        assertThat(series.values()).endsWith(0.5);
    }

    private static JournalEvent.Points event(long step, long firstStep, double... values) {
        long[] steps = LongStream.range(firstStep, firstStep + values.length).toArray();
        return new JournalEvent.Points(
                0, Instant.EPOCH, step, 0.5, step, List.of(new JournalEvent.Series("loss", steps, steps, values)));
    }
}

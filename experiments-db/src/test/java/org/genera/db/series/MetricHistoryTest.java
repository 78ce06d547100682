package org.genera.db.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.genera.db.Example;
import org.genera.db.JournalFile;
import org.genera.db.OnEachEngine;
import org.genera.run.journal.Journal;
import org.genera.run.journal.JournalEvent;
import org.genera.spi.Metric;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricHistoryTest extends OnEachEngine {
    private static final String RUN = "run-1";

    private long offset;

    @BeforeEach
    void launch() {
        JournalFile.launch(db, RUN);
        take(Example.started(0, 0, 0));
    }

    private void take(JournalEvent... events) {
        db.ingest().apply(RUN, offset, new Journal.Chunk(List.of(events), offset + 1));
        offset++;
    }

    private void takeLoss(double[] numbers) {
        long[] steps = new long[numbers.length];
        long[] millis = new long[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            steps[i] = i + 1;
            millis[i] = 3L * (i + 1);
        }
        take(Example.points(1, numbers.length, new JournalEvent.Series("loss", steps, millis, numbers)));
    }

    private Series loss(long from, long to, int points) {
        return db.metrics()
                .series(new SeriesQuery(List.of(RUN), List.of("loss"), from, to, points))
                .get(0);
    }

    private static double[] noise(int count, long seed) {
        Random random = new Random(seed);
        return random.doubles(count).toArray();
    }

    @Test
    void every_point_is_shown_where_all_fit() {
        double[] numbers = noise(2_345, 1);
        takeLoss(numbers);

        Series loss = loss(0, Long.MAX_VALUE, 2_345);

        assertThat(loss.points()).isEqualTo(2_345);
        assertThat(loss.first()).isEqualTo(numbers);
        assertThat(loss.last()).isEqualTo(numbers);
        assertThat(loss.min()).isEqualTo(numbers);
        assertThat(loss.max()).isEqualTo(numbers);
        assertThat(loss.trainMillis()[9]).isEqualTo(30);
    }

    @Test
    void buckets_keep_every_spike() {
        double[] numbers = noise(50_000, 2);
        numbers[12_345] = 1e6;
        numbers[12_346] = -1e6;
        numbers[49_998] = 2e6;
        takeLoss(numbers);

        for (int points : new int[] {7, 100, 3_000}) {
            Series loss = loss(0, Long.MAX_VALUE, points);
            assertThat(loss.steps()).hasSize(points);
            assertThat(loss.max()).contains(1e6, 2e6);
            assertThat(loss.min()).contains(-1e6);
        }
    }

    @Test
    void the_first_and_the_last_point_stay() {
        double[] numbers = noise(12_345, 3);
        takeLoss(numbers);

        Series loss = loss(0, Long.MAX_VALUE, 50);

        assertThat(loss.steps()[0]).isEqualTo(1);
        assertThat(loss.first()[0]).isEqualTo(loss.last()[0]).isEqualTo(numbers[0]);
        assertThat(loss.steps()[49]).isEqualTo(12_345);
        assertThat(loss.last()[49]).isEqualTo(numbers[12_344]);
    }

    /** Blocks taken whole must give what their points give; here every point is looked at. */
    @Test
    void buckets_partition_the_points_of_the_range() {
        double[] numbers = noise(23_456, 4);
        takeLoss(numbers);
        Random random = new Random(5);

        for (int trial = 0; trial < 40; trial++) {
            int from = 1 + random.nextInt(20_000);
            int to = from + random.nextInt(23_456 - from);
            int most = 2 + random.nextInt(trial % 2 == 0 ? 8 : 2_000);
            Series loss = loss(from, to, most);

            int points = to - from + 1;
            assertThat(loss.points()).isEqualTo(points);
            assertThat(loss.steps()).hasSize(Math.min(points, most));
            int index = from;
            for (int bucket = 0; bucket < loss.steps().length; bucket++) {
                double min = Double.POSITIVE_INFINITY;
                double max = Double.NEGATIVE_INFINITY;
                assertThat(loss.first()[bucket]).isEqualTo(numbers[index - 1]);
                for (; index <= loss.steps()[bucket]; index++) {
                    min = Math.min(min, numbers[index - 1]);
                    max = Math.max(max, numbers[index - 1]);
                }
                assertThat(loss.min()[bucket]).isEqualTo(min);
                assertThat(loss.max()[bucket]).isEqualTo(max);
                assertThat(loss.last()[bucket]).isEqualTo(numbers[(int) loss.steps()[bucket] - 1]);
                assertThat(loss.trainMillis()[bucket]).isEqualTo(3 * loss.steps()[bucket]);
            }
            assertThat(index).isEqualTo(to + 1);
        }
    }

    @Test
    void points_that_are_not_finite_are_named_up_to_a_thousand() {
        double[] numbers = noise(5_000, 6);
        for (int i = 500; i < 2_000; i++) {
            numbers[i] = i % 2 == 0 ? Double.NaN : Double.POSITIVE_INFINITY;
        }
        takeLoss(numbers);

        Series loss = loss(0, Long.MAX_VALUE, 10);

        assertThat(loss.nonFinite()).hasSize(1_000).startsWith(new Point(501, Double.NaN));
        List<Double> extremes = new ArrayList<>();
        for (double max : loss.max()) {
            extremes.add(max);
        }
        assertThat(extremes).noneMatch(max -> Double.isInfinite(max));
    }

    @Test
    void a_range_without_points_gives_no_series() {
        takeLoss(noise(100, 7));

        assertThat(db.metrics().series(new SeriesQuery(List.of(RUN), List.of("loss"), 500, 600, 10)))
                .isEmpty();
        assertThat(db.metrics().series(new SeriesQuery(List.of(RUN), List.of("other"), 0, 600, 10)))
                .isEmpty();
        assertThat(db.metrics().series(new SeriesQuery(List.of(), List.of("loss"), 0, 600, 10)))
                .isEmpty();
    }

    @Test
    void series_come_in_the_order_of_the_question() {
        takeLoss(noise(10, 8));
        take(Example.evaluated(2, 10, -3));

        assertThat(db.metrics()
                        .series(new SeriesQuery(List.of("none", RUN), List.of("elbo", "loss"), 0, Long.MAX_VALUE, 10)))
                .extracting(Series::metric)
                .containsExactly("elbo", "loss");
    }

    /** Runs of two families; both call it loss. */
    private void takeTwoLosses(Metric ofTheOther) {
        takeLoss(noise(10, 8));
        JournalFile.launch(db, "other");
        JournalEvent.Started started = Example.started(0, 0, 0);
        db.ingest()
                .apply(
                        "other",
                        0,
                        new Journal.Chunk(
                                List.of(
                                        new JournalEvent.Started(
                                                started.seq(),
                                                started.at(),
                                                0,
                                                0,
                                                started.pid(),
                                                started.processStart(),
                                                "cpu",
                                                1,
                                                100,
                                                List.of(ofTheOther)),
                                        Example.loss(1, 1, 0.5)),
                                2));
    }

    private List<String> keysOf(String... metrics) {
        return db
                .metrics()
                .series(new SeriesQuery(List.of(RUN, "other"), List.of(metrics), 0, Long.MAX_VALUE, 10))
                .stream()
                .map(Series::key)
                .toList();
    }

    @Test
    void two_families_that_mean_two_things_by_one_name_have_two_keys() {
        takeTwoLosses(new Metric("loss", "Loss of the generator", "nats", Metric.Direction.NEITHER));

        List<String> keys = keysOf("loss");

        assertThat(keys).hasSize(2).doesNotHaveDuplicates().allMatch(key -> key.startsWith("loss~"));
        assertThat(keysOf(keys.get(1))).containsExactly(keys.get(1));
        assertThat(db.runs().findWithMetrics("other").orElseThrow().metrics())
                .extracting(MetricSummary::key)
                .containsExactly(keys.get(1));
    }

    @Test
    void what_was_declared_alike_has_one_key_whoever_reports_it() {
        takeTwoLosses(Example.LOSS);

        assertThat(keysOf("loss")).hasSize(2).containsOnly(keysOf("loss").get(0));
    }

    @Test
    void a_measure_goes_by_its_name() {
        take(Example.evaluated(1, 10, -3));

        assertThat(keysOf("elbo")).containsExactly("elbo");
    }

    @Test
    void the_training_time_of_a_step_is_that_of_the_last_point_up_to_it() {
        takeLoss(noise(2_345, 9));

        assertThat(db.metrics().trainMillisAt(RUN, List.of(0L, 1L, 1_000L, 1_001L, 2_344L, 9_999L)))
                .containsOnly(
                        entry(0L, 0L),
                        entry(1L, 3L),
                        entry(1_000L, 3_000L),
                        entry(1_001L, 3_003L),
                        entry(2_344L, 7_032L),
                        entry(9_999L, 7_035L));
        assertThat(db.metrics().trainMillisAt("none", List.of(5L))).containsOnly(entry(5L, 0L));
    }

    @Test
    void a_range_of_training_time_holds_the_steps_done_in_it() {
        takeLoss(noise(2_345, 10));

        Series part = db.metrics()
                .series(new SeriesQuery(List.of(RUN), List.of("loss"), SeriesQuery.Unit.MILLIS, 2_999, 3_004, 10))
                .get(0);

        // Step n was done after 3 n milliseconds.
        assertThat(part.steps()).containsExactly(1_000, 1_001);
        for (long[] beside : new long[][] {{3_001, 3_002}, {7_036, Long.MAX_VALUE}}) {
            assertThat(db.metrics()
                            .series(new SeriesQuery(
                                    List.of(RUN), List.of("loss"), SeriesQuery.Unit.MILLIS, beside[0], beside[1], 10)))
                    .isEmpty();
        }
    }

    @Test
    void a_curve_that_comes_point_by_point_is_the_curve_that_comes_at_once() {
        for (int step = 1; step <= 2_100; step++) {
            if (step % 300 == 0) {
                take(
                        Example.loss(step, step, Example.loss(step)),
                        Example.loss(step, step + 1, Example.loss(step + 1)));
            } else if (step % 300 != 1 || step == 1) {
                take(Example.loss(step, step, Example.loss(step)));
            }
        }

        Series loss = loss(0, Long.MAX_VALUE, 5_000);

        assertThat(loss.points()).isEqualTo(2_101);
        for (int i = 0; i < 2_101; i++) {
            assertThat(loss.steps()[i]).isEqualTo(i + 1);
            assertThat(loss.last()[i]).isEqualTo(Example.loss(i + 1));
        }
    }

    @Test
    void fewer_than_two_buckets_are_refused() {
        assertThatThrownBy(() -> new SeriesQuery(List.of(RUN), List.of("loss"), 0, 1, 1))
                .hasMessage("points: expected 2 or more, got 1");
    }

    @Test
    void a_history_is_read_whole_in_parts() {
        double[] numbers = noise(45_678, 4);
        numbers[30_000] = Double.NaN;
        takeLoss(numbers);
        StoredSeries loss = db.metrics().ofRun(RUN).get(0);
        PointsBuilder all = new PointsBuilder();
        int parts = 0;

        for (Points part = db.metrics().after(loss, -1); !part.isEmpty(); parts++) {
            all.add(part);
            part = db.metrics().after(loss, part.lastStep());
        }

        assertThat(loss.summary().metric().name()).isEqualTo("loss");
        assertThat(all.build().numbers()).isEqualTo(numbers);
        assertThat(parts).isEqualTo(3);
    }
}

package org.genera.db.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genera.db.Example.cancelled;
import static org.genera.db.Example.drawn;
import static org.genera.db.Example.evaluated;
import static org.genera.db.Example.failed;
import static org.genera.db.Example.finished;
import static org.genera.db.Example.loss;
import static org.genera.db.Example.losses;
import static org.genera.db.Example.profiled;
import static org.genera.db.Example.sampled;
import static org.genera.db.Example.started;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.genera.db.Example;
import org.genera.db.JournalFile;
import org.genera.db.OnEachEngine;
import org.genera.db.runs.RunRow;
import org.genera.db.runs.StoredProfile;
import org.genera.db.runs.StoredSampleSet;
import org.genera.db.series.MetricSummary;
import org.genera.db.series.MetricSummary.Origin;
import org.genera.db.series.Point;
import org.genera.db.series.Series;
import org.genera.db.series.SeriesQuery;
import org.genera.db.series.SeriesStatistics;
import org.genera.run.RunSignal;
import org.genera.run.RunState;
import org.genera.run.journal.Journal;
import org.genera.run.journal.JournalEvent;
import org.genera.run.journal.MeasurementContext;
import org.genera.spi.Likelihood.Exactness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IngestTest extends OnEachEngine {
    private static final String RUN = "run-1";

    private JournalFile journal;

    @BeforeEach
    void launch() {
        JournalFile.launch(db, RUN);
        db.runs().signal(RUN, new RunSignal.Launched(T0.plusSeconds(2), 99));
        journal = new JournalFile(folder.resolve("journal.jsonl"));
    }

    private Series all(String metric) {
        return db.metrics()
                .series(new SeriesQuery(List.of(RUN), List.of(metric), 0, Long.MAX_VALUE, 10_000))
                .get(0);
    }

    private void writeResumedRun() {
        journal.write(seq -> started(seq, 0, 0));
        for (long step = 1; step < 1_500; step += 7) {
            long from = step;
            journal.write(seq -> losses(seq, from, from + 6));
        }
        journal.write(
                seq -> evaluated(seq, 1_000, -5),
                seq -> profiled(seq, 1_000),
                seq -> sampled(seq, 1_000),
                seq -> evaluated(seq, 1_400, -4),
                seq -> profiled(seq, 1_400),
                seq -> sampled(seq, 1_400),
                seq -> started(seq, 1, 1_200));
        for (long step = 1_201; step < 2_500; step += 13) {
            long from = step;
            journal.write(seq -> losses(seq, from, from + 12));
        }
        journal.write(seq -> evaluated(seq, 1_400, -3), seq -> sampled(seq, 1_400), seq -> finished(seq, 2_500));
    }

    @Test
    void a_resume_leaves_no_doubled_curve() {
        writeResumedRun();

        journal.feed(db, RUN);

        Series loss = all("loss");
        assertThat(loss.steps()).isEqualTo(LongStream.rangeClosed(1, 2_500).toArray());
        assertThat(loss.last())
                .isEqualTo(LongStream.rangeClosed(1, 2_500)
                        .mapToDouble(Example::loss)
                        .toArray());
        assertThat(all("elbo").last()).containsExactly(-5, -3);
        assertThat(db.profiles().ofRun(RUN)).extracting(StoredProfile::step).containsExactly(1_000L);
        assertThat(db.sampleSets().ofRun(RUN))
                .extracting(stored -> stored.set().step())
                .containsExactly(1_000L, 1_400L);
    }

    @Test
    void summaries_after_a_resume_are_those_of_the_curve_that_is_left() {
        journal.write(
                seq -> started(seq, 0, 0),
                seq -> losses(seq, 1, 10),
                seq -> loss(seq, 11, -1e9),
                seq -> loss(seq, 12, 1e9),
                seq -> loss(seq, 13, Double.NaN),
                seq -> evaluated(seq, 13, -1),
                seq -> started(seq, 1, 10));

        journal.feed(db, RUN);

        RunRow row = db.runs().findWithMetrics(RUN).orElseThrow();
        assertThat(row.metrics()).hasSize(1);
        SeriesStatistics loss = row.metrics().get(0).statistics();
        assertThat(loss.points()).isEqualTo(10);
        assertThat(loss.nonFinite()).isZero();
        assertThat(loss.lastStep()).isEqualTo(10);
        assertThat(loss.max()).isLessThan(12);
        assertThat(loss.min()).isGreaterThan(8);
        assertThat(row.step()).isEqualTo(10);
    }

    @Test
    void however_a_journal_is_cut_and_repeated_each_event_counts_once() {
        writeResumedRun();
        journal.feed(db, RUN);
        RunRow expected = db.runs().findWithMetrics(RUN).orElseThrow();
        Series expectedLoss = all("loss");

        for (int seed = 0; seed < 3; seed++) {
            String copy = "copy-" + seed;
            JournalFile.launch(db, copy);
            db.runs().signal(copy, new RunSignal.Launched(T0.plusSeconds(2), 99));
            journal.feedAtRandom(db, copy, new Random(seed));

            RunRow row = db.runs().findWithMetrics(copy).orElseThrow();
            assertThat(row).usingRecursiveComparison().ignoringFields("spec").isEqualTo(expected);
            Series loss = db.metrics()
                    .series(new SeriesQuery(List.of(copy), List.of("loss"), 0, Long.MAX_VALUE, 10_000))
                    .get(0);
            assertThat(loss).usingRecursiveComparison().ignoringFields("run").isEqualTo(expectedLoss);
            assertThat(db.sampleSets().ofRun(copy)).isEqualTo(db.sampleSets().ofRun(RUN));
        }
    }

    @Test
    void a_chunk_from_another_offset_changes_nothing() {
        journal.write(seq -> started(seq, 0, 0), seq -> losses(seq, 1, 10));
        RunRow before = journal.feed(db, RUN);

        RunRow after = db.ingest()
                .apply(RUN, 0, Journal.read(folder.resolve("journal.jsonl"), 0, 1 << 20))
                .row();

        assertThat(after).isEqualTo(before);
        assertThat(all("loss").points()).isEqualTo(10);
    }

    @Test
    void late_events_of_a_finished_run_change_nothing() {
        journal.write(seq -> started(seq, 0, 0), seq -> losses(seq, 1, 10), seq -> finished(seq, 10));
        RunRow before = journal.feed(db, RUN);

        journal.write(
                seq -> losses(seq, 11, 20),
                seq -> evaluated(seq, 20, 1),
                seq -> sampled(seq, 20),
                seq -> profiled(seq, 20),
                seq -> failed(seq, 20, "too late"),
                seq -> started(seq, 1, 5));
        RunRow after = journal.feed(db, RUN);

        assertThat(after)
                .usingRecursiveComparison()
                .ignoringFields("journalOffset")
                .isEqualTo(before);
        assertThat(after.journalOffset()).isGreaterThan(before.journalOffset());
        assertThat(all("loss").points()).isEqualTo(10);
        assertThat(db.sampleSets().ofRun(RUN)).isEmpty();
        assertThat(db.profiles().ofRun(RUN)).isEmpty();
    }

    @Test
    void a_drawn_set_is_kept_with_its_request_and_leaves_the_run_finished() {
        journal.write(
                seq -> started(seq, 0, 0),
                seq -> losses(seq, 1, 10),
                seq -> sampled(seq, 10),
                seq -> finished(seq, 10),
                seq -> drawn(seq, "request-7", 10),
                seq -> new JournalEvent.DrawFailed(seq, T0, "request-8", "no such sampler"));

        RunRow row = journal.feed(db, RUN);

        assertThat(row.state()).isInstanceOf(RunState.Finished.class);
        assertThat(db.sampleSets().ofRun(RUN))
                .containsExactly(
                        new StoredSampleSet(Example.set("samples-10", 10), null),
                        new StoredSampleSet(Example.set("drawn-request-7", 10), "request-7"));
        assertThat(db.sampleSets().find(RUN, "drawn-request-7")).isPresent();
        assertThat(db.sampleSets().find(RUN, "none")).isEmpty();
    }

    @Test
    void numbers_that_are_not_finite_are_kept_and_do_not_spoil_the_rest() {
        journal.write(
                seq -> started(seq, 0, 0),
                seq -> loss(seq, 1, 2),
                seq -> loss(seq, 2, Double.POSITIVE_INFINITY),
                seq -> loss(seq, 3, 1),
                seq -> loss(seq, 4, Double.NEGATIVE_INFINITY),
                seq -> loss(seq, 5, Double.NaN));

        journal.feed(db, RUN);

        MetricSummary summary =
                db.runs().findWithMetrics(RUN).orElseThrow().metrics().get(0);
        assertThat(summary)
                .isEqualTo(new MetricSummary(
                        "training",
                        new Origin(Example.LOSS, null, MeasurementContext.NONE, ""),
                        new SeriesStatistics(5, 2, 1, Double.NaN, 5, 1, 3, 2, 1, 3)));
        assertThat(all("loss").nonFinite())
                .containsExactly(
                        new Point(2, Double.POSITIVE_INFINITY),
                        new Point(4, Double.NEGATIVE_INFINITY),
                        new Point(5, Double.NaN));
        assertThat(all("loss").min()).containsExactly(2, Double.NaN, 1, Double.NaN, Double.NaN);
    }

    @Test
    void a_history_without_a_finite_number_has_no_extremes() {
        journal.write(seq -> started(seq, 0, 0), seq -> loss(seq, 1, Double.NaN));

        journal.feed(db, RUN);

        SeriesStatistics loss =
                db.runs().findWithMetrics(RUN).orElseThrow().metrics().get(0).statistics();
        assertThat(loss.min()).isNaN();
        assertThat(loss.max()).isNaN();
        assertThat(loss.nonFinite()).isEqualTo(1);
    }

    @Test
    void measures_carry_how_exact_they_are() {
        journal.write(seq -> started(seq, 0, 0), seq -> evaluated(seq, 500, -99.5));

        journal.feed(db, RUN);

        assertThat(db.runs().findWithMetrics(RUN).orElseThrow().metrics())
                .singleElement()
                .satisfies(summary -> {
                    assertThat(summary.metric()).isEqualTo(Example.ELBO);
                    assertThat(summary.kind()).isEqualTo("evaluation");
                    assertThat(summary.origin().exactness()).isEqualTo(Exactness.LOWER_BOUND);
                    assertThat(summary.origin().detail()).isEqualTo("closed form");
                    assertThat(summary.origin().context())
                            .isEqualTo(MeasurementContext.over("test", 1_000).ceiling(0.5, 900));
                });
    }

    @Test
    void a_run_follows_its_journal_from_start_to_end() {
        journal.write(seq -> started(seq, 0, 0), seq -> losses(seq, 1, 10));
        RunRow running = journal.feed(db, RUN);
        assertThat(running.state()).isEqualTo(new RunState.Running(T0.plusSeconds(100), 4_000, T0.plusSeconds(100)));
        assertThat(running.startedAt()).isEqualTo(T0.plusSeconds(100));
        assertThat(running.endedAt()).isNull();
        assertThat(running.parameters()).isEqualTo(12_345);
        assertThat(running.totalSteps()).isEqualTo(1_000);
        assertThat(running.step()).isEqualTo(10);
        assertThat(running.progress()).isEqualTo(0.01);
        assertThat(running.trainMillis()).isEqualTo(30);
        assertThat(running.assignedDevice()).isEqualTo("cpu");
        assertThat(running.phase()).isEqualTo("training");

        journal.write(seq -> new JournalEvent.Phase(seq, T0, "evaluating"));
        assertThat(journal.feed(db, RUN).phase()).isEqualTo("evaluating");

        journal.write(seq -> failed(seq, 11, "the loss is NaN at step 11"));
        RunRow failed = journal.feed(db, RUN);
        assertThat(failed.state())
                .isEqualTo(new RunState.Failed(T0.plusSeconds(103), 11, "the loss is NaN at step 11"));
        assertThat(failed.endedAt()).isEqualTo(T0.plusSeconds(103));
        assertThat(failed.phase()).isEmpty();
    }

    @Test
    void a_run_names_the_jar_that_its_last_worker_opened_where_the_journal_says_so() {
        assertThat(db.runs().find(RUN).orElseThrow().trainedByJar()).isNull();
        journal.write(seq -> started(seq, 0, 0), seq -> losses(seq, 1, 10));
        assertThat(journal.feed(db, RUN).trainedByJar()).isEqualTo(Example.jar(0));
        journal.write(seq -> losses(seq, 11, 20));
        assertThat(journal.feed(db, RUN).trainedByJar()).isEqualTo(Example.jar(0));
        journal.write(seq -> started(seq, 1, 10));
        assertThat(journal.feed(db, RUN).trainedByJar()).isEqualTo(Example.jar(1));

        journal.write(seq ->
                new JournalEvent.Started(seq, T0, 2, 10, 4_002, T0, "cpu", 12_345, 1_000, List.of(Example.LOSS)));
        assertThat(journal.feed(db, RUN).trainedByJar()).isNull();
    }

    @Test
    void the_jars_that_runs_were_launched_with_or_trained_by_are_found() {
        journal.write(seq -> started(seq, 0, 0));
        journal.feed(db, RUN);
        String launched = db.runs().find(RUN).orElseThrow().spec().provenance().pluginSha256();
        assertThat(launched).isNotEmpty();

        assertThat(db.runs().anyOfJar(launched)).isTrue();
        assertThat(db.runs().anyOfJar(Example.jar(0))).isTrue();
        assertThat(db.runs().anyOfJar(Example.jar(1))).isFalse();
    }

    @Test
    void a_journal_that_is_read_before_the_word_of_its_launch_counts_all_the_same() {
        JournalFile.launch(db, "early");
        journal.write(seq -> started(seq, 0, 0));

        assertThat(journal.feed(db, "early").state()).isInstanceOf(RunState.Running.class);
        assertThat(db.runs().signal("early", new RunSignal.Launched(T0, 99)).state())
                .isInstanceOf(RunState.Running.class);
    }

    @Test
    void a_worker_may_fail_before_it_starts() {
        JournalFile.launch(db, "early");
        journal.write(seq -> failed(seq, 0, "unknown variant"));

        assertThat(journal.feed(db, "early").state()).isInstanceOf(RunState.Failed.class);
    }

    @Test
    void a_cancelled_run_goes_on_when_its_next_worker_speaks() {
        journal.write(seq -> started(seq, 0, 0), seq -> losses(seq, 1, 10), seq -> cancelled(seq, 10));
        assertThat(journal.feed(db, RUN).state()).isInstanceOf(RunState.Cancelled.class);

        journal.write(seq -> started(seq, 1, 10), seq -> losses(seq, 11, 20));
        RunRow row = journal.feed(db, RUN);

        assertThat(row.state()).isInstanceOf(RunState.Running.class);
        assertThat(row.endedAt()).isNull();
        assertThat(row.startedAt()).isEqualTo(T0.plusSeconds(100));
        assertThat(all("loss").steps()).isEqualTo(LongStream.rangeClosed(1, 20).toArray());
    }

    @Test
    void a_metric_without_a_definition_goes_by_its_name() {
        journal.write(
                seq -> started(seq, 0, 0),
                seq -> Example.points(
                        seq, 1, new JournalEvent.Series("kl/03", new long[] {1}, new long[] {1}, new double[] {0.5})));

        journal.feed(db, RUN);

        assertThat(db.runs().findWithMetrics(RUN).orElseThrow().metrics())
                .singleElement()
                .satisfies(summary -> assertThat(summary.metric().title()).isEqualTo("kl/03"));
    }
}

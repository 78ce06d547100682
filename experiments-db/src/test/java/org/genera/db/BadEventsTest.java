package org.genera.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genera.db.Example.drawn;
import static org.genera.db.Example.evaluated;
import static org.genera.db.Example.finished;
import static org.genera.db.Example.loss;
import static org.genera.db.Example.losses;
import static org.genera.db.Example.points;
import static org.genera.db.Example.set;
import static org.genera.db.Example.started;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.genera.db.connection.Fault;
import org.genera.db.ingest.IngestedChunk;
import org.genera.db.runs.Notice;
import org.genera.db.runs.Notices;
import org.genera.db.runs.RunRow;
import org.genera.run.RunState;
import org.genera.run.journal.Journal;
import org.genera.run.journal.JournalEvent;
import org.genera.run.journal.JournalEvent.Measurement;
import org.genera.run.journal.JournalEvent.Series;
import org.genera.run.journal.JournalLimits;
import org.genera.run.journal.MeasurementContext;
import org.genera.spi.Metric;
import org.genera.spi.Profiles.Profile;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events that no worker of ours writes, and that must cost no more than themselves. */
class BadEventsTest extends OnEachEngine {
    private static final String RUN = "run-1";
    private static final Instant AT = T0.plusSeconds(500);

    private long offset;

    @BeforeEach
    void launch() {
        JournalFile.launch(db, RUN);
    }

    private IngestedChunk take(JournalEvent... events) {
        IngestedChunk taken = db.ingest().apply(RUN, offset, new Journal.Chunk(List.of(events), offset + 10));
        offset = taken.row().journalOffset();
        return taken;
    }

    private long pointsOf(String metric) {
        return db.runs().findWithMetrics(RUN).orElseThrow().metrics().stream()
                .filter(each -> each.metric().name().equals(metric))
                .mapToLong(each -> each.statistics().points())
                .sum();
    }

    static Stream<JournalEvent> bad() {
        Metric wide = new Metric("m" + "x".repeat(300), "Wide", "", Metric.Direction.LOWER);
        return Stream.of(
                points(2, 4, new Series("weird name!", new long[] {4}, new long[] {4}, new double[] {1})),
                points(2, 4, new Series(null, new long[] {4}, new long[] {4}, new double[] {1})),
                points(2, 4, new Series("loss", new long[] {4}, new long[0], new double[] {1})),
                new JournalEvent.Points(2, AT, 4, 0.5, 1, null),
                new JournalEvent.Profiled(2, AT, 4, new Profile("wide", "Wide", "", "", new double[500_000])),
                new JournalEvent.Profiled(2, AT, 4, null),
                new JournalEvent.Evaluated(
                        2, AT, 4, 1, List.of(new Measurement(wide, 1, null, MeasurementContext.NONE, ""))),
                new JournalEvent.Sampled(2, AT, set("s".repeat(300), 4)));
    }

    @Test
    void an_event_that_cannot_be_held_fails_the_run_with_its_number_and_kind_and_costs_itself_alone() {
        for (JournalEvent bad : bad().toList()) {
            int segment = offset == 0 ? 0 : (int) (offset / 10);
            take(started(0, segment, 0));

            IngestedChunk taken = take(losses(1, 1, 3), bad, evaluated(3, 5, -1));

            assertThat(taken.refused()).extracting(IngestedChunk.Refused::event).containsExactly(bad);
            assertThat(taken.events()).hasSize(2);
            assertThat(taken.row().state()).as(bad.toString()).isInstanceOf(RunState.Failed.class);
            RunState.Failed failed = (RunState.Failed) taken.row().state();
            assertThat(failed.reason())
                    .startsWith("event 2 (")
                    .contains("of the journal cannot be taken in")
                    .hasSizeLessThan(500);
            assertThat(pointsOf("loss")).isEqualTo(3);
            assertThat(pointsOf("elbo")).isEqualTo(1);
        }
        assertThat(db.notices().ofRun(RUN)).hasSize((int) bad().count());
    }

    @Test
    void a_run_that_failed_so_can_be_resumed() {
        take(started(0, 0, 0), new JournalEvent.Profiled(1, AT, 4, null));
        take(started(2, 1, 0), losses(3, 1, 3), finished(4, 3));
        assertThat(db.runs().find(RUN).orElseThrow().state()).isInstanceOf(RunState.Finished.class);
        assertThat(pointsOf("loss")).isEqualTo(3);
    }

    @Test
    void a_bad_answer_to_a_request_leaves_a_finished_run_finished() {
        take(started(0, 0, 0), losses(1, 1, 3), finished(2, 3));
        IngestedChunk taken = take(
                new JournalEvent.Drawn(3, AT, "request", set("s".repeat(300), 4)),
                new JournalEvent.EvaluatedAgain(4, AT, 3, 1, Example.again("again"), List.of(), null),
                drawn(5, "good", 3));
        assertThat(taken.row().state()).isInstanceOf(RunState.Finished.class);
        assertThat(taken.refused()).hasSize(2);
        assertThat(db.sampleSets().ofRun(RUN)).hasSize(1);
        assertThat(db.evaluations().ofRun(RUN).get(0).reason()).contains("event 4 (evaluatedAgain)");
    }

    @Test
    void messages_that_are_too_long_are_cut_and_cost_nothing() {
        IngestedChunk taken = take(
                started(0, 0, 0),
                new JournalEvent.Phase(1, AT, "x".repeat(5_000)),
                loss(2, 1, 0.5),
                new JournalEvent.Failed(3, AT, 1, "why ".repeat(500_000) + "\0"));
        assertThat(taken.refused()).isEmpty();
        assertThat(((RunState.Failed) taken.row().state()).reason()).contains("characters are left out");
    }

    @Test
    void gaps_and_what_the_worker_noticed_are_kept_and_a_finished_run_stays_finished() {
        take(started(0, 0, 0), losses(1, 1, 3));
        Journal.Gap gap = new Journal.Gap(120, 80, 1, 1, 3, "no JSON");
        IngestedChunk taken = db.ingest()
                .apply(
                        RUN,
                        offset,
                        new Journal.Chunk(
                                List.of(finished(3, 3), new JournalEvent.Noticed(4, AT, "noticed")),
                                List.of(gap),
                                offset + 10));
        assertThat(taken.row().state()).isInstanceOf(RunState.Finished.class);
        assertThat(db.notices().ofRun(RUN))
                .extracting(Notice::text)
                .containsExactly(
                        "The journal cannot be read at byte 120 (80 bytes): no JSON; event 2 is left out.", "noticed");
    }

    @Test
    void a_journal_full_of_gaps_fills_no_database() {
        List<Journal.Gap> gaps = new ArrayList<>();
        for (int i = 0; i < 3 * Notices.AT_MOST; i++) {
            gaps.add(new Journal.Gap(10L * i, 10, 1, -1, -1, "no JSON"));
        }
        db.ingest().apply(RUN, 0, new Journal.Chunk(List.of(), gaps, 5));
        assertThat(db.notices().ofRun(RUN)).hasSize(Notices.AT_MOST);
        assertThat(db.notices().ofRun(RUN).get(Notices.AT_MOST - 1).text()).contains("more");
    }

    @Test
    void a_journal_that_became_shorter_is_read_on_from_its_end() {
        take(started(0, 0, 0), losses(1, 1, 3));
        IngestedChunk taken = db.ingest()
                .apply(RUN, 10, new Journal.Chunk(List.of(), List.of(new Journal.Gap(6, 4, 1, -1, -1, "lost")), 6));
        assertThat(taken.row().journalOffset()).isEqualTo(6);
    }

    @Test
    void it_tells_when_the_worker_spoke_last_and_since_when_it_has_been_at_its_phase() {
        RunRow row = take(started(0, 0, 0), new JournalEvent.Phase(1, AT, "evaluating"), evaluated(600, 5, -1))
                .row();
        assertThat(row.phaseSince()).isEqualTo(AT);
        assertThat(row.heardAt()).isEqualTo(T0.plusSeconds(700));
    }

    @Test
    void a_database_that_is_away_is_no_fault_of_the_event() {
        Map<String, Boolean> ofTheEvent = new TreeMap<>(Map.of(
                "22001", true, "23505", true, "22021", true, "54000", true, "90098", false, "90028", false, "08006",
                false, "53100", false, "57P01", false, "HYT00", false));
        ofTheEvent.forEach((state, event) -> assertThat(
                        Fault.liesInTheEvent(new IllegalStateException(new SQLException("told", state))))
                .as(state)
                .isEqualTo(event));
        assertThat(Fault.liesInTheEvent(new NullPointerException())).isTrue();
    }

    @Test
    void the_columns_are_as_wide_as_a_journal_may_speak() {
        Map<String, Integer> wanted = Map.of(
                "metric_series.name", JournalLimits.NAME,
                "metric_series.title", JournalLimits.TITLE,
                "metric_series.unit", JournalLimits.UNIT,
                "metric_series.detail", JournalLimits.DETAIL,
                "run_profile.name", JournalLimits.NAME,
                "run.phase", JournalLimits.PHASE,
                "run.metric_definitions", JournalLimits.JSON,
                "sample_set.spec", JournalLimits.JSON,
                "run_profile.profile", JournalLimits.JSON,
                "run_notice.notice", JournalLimits.MESSAGE);
        Map<String, Integer> found = new TreeMap<>();
        Jdbi.create(place.url())
                .useHandle(handle -> handle.createQuery("""
                                select lower(table_name) as t, lower(column_name) as c, character_maximum_length as n
                                from information_schema.columns where character_maximum_length is not null""")
                        .map((row, context) ->
                                found.put(row.getString("t") + "." + row.getString("c"), row.getInt("n")))
                        .list());
        assertThat(found).containsAllEntriesOf(wanted);
    }
}

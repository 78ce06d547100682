package org.genera.db.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.genera.db.Example;
import org.genera.db.OnEachEngine;
import org.genera.run.RunSignal;
import org.genera.run.RunState;
import org.genera.run.journal.Journal;
import org.genera.run.spec.PinnedRun;
import org.genera.run.spec.RunSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunsTest extends OnEachEngine {

    @BeforeEach
    void insert() {
        db.experiments().insert(Example.experiment("a", "A", "", 0));
        db.experiments().insert(Example.experiment("b", "B", "", 1));
        insert(Example.run("r1", "a", "vae", 1, 1), new RunState.Queued(T0));
        insert(Example.run("r2", "a", "gan", 1, 2), new RunState.Running(T0, 7, T0));
        insert(Example.run("r3", "b", "vae", 2, 3), new RunState.Finished(T0, 10));
        insert(Example.run("r4", "b", "vae", 3, 3), new RunState.Starting(T0, 8));
    }

    private void insert(RunSpec spec, RunState state) {
        db.runs().insert(spec, spec.group(), state);
    }

    private static RunQuery query(@Nullable String experiment, List<String> ids, List<String> states, String sort) {
        return new RunQuery(experiment, ids, states, null, false, sort, true, 0, 100);
    }

    private List<String> ids(RunQuery query) {
        return db.runs().page(query).items().stream()
                .map(row -> row.spec().runId())
                .toList();
    }

    @Test
    void what_goes_in_comes_out() {
        RunSpec spec = Example.run("r5", "a", "vae", 9, 9);
        insert(spec, new RunState.Crashed(T0, 137, "the \u0000 end of the log"));

        RunRow row = db.runs().find("r5").orElseThrow();

        assertThat(row)
                .isEqualTo(new RunRow(
                        row.spec(),
                        spec.group(),
                        new RunState.Crashed(T0, 137, "the \u0000 end of the log"),
                        "",
                        0,
                        0,
                        0,
                        0,
                        0,
                        null,
                        null,
                        T0,
                        null,
                        0,
                        null,
                        null,
                        null,
                        List.of()));
        assertThat(row.spec().values()).isEqualTo(spec.values());
        assertThat(row.spec()).usingRecursiveComparison().isEqualTo(spec);
    }

    @Test
    void what_builds_on_a_run_is_known_until_it_is_purged() {
        PinnedRun r3 = new PinnedRun("b", "r3", 10, "ab", "vae", "plain", "vae", "1.0.0", "cd");
        insert(
                Example.run("r5", "a", "prior", 1, 5).buildingOn(Map.of("codes", r3, "guide", r3)),
                new RunState.Queued(T0));
        // By what its protocol measures in.
        RunSpec r6 = Example.run("r6", "b", "prior", 1, 6);
        db.runs().launch(null, List.of(r6.under(r6.setup().protocol().seenBy(r3))));
        db.runs().markDeleted("r6", T0);

        assertThat(db.runs().buildingOn(List.of("r3", "r1")))
                .extracting(row -> row.spec().runId())
                .containsExactly("r5", "r6");
        assertThat(db.runs().buildingOn(List.of("r1"))).isEmpty();
        assertThat(db.runs().buildingOn(List.of())).isEmpty();

        db.bin().purgeRun("r6");
        assertThat(db.runs().buildingOn(List.of("r3")))
                .extracting(row -> row.spec().runId())
                .containsExactly("r5");
    }

    @Test
    void lists_are_filtered_by_all_that_is_asked() {
        assertThat(ids(query(null, List.of(), List.of(), "createdAt"))).containsExactly("r1", "r2", "r3", "r4");
        assertThat(ids(query("b", List.of(), List.of(), "createdAt"))).containsExactly("r3", "r4");
        assertThat(ids(query(null, List.of("r4", "r1", "none"), List.of(), "createdAt")))
                .containsExactly("r1", "r4");
        assertThat(ids(query(null, List.of(), List.of("queued", "finished"), "createdAt")))
                .containsExactly("r1", "r3");
        assertThat(ids(new RunQuery(null, List.of(), List.of(), "vae", false, "createdAt", false, 1, 1)))
                .containsExactly("r3");
        assertThat(db.runs()
                        .page(new RunQuery("a", List.of(), List.of(), "vae", false, "createdAt", false, 0, 1))
                        .total())
                .isEqualTo(1);
    }

    @Test
    void runs_of_a_deleted_experiment_show_only_where_they_are_asked_for() {
        db.experiments().markDeleted("b", T0);

        assertThat(ids(query(null, List.of(), List.of(), "createdAt"))).containsExactly("r1", "r2");
        assertThat(ids(query("b", List.of(), List.of(), "createdAt"))).containsExactly("r3", "r4");
        assertThat(ids(query(null, List.of("r3"), List.of(), "createdAt"))).containsExactly("r3");
    }

    @Test
    void a_deleted_run_is_listed_among_the_deleted() {
        db.runs().markDeleted("r1", T0.plusSeconds(5));

        assertThat(ids(query("a", List.of(), List.of(), "createdAt"))).containsExactly("r2");
        assertThat(ids(new RunQuery("a", List.of(), List.of(), null, true, "createdAt", true, 0, 10)))
                .containsExactly("r1");
        assertThat(db.runs().find("r1").orElseThrow().deletedAt()).isEqualTo(T0.plusSeconds(5));

        db.runs().restore("r1");
        assertThat(ids(query("a", List.of(), List.of(), "createdAt"))).containsExactly("r1", "r2");
    }

    @Test
    void runs_without_a_number_to_sort_by_come_last_in_both_directions() {
        take("r1", Double.NaN);
        take("r2", 3);
        take("r4", Double.NEGATIVE_INFINITY);

        assertThat(ids(query(null, List.of(), List.of(), "metric:loss")))
                .startsWith("r4", "r2")
                .hasSize(4);
        assertThat(ids(new RunQuery(null, List.of(), List.of(), null, false, "metric:loss", false, 0, 100)))
                .startsWith("r2", "r4")
                .hasSize(4);
        assertThat(db.runs()
                        .page(query("a", List.of(), List.of(), "metric:loss"))
                        .items()
                        .get(0)
                        .metrics())
                .singleElement()
                .satisfies(summary -> assertThat(summary.statistics().last()).isEqualTo(3));
    }

    private void take(String run, double loss) {
        db.ingest().apply(run, 0, new Journal.Chunk(List.of(Example.started(0, 0, 0), Example.loss(1, 1, loss)), 100));
    }

    @Test
    void a_sort_that_means_nothing_is_refused() {
        assertThatThrownBy(() -> query(null, List.of(), List.of(), "name; drop table run"))
                .hasMessage("sort: expected createdAt or metric:NAME, such as metric:elbo,"
                        + " got \"name; drop table run\"");
    }

    @Test
    void unfinished_runs_come_in_the_order_of_their_launch() {
        assertThat(db.runs().unfinished()).extracting(row -> row.spec().runId()).containsExactly("r1", "r2", "r4");
    }

    @Test
    void signals_move_a_run_as_its_state_says() {
        RunRow launched = db.runs().signal("r1", new RunSignal.Launched(T0.plusSeconds(1), 42));
        assertThat(launched.state()).isEqualTo(new RunState.Starting(T0.plusSeconds(1), 42));

        RunRow gone = db.runs().signal("r1", new RunSignal.WorkerGone(T0.plusSeconds(2), 137, "Killed"));
        assertThat(gone.state()).isEqualTo(new RunState.Crashed(T0.plusSeconds(2), 137, "Killed"));
        assertThat(gone.endedAt()).isEqualTo(T0.plusSeconds(2));

        RunRow again = db.runs().signal("r1", new RunSignal.Requeued(T0.plusSeconds(3)));
        assertThat(again.state()).isEqualTo(new RunState.Queued(T0.plusSeconds(3)));
        assertThat(again.endedAt()).isNull();

        assertThat(db.runs().signal("r3", new RunSignal.WorkerGone(T0, 1, "")))
                .isEqualTo(db.runs().find("r3").orElseThrow());
        assertThatThrownBy(() -> db.runs().signal("none", new RunSignal.Requeued(T0)))
                .hasMessage("expected the id of a run, got \"none\"");
    }

    @Test
    void the_device_given_by_the_server_stays_when_the_worker_names_its_own() {
        db.runs().assignDevice("r1", "gpu:1");
        take("r1", 1);

        assertThat(db.runs().find("r1").orElseThrow().assignedDevice()).isEqualTo("gpu:1");
        db.runs().assignDevice("r1", null);
        assertThat(db.runs().find("r1").orElseThrow().assignedDevice()).isNull();
    }

    @Test
    void runs_that_differ_by_seed_alone_share_a_group() {
        assertThat(db.runs().find("r3").orElseThrow().group())
                .isEqualTo(db.runs().find("r4").orElseThrow().group())
                .isNotEqualTo(db.runs().find("r1").orElseThrow().group());
    }
}

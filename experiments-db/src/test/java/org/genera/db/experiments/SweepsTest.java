package org.genera.db.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genera.db.Example.evaluated;
import static org.genera.db.Example.losses;
import static org.genera.db.Example.paused;
import static org.genera.db.Example.started;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.genera.db.Engine;
import org.genera.db.Example;
import org.genera.db.ExperimentsDb;
import org.genera.db.JournalFile;
import org.genera.db.OnEachEngine;
import org.genera.db.runs.RunRow;
import org.genera.run.Json;
import org.genera.run.RunSignal;
import org.genera.run.RunState;
import org.genera.run.home.Home;
import org.genera.run.spec.RunSpec;
import org.genera.run.spec.SweepSpec;
import org.junit.jupiter.api.Test;

class SweepsTest extends OnEachEngine {

    private void insert(RunSpec spec, RunState state) {
        db.runs().insert(spec, spec.group(), state);
    }

    @Test
    void a_sweep_knows_its_runs_and_nothing_of_others() {
        db.experiments().insert(Example.experiment("a", "A", "", 0));
        db.sweeps().insert(Example.sweep("s1", "a", 1));
        db.sweeps().insert(Example.sweep("s2", "a", 2));
        insert(Example.runOf("s1", "r1", "a", 1, 1), new RunState.Queued(T0));
        insert(Example.runOf("s1", "r2", "a", 2, 2), new RunState.Waiting(T0, 9, 1));
        insert(Example.runOf("s1", "r3", "a", 3, 3), new RunState.Finished(T0, 9));
        insert(Example.run("r4", "a", "vae", 4, 4), new RunState.Queued(T0));
        db.runs().markDeleted("r3", T0);

        assertThat(db.runs().ofSweep("s1"))
                .extracting(row -> row.spec().runId())
                .containsExactly("r1", "r2");
        assertThat(db.runs().ofSweep("s1").get(0).spec().sweep())
                .isEqualTo(new RunSpec.InSweep("s1", List.of(1 / 3.0)));
        SweepRow row = db.sweeps().find("s1").orElseThrow();
        assertThat(row.spec()).isEqualTo(Example.sweep("s1", "a", 1));
        assertThat(row.runsByState()).isEqualTo(Map.of("queued", 1, "waiting", 1));
        assertThat(db.sweeps().ofExperiment("a"))
                .extracting(each -> each.spec().id())
                .containsExactly("s2", "s1");
        assertThat(db.sweeps().find("s3")).isEmpty();
    }

    @Test
    void a_sweep_waits_for_a_word_while_a_run_of_it_waits_and_nobody_has_stopped_it() {
        db.experiments().insert(Example.experiment("a", "A", "", 0));
        db.sweeps().insert(Example.sweep("s1", "a", 1));
        insert(Example.runOf("s1", "r1", "a", 1, 1), new RunState.Running(T0, 1, T0));
        assertThat(db.sweeps().withWaitingRuns()).isEmpty();

        db.runs().signal("r1", new RunSignal.WorkerPaused(T0, 30, 1));
        assertThat(db.sweeps().withWaitingRuns()).hasSize(1);

        db.sweeps().markStopped("s1", T0.plusSeconds(5));
        db.sweeps().markStopped("s1", T0.plusSeconds(9));
        assertThat(db.sweeps().withWaitingRuns()).isEmpty();
        assertThat(db.sweeps().stoppedAndUnfinished()).hasSize(1);
        assertThat(db.sweeps().find("s1").orElseThrow().stoppedAt()).isEqualTo(T0.plusSeconds(5));

        db.runs().signal("r1", new RunSignal.CancelledByWorker(T0, 30));
        assertThat(db.sweeps().stoppedAndUnfinished()).isEmpty();
    }

    @Test
    void a_run_that_paused_waits_at_the_step_of_the_rung_and_goes_on_where_it_was() throws Exception {
        db.experiments().insert(Example.experiment("a", "A", "", 0));
        insert(Example.runOf("s1", "r1", "a", 1, 1), new RunState.Queued(T0));
        JournalFile journal = new JournalFile(folder.resolve("journal"));

        journal.write(seq -> started(seq, 0, 0), seq -> losses(seq, 1, 30))
                .write(seq -> evaluated(seq, 30, -7), seq -> paused(seq, 30))
                .feed(db, "r1");

        RunRow waiting = db.runs().findWithMetrics("r1").orElseThrow();
        assertThat(waiting.state()).isInstanceOfSatisfying(RunState.Waiting.class, state -> {
            assertThat(state.step()).isEqualTo(30);
            assertThat(state.rung()).isEqualTo(1);
        });
        assertThat(db.runs().unfinished()).hasSize(1);

        journal.write(seq -> started(seq, 1, 30), seq -> losses(seq, 31, 60)).feed(db, "r1");

        RunRow running = db.runs().findWithMetrics("r1").orElseThrow();
        assertThat(running.state()).isInstanceOf(RunState.Running.class);
        assertThat(running.metrics())
                .extracting(each -> each.statistics().points())
                .containsExactly(1L, 60L);
    }

    @Test
    void a_rebuilt_database_knows_the_sweeps_what_stopped_and_who_waits() throws Exception {
        Home home = new Home(folder.resolve("home"));
        SweepSpec sweep = Example.sweep("s1", "a", 1);
        Files.createDirectories(home.sweep("a", "s1").root());
        Json.writeFile(home.experiment("a").resolve("experiment.json"), Example.experiment("a", "A", "", 0));
        Json.writeFile(home.sweep("a", "s1").specFile(), sweep);
        Files.writeString(
                home.sweep("a", "s1").stoppedMarker(), T0.plusSeconds(7).toString());
        RunSpec run = Example.runOf("s1", "r1", "a", 1, 1);
        Files.createDirectories(home.run("a", "r1").root());
        Json.writeFile(home.run("a", "r1").specFile(), run);
        JournalFile journal = new JournalFile(home.run("a", "r1").journal());
        journal.write(seq -> started(seq, 0, 0), seq -> losses(seq, 1, 30), seq -> paused(seq, 30));

        db.rebuild(home).run();
        journal.feed(db, "r1");
        db.rebuild(home).run();

        SweepRow row = db.sweeps().find("s1").orElseThrow();
        assertThat(row.spec()).isEqualTo(sweep);
        assertThat(row.stoppedAt()).isEqualTo(T0.plusSeconds(7));
        assertThat(row.runsByState()).isEqualTo(Map.of("waiting", 1));
    }

    @Test
    void a_database_of_the_first_version_keeps_its_runs_and_learns_to_wait() throws Exception {
        try (Engine.Place older = engine.place(folder.resolve("older"))) {
            Flyway.configure()
                    .dataSource(older.url(), null, null)
                    .locations("classpath:org/genera/db/migration")
                    .target("1")
                    .load()
                    .migrate();
            String spec = Json.write(Example.run("r1", "a", "vae", 1, 1));
            try (Connection connection = DriverManager.getConnection(older.url())) {
                connection
                        .createStatement()
                        .execute("insert into experiment (id, name, note, spec, created_at) values"
                                + " ('a', 'A', '', '" + Json.write(Example.experiment("a", "A", "", 0))
                                + "', timestamp with time zone '2026-01-01 00:00:00+00')");
                connection
                        .createStatement()
                        .execute("insert into run (id, experiment_id, run_group, family, spec, state,"
                                + " state_json, created_at) values ('r1', 'a', 'g', 'vae', '" + spec + "', 'running', '"
                                + Json.write(new RunState.Running(T0, 1, T0))
                                + "', timestamp with time zone '2026-01-01 00:00:00+00')");
            }

            try (ExperimentsDb opened = ExperimentsDb.open(older.url())) {
                assertThat(opened.runs().find("r1").orElseThrow().state()).isEqualTo(new RunState.Running(T0, 1, T0));
                assertThat(opened.runs()
                                .signal("r1", new RunSignal.WorkerPaused(T0, 3, 1))
                                .state())
                        .isEqualTo(new RunState.Waiting(T0, 3, 1));
                assertThat(opened.runs().unfinished()).hasSize(1);
            }
        }
    }
}

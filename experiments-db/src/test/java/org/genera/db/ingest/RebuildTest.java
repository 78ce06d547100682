package org.genera.db.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genera.db.Example.cancelled;
import static org.genera.db.Example.drawn;
import static org.genera.db.Example.evaluated;
import static org.genera.db.Example.evaluatedAgain;
import static org.genera.db.Example.evaluationFailed;
import static org.genera.db.Example.finished;
import static org.genera.db.Example.losses;
import static org.genera.db.Example.profiled;
import static org.genera.db.Example.sampled;
import static org.genera.db.Example.started;

import java.nio.file.Files;
import java.util.List;
import org.genera.db.Engine;
import org.genera.db.Example;
import org.genera.db.ExperimentsDb;
import org.genera.db.JournalFile;
import org.genera.db.OnEachEngine;
import org.genera.db.experiments.ExperimentQuery;
import org.genera.db.runs.RunRow;
import org.genera.db.series.SeriesQuery;
import org.genera.run.Json;
import org.genera.run.RunSignal;
import org.genera.run.RunState;
import org.genera.run.home.Home;
import org.genera.run.home.RunDirectory;
import org.genera.run.spec.RunSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RebuildTest extends OnEachEngine {
    private Home home;

    @BeforeEach
    void home() {
        home = new Home(folder.resolve("home"));
    }

    /** As the server does it: directory and row. */
    private JournalFile launch(RunSpec spec) throws Exception {
        if (db.experiments().find(spec.experimentId()).isEmpty()) {
            var experiment = Example.experiment(spec.experimentId(), "Name", "note", 0);
            Files.createDirectories(home.experiment(experiment.id()));
            Json.writeFile(home.experiment(experiment.id()).resolve("experiment.json"), experiment);
            db.experiments().insert(experiment);
        }
        RunDirectory directory = home.run(spec.experimentId(), spec.runId());
        Files.createDirectories(directory.root());
        Json.writeFile(directory.specFile(), spec);
        db.runs().insert(spec, spec.group(), new RunState.Queued(spec.createdAt()));
        return new JournalFile(directory.journal());
    }

    private void signal(String run, RunSignal signal) {
        db.runs().signal(run, signal);
    }

    @Test
    void a_rebuilt_database_equals_the_lost_one() throws Exception {
        JournalFile finished = launch(Example.run("finished", "a", "vae", 1, 1));
        signal("finished", new RunSignal.Launched(T0.plusSeconds(2), 99));
        finished.write(seq -> started(seq, 0, 0), seq -> losses(seq, 1, 1_400), seq -> evaluated(seq, 1_000, -3))
                .write(seq -> sampled(seq, 1_000), seq -> profiled(seq, 1_000), seq -> cancelled(seq, 1_400));
        finished.feed(db, "finished");
        signal("finished", new RunSignal.Requeued(T0.plusSeconds(300)));
        signal("finished", new RunSignal.Launched(T0.plusSeconds(301), 100));
        finished.write(seq -> started(seq, 1, 1_200), seq -> losses(seq, 1_201, 2_000), seq -> finished(seq, 2_000))
                .write(
                        seq -> drawn(seq, "request", 2_000),
                        seq -> evaluatedAgain(seq, "again", 2_000, Double.NaN),
                        seq -> evaluationFailed(seq, "never"));
        finished.feed(db, "finished");

        JournalFile running = launch(Example.run("running", "a", "gan", 1, 2));
        signal("running", new RunSignal.Launched(T0.plusSeconds(3), 101));
        running.write(seq -> started(seq, 0, 0), seq -> losses(seq, 1, 50)).feed(db, "running");

        // The worker died unseen, was resumed, and is alive again.
        JournalFile crashed = launch(Example.run("crashed", "a", "gan", 2, 3));
        signal("crashed", new RunSignal.Launched(T0.plusSeconds(3), 101));
        crashed.write(seq -> started(seq, 0, 0), seq -> losses(seq, 1, 50)).feed(db, "crashed");
        signal("crashed", new RunSignal.WorkerGone(T0.plusSeconds(150), 137, "Killed"));
        signal("crashed", new RunSignal.Requeued(T0.plusSeconds(160)));
        signal("crashed", new RunSignal.Launched(T0.plusSeconds(161), 102));
        crashed.write(seq -> started(seq, 1, 40)).feed(db, "crashed");

        launch(Example.run("queued", "b", "gan", 1, 4));
        db.runs().markDeleted("finished", T0.plusSeconds(400));
        Files.writeString(home.run("a", "finished").deletedMarker(), T0.plusSeconds(400) + "\n");

        try (Engine.Place other = engine.place(folder.resolve("other"));
                ExperimentsDb rebuilt = ExperimentsDb.open(other.url())) {
            rebuilt.rebuild(home).run();
            for (RunRow row : rebuilt.runs().unfinished()) {
                String experiment = row.spec().experimentId();
                new JournalFile(home.run(experiment, row.spec().runId()).journal())
                        .feed(rebuilt, row.spec().runId(), 700);
            }

            for (String run : List.of("finished", "running", "crashed", "queued")) {
                assertThat(rebuilt.runs().findWithMetrics(run))
                        .isEqualTo(db.runs().findWithMetrics(run));
                assertThat(rebuilt.sampleSets().ofRun(run))
                        .isEqualTo(db.sampleSets().ofRun(run));
                assertThat(Json.write(rebuilt.evaluations().ofRun(run)))
                        .isEqualTo(Json.write(db.evaluations().ofRun(run)));
                assertThat(Json.write(rebuilt.profiles().ofRun(run)))
                        .isEqualTo(Json.write(db.profiles().ofRun(run)));
                SeriesQuery everything =
                        new SeriesQuery(List.of(run), List.of("loss", "elbo"), 0, Long.MAX_VALUE, 10_000);
                assertThat(rebuilt.metrics().series(everything))
                        .usingRecursiveComparison()
                        .isEqualTo(db.metrics().series(everything));
            }
            ExperimentQuery all = new ExperimentQuery("", false, 0, 10);
            assertThat(rebuilt.experiments().page(all))
                    .isEqualTo(db.experiments().page(all));
        }
    }

    @Test
    void a_rebuild_of_a_whole_database_changes_nothing() throws Exception {
        JournalFile journal = launch(Example.run("r", "a", "vae", 1, 1));
        journal.write(seq -> started(seq, 0, 0), seq -> losses(seq, 1, 10)).feed(db, "r");
        RunRow before = db.runs().findWithMetrics("r").orElseThrow();

        db.rebuild(home).run();

        assertThat(db.runs().findWithMetrics("r")).contains(before);
    }

    @Test
    void what_waited_when_it_was_deleted_does_not_start_after_a_rebuild() throws Exception {
        launch(Example.run("r", "a", "vae", 1, 1));
        Files.writeString(home.experiment("a").resolve("deleted"), T0.toString());

        try (Engine.Place other = engine.place(folder.resolve("other"));
                ExperimentsDb rebuilt = ExperimentsDb.open(other.url())) {
            rebuilt.rebuild(home).run();

            assertThat(rebuilt.runs().unfinished()).isEmpty();
            assertThat(rebuilt.experiments().find("a").orElseThrow().deletedAt())
                    .isEqualTo(T0);
        }
    }

    @Test
    void a_damaged_folder_does_not_keep_the_others_out() throws Exception {
        launch(Example.run("good", "a", "vae", 1, 1));
        launch(Example.run("bad", "a", "vae", 1, 2));
        Files.writeString(home.run("a", "bad").specFile(), "{\"runId\": ");
        Files.createDirectories(home.experiments().resolve("empty"));
        Files.writeString(home.experiments().resolve("stray-file"), "");
        Files.createDirectories(home.run("a", "empty").root());
        launch(Example.run("stray", "a", "vae", 1, 3));
        Files.move(home.run("a", "stray").root(), home.run("a", "moved").root());

        try (Engine.Place other = engine.place(folder.resolve("other"));
                ExperimentsDb rebuilt = ExperimentsDb.open(other.url())) {
            Rebuild rebuild = rebuilt.rebuild(home);
            rebuild.run();

            assertThat(rebuilt.runs().unfinished())
                    .extracting(row -> row.spec().runId())
                    .containsExactly("good");
            Rebuild.Progress progress = rebuild.progress();
            assertThat(progress.done()).isEqualTo(progress.total()).isEqualTo(4);
            assertThat(progress.leftOut())
                    .extracting(Rebuild.LeftOut::place)
                    .containsExactly(
                            "experiments/a/runs/bad",
                            "experiments/a/runs/empty",
                            "experiments/a/runs/moved",
                            "experiments/empty");
            assertThat(progress.leftOut().get(0).reason())
                    .startsWith("cannot read")
                    .doesNotContain("\n");
            assertThat(progress.leftOut().get(1).reason()).isEqualTo("expected a file spec.json, found none");
            assertThat(progress.leftOut().get(2).reason())
                    .isEqualTo("expected the folder of \"stray\", found it named \"moved\"");
        }
    }

    @Test
    void an_empty_home_is_an_empty_database() {
        db.rebuild(home).run();

        assertThat(db.experiments().page(new ExperimentQuery("", false, 0, 10)).total())
                .isZero();
    }

    /** PostgreSQL keeps no NUL, so the experiment is left out there, and its run with it. */
    @Test
    void what_the_engine_refuses_is_left_out_alone() throws Exception {
        launch(Example.run("good", "a", "vae", 1, 1));
        JournalFile bad = launch(Example.run("bad", "b", "vae", 1, 2));
        Json.writeFile(home.experiment("b").resolve("experiment.json"), Example.experiment("b", "N\0", "note", 0));
        bad.write(seq -> started(seq, 0, 0));

        try (Engine.Place other = engine.place(folder.resolve("other"));
                ExperimentsDb rebuilt = ExperimentsDb.open(other.url())) {
            Rebuild rebuild = rebuilt.rebuild(home);
            rebuild.run();

            assertThat(rebuilt.runs().find("good")).isPresent();
            assertThat(rebuild.progress().over()).isTrue();
            assertThat(rebuild.progress().leftOut())
                    .extracting(Rebuild.LeftOut::place)
                    .isEqualTo(engine == Engine.H2 ? List.of() : List.of("experiments/b", "experiments/b/runs/bad"));
        }
    }

    @Test
    void runs_that_have_ended_need_nobody_to_follow_them_after_a_rebuild() throws Exception {
        launch(Example.run("r", "a", "vae", 1, 1))
                .write(seq -> started(seq, 0, 0), seq -> losses(seq, 1, 10), seq -> finished(seq, 10));

        try (Engine.Place other = engine.place(folder.resolve("other"));
                ExperimentsDb rebuilt = ExperimentsDb.open(other.url())) {
            rebuilt.rebuild(home).run();

            assertThat(rebuilt.runs().unfinished()).isEmpty();
            assertThat(rebuilt.runs().findWithMetrics("r").orElseThrow().metrics())
                    .hasSize(1);
        }
    }
}

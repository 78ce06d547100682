package org.genera.server.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.genera.db.ExperimentsDb;
import org.genera.db.runs.RunRow;
import org.genera.run.RunState;
import org.genera.run.home.Home;
import org.genera.run.request.DrawRequest;
import org.genera.run.request.EvaluationRequest;
import org.genera.run.spec.ExperimentSpec;
import org.genera.run.spec.RunSpec;
import org.genera.server.ExampleRun;
import org.genera.server.devices.DeviceSlots;
import org.genera.server.devices.GpuProbe;
import org.genera.server.stream.RunNews;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lifecycles of servers that follow each other, without the servers. */
class RunLifecycleTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final String RUN = "r1";

    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();
    private Home home;
    private ExperimentsDb db;
    private RunSpec spec;

    @BeforeEach
    void open() throws Exception {
        home = new Home(folder.resolve("home"));
        db = ExperimentsDb.open(ExperimentsDb.h2Url(home.database()));
        spec = ExampleRun.of(RUN, "a", 1).row().spec();
        db.experiments().insert(new ExperimentSpec(spec.experimentId(), "Experiment", "", spec.setup(), AT));
        Files.createDirectories(home.run(spec.experimentId(), RUN).root());
    }

    @AfterEach
    void close() {
        db.close();
    }

    private RunLifecycle lifecycle() {
        RunNews news = new RunNews((type, data) -> told.add(type + " " + data), db.experiments()::find);
        return new RunLifecycle(
                home,
                db,
                new WorkerLauncher(home, Distribution.at(folder), 1, run -> Optional.empty()),
                new DeviceSlots(1, new GpuProbe("no-such-tool"), home.gpuLibraries()),
                news,
                Duration.ofMillis(200));
    }

    private RunRow insert(RunState state) {
        db.runs().insert(spec, spec.group(), state);
        return db.runs().find(RUN).orElseThrow();
    }

    private RunFiles files() {
        return new RunFiles(home.run(spec.experimentId(), RUN));
    }

    @Test
    void a_worker_that_outlives_its_run_is_ended_also_by_the_next_server() throws Exception {
        // What an earlier server left that was killed between the end of the run and that of its worker.
        insert(new RunState.Failed(AT, 5, "event 7 of the journal cannot be taken in"));
        new WorkerNotes(home.workers()).put(RUN);
        new WorkerNotes(home.workers()).put("purged meanwhile");
        Process launcher = new ProcessBuilder("/bin/sh", "-c", "sleep 60; exit $?").start();
        Files.writeString(files().launcherPid(), launcher.pid() + "\n");
        RunLifecycle lifecycle = lifecycle();

        lifecycle.reconcile();

        Instant end = Instant.now().plusSeconds(30);
        while (!new WorkerNotes(home.workers()).all().isEmpty() && Instant.now().isBefore(end)) {
            lifecycle.tick();
            Thread.sleep(20);
        }
        assertThat(launcher.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(db.runs().find(RUN).orElseThrow().state()).isInstanceOf(RunState.Failed.class);
        assertThat(new WorkerNotes(home.workers()).all()).isEmpty();
        assertThat(lifecycle.whyKept(List.of(RUN))).isEmpty();
    }

    @Test
    void a_request_on_a_run_whose_specification_is_damaged_is_answered_with_a_sentence() throws Exception {
        RunRow row = insert(new RunState.Finished(AT, 100));
        Files.writeString(home.run(spec.experimentId(), RUN).specFile(), "{\"runId\": \"r");
        RunLifecycle lifecycle = lifecycle();

        lifecycle.ask(
                row,
                new DrawRequest(
                        "draw", "samples", OptionalLong.empty(), 4, 1, "direct", Map.of(), OptionalInt.empty()));
        lifecycle.ask(row, new EvaluationRequest("again", OptionalLong.empty(), "", Map.of(), 10, 10, 1));
        lifecycle.tick();
        lifecycle.tick();

        assertThat(told).hasSize(2);
        assertThat(told.get(0)).startsWith("drawFailed ").contains("draw", "cannot read", "spec.json");
        assertThat(told.get(1)).startsWith("evaluationFailed ").contains("again", "cannot read", "spec.json");
        assertThat(db.evaluations().ofRun(RUN))
                .singleElement()
                .satisfies(failed ->
                        assertThat(failed.toString()).contains("the worker could not be started: cannot read"));
        assertThat(lifecycle.waiting(RUN)).isEmpty();
    }
}

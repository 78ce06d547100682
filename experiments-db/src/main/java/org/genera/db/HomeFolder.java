package org.genera.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.genera.run.ExperimentSpec;
import org.genera.run.Home;
import org.genera.run.Json;
import org.genera.run.RunDirectory;
import org.genera.run.RunSpec;
import org.genera.run.RunState;
import org.genera.run.SweepDirectory;
import org.genera.run.SweepSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the home folder says of experiments, sweeps and runs, for a database that lacks them. */
final class HomeFolder {
    private static final Logger LOG = LoggerFactory.getLogger(HomeFolder.class);

    private final Home home;

    HomeFolder(Home home) {
        this.home = home;
    }

    private record FoundRun(RunSpec spec, RunDirectory directory) {}

    void insertMissing(ExperimentsDb db) {
        Experiments experiments = db.experiments();
        Runs runs = db.runs();
        List<FoundRun> found = new ArrayList<>();
        for (Path folder : folders(home.experiments())) {
            ExperimentSpec experiment = read(folder.resolve("experiment.json"), ExperimentSpec.class)
                    .orElse(null);
            if (experiment == null) {
                continue;
            }
            Optional<Instant> deleted = timeOf(folder.resolve("deleted"));
            if (experiments.find(experiment.id()).isEmpty()) {
                experiments.insert(experiment);
                deleted.ifPresent(at -> experiments.markDeleted(experiment.id(), at));
            }
            folders(folder.resolve("sweeps"))
                    .forEach(each -> insert(db.sweeps(), experiment, new SweepDirectory(each)));
            for (Path runFolder : folders(folder.resolve("runs"))) {
                RunDirectory directory = new RunDirectory(runFolder);
                read(directory.specFile(), RunSpec.class)
                        .filter(spec -> spec.experimentId().equals(experiment.id()))
                        .ifPresent(spec -> found.add(new FoundRun(spec, directory)));
            }
        }
        // In the order in which they were launched, so that they queue and sort as they did.
        found.sort(Comparator.comparing((FoundRun run) -> run.spec().createdAt())
                .thenComparing(run -> run.spec().runId()));
        found.stream().filter(run -> runs.find(run.spec().runId()).isEmpty()).forEach(run -> insert(runs, run));
    }

    private static void insert(Sweeps sweeps, ExperimentSpec experiment, SweepDirectory directory) {
        read(directory.specFile(), SweepSpec.class)
                .filter(spec -> spec.experimentId().equals(experiment.id()))
                .filter(spec -> sweeps.find(spec.id()).isEmpty())
                .ifPresent(spec -> {
                    sweeps.insert(spec);
                    timeOf(directory.stoppedMarker()).ifPresent(at -> sweeps.markStopped(spec.id(), at));
                });
    }

    private void insert(Runs runs, FoundRun run) {
        RunSpec spec = run.spec();
        Optional<Instant> deleted = timeOf(run.directory().deletedMarker());
        Optional<Instant> cancelled =
                deleted.or(() -> timeOf(home.experiment(spec.experimentId()).resolve("deleted")));
        RunState state;
        if (wasLaunched(run.directory())) {
            state = new RunState.Starting(spec.createdAt(), 0);
        } else if (cancelled.isPresent()) {
            // A deletion cancels what waits; it must not start because the database was lost.
            state = new RunState.Cancelled(cancelled.get(), 0);
        } else {
            state = new RunState.Queued(spec.createdAt());
        }
        runs.insert(spec, spec.group(), state);
        deleted.ifPresent(at -> runs.markDeleted(spec.runId(), at));
    }

    private static boolean wasLaunched(RunDirectory directory) {
        return Files.exists(directory.journal())
                || Files.exists(directory.log())
                || Files.exists(directory.exitCodeFile());
    }

    private static List<Path> folders(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + parent + ": " + e.getMessage(), e);
        }
    }

    /** One damaged file must not keep all other experiments out of sight. */
    private static <T> Optional<T> read(Path file, Class<T> type) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.readFile(file, type));
        } catch (UncheckedIOException e) {
            LOG.warn("left out of the database: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** The time that the marker holds, else the time of its writing. */
    private static Optional<Instant> timeOf(Path marker) {
        if (!Files.exists(marker)) {
            return Optional.empty();
        }
        try {
            String text = Files.readString(marker).trim();
            try {
                return Optional.of(Instant.parse(text));
            } catch (DateTimeException e) {
                return Optional.of(Files.getLastModifiedTime(marker).toInstant());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + marker + ": " + e.getMessage(), e);
        }
    }
}

package org.genera.db.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.genera.db.runs.RunTable.NewRun;
import org.genera.run.Json;
import org.genera.run.RunState;
import org.genera.run.home.Home;
import org.genera.run.home.RunDirectory;
import org.genera.run.home.SweepDirectory;
import org.genera.run.spec.ExperimentSpec;
import org.genera.run.spec.RunSpec;
import org.genera.run.spec.SweepSpec;

/**
 * What the home folder says of experiments, sweeps and runs. What cannot be read is refused with a sentence, as an {@link
 * UncheckedIOException} or an {@link IllegalArgumentException}.
 */
final class HomeFolder {
    private final Home home;

    HomeFolder(Home home) {
        this.home = home;
    }

    List<Path> experiments() {
        return folders(home.experiments());
    }

    static List<Path> sweeps(Path experiment) {
        return folders(experiment.resolve("sweeps"));
    }

    static List<Path> runs(Path experiment) {
        return folders(experiment.resolve("runs"));
    }

    /** The folder of the experiment that the run belongs to. */
    static Path experimentOf(Path run) {
        return run.resolve("../..").normalize();
    }

    /** Where it lies in the home folder, for people. */
    String place(Path folder) {
        return home.root().relativize(folder).toString();
    }

    static ExperimentSpec experiment(Path folder) {
        ExperimentSpec spec = read(folder.resolve("experiment.json"), ExperimentSpec.class);
        requireNamed(folder, spec.id());
        return spec;
    }

    static Optional<Instant> deleted(Path experiment) {
        return timeOf(experiment.resolve("deleted"));
    }

    static SweepSpec sweep(Path folder) {
        SweepSpec spec = read(new SweepDirectory(folder).specFile(), SweepSpec.class);
        requireNamed(folder, spec.id());
        return spec;
    }

    static Optional<Instant> stopped(Path sweep) {
        return timeOf(new SweepDirectory(sweep).stoppedMarker());
    }

    static RunSpec spec(Path run) {
        RunSpec spec = read(new RunDirectory(run).specFile(), RunSpec.class);
        requireNamed(run, spec.runId());
        requireNamed(experimentOf(run), spec.experimentId());
        return spec;
    }

    /** The run at offset 0 of its journal. */
    static NewRun run(Path folder) {
        RunSpec spec = spec(folder);
        RunDirectory directory = new RunDirectory(folder);
        Optional<Instant> deleted = timeOf(directory.deletedMarker());
        Optional<Instant> cancelled = deleted.or(() -> deleted(experimentOf(folder)));
        RunState state;
        if (wasLaunched(directory)) {
            state = new RunState.Starting(spec.createdAt(), 0);
        } else if (cancelled.isPresent()) {
            // A deletion cancels what waits; it must not start because the database was lost.
            state = new RunState.Cancelled(cancelled.get(), 0);
        } else {
            state = new RunState.Queued(spec.createdAt());
        }
        return new NewRun(spec, spec.group(), state, deleted.orElse(null));
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

    private static <T> T read(Path file, Class<T> type) {
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("expected a file " + file.getFileName() + ", found none");
        }
        return Json.readFile(file, type);
    }

    private static void requireNamed(Path folder, String id) {
        if (!folder.endsWith(id)) {
            throw new IllegalArgumentException(
                    "expected the folder of \"" + id + "\", found it named \"" + folder.getFileName() + "\"");
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

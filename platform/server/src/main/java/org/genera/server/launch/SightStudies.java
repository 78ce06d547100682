package org.genera.server.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.genera.run.Json;
import org.genera.run.home.Home;
import org.genera.run.sight.SightFolder;
import org.genera.run.sight.SightFolder.Progress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Studies of what the measures of data sets see: one worker at a time, the others wait in their order. What is done lies in
 * the home folder; what waits does not outlive the server, as it costs a click and a minute. Thread-safe.
 */
public final class SightStudies {
    private static final Logger log = LoggerFactory.getLogger(SightStudies.class);
    private static final int WAITING_AT_MOST = 20;
    private static final long LIMIT_MINUTES = 60;

    private final Home home;
    private final Distribution distribution;
    private final ArrayDeque<Wanted> waiting = new ArrayDeque<>();
    private final Map<SightFolder, String> failures = new HashMap<>();
    private @Nullable Wanted underWay;

    public SightStudies(Home home, Distribution distribution) {
        this.home = home;
        this.distribution = distribution;
    }

    private record Wanted(SightFolder folder, String dataSet, String split) {}

    /** Where a study stands. */
    public enum State {
        /** Nobody has asked for it. */
        NONE,
        WAITING,
        RUNNING,
        FAILED,
        TAKEN
    }

    /** Queues the study, unless it is there or will be. */
    public synchronized void ask(SightFolder folder, String dataSet, String split) {
        State state = state(folder);
        if (state != State.NONE && state != State.FAILED) {
            return;
        }
        if (waiting.size() >= WAITING_AT_MOST) {
            throw new RefusedException("expected at most " + WAITING_AT_MOST
                    + " studies to wait, found as many; try again when some are done");
        }
        failures.remove(folder);
        waiting.add(new Wanted(folder, dataSet, split));
        startNext();
    }

    public synchronized State state(SightFolder folder) {
        if (underWay != null && underWay.folder().equals(folder)) {
            return State.RUNNING;
        }
        if (waiting.stream().anyMatch(each -> each.folder().equals(folder))) {
            return State.WAITING;
        }
        if (failures.containsKey(folder)) {
            return State.FAILED;
        }
        return folder.isTaken() ? State.TAKEN : State.NONE;
    }

    /** Why it failed, where it did. */
    public synchronized Optional<String> failure(SightFolder folder) {
        return Optional.ofNullable(failures.get(folder));
    }

    /** How far it is, once it has begun to measure. */
    public Optional<Progress> progress(SightFolder folder) {
        try {
            return Files.exists(folder.progress())
                    ? Optional.of(Json.readFile(folder.progress(), Progress.class))
                    : Optional.empty();
        } catch (UncheckedIOException e) {
            // It has ended in between.
            return Optional.empty();
        }
    }

    private void startNext() {
        while (underWay == null && !waiting.isEmpty()) {
            Wanted wanted = waiting.remove();
            try {
                Process process = start(wanted);
                underWay = wanted;
                process.onExit()
                        .orTimeout(LIMIT_MINUTES, TimeUnit.MINUTES)
                        .whenComplete((ended, late) -> ended(wanted, process));
            } catch (IOException e) {
                log.warn("starting a study of {}", wanted.dataSet(), e);
                failures.put(wanted.folder(), "the worker could not be started: " + e.getMessage());
            }
        }
    }

    private Process start(Wanted wanted) throws IOException {
        Files.createDirectories(home.sight());
        List<String> arguments = new ArrayList<>(
                List.of("sight", "--home", home.root().toAbsolutePath().toString(), "--data-set", wanted.dataSet()));
        if (!wanted.split().isBlank()) {
            arguments.addAll(List.of("--split", wanted.split()));
        }
        return WorkerLauncher.command(home, distribution, arguments)
                .redirectOutput(wanted.folder().log().toFile())
                .start();
    }

    private synchronized void ended(Wanted wanted, Process process) {
        process.destroyForcibly();
        underWay = null;
        if (!wanted.folder().isTaken()) {
            failures.put(wanted.folder(), lastLine(wanted.folder()));
        }
        startNext();
    }

    private static String lastLine(SightFolder folder) {
        try {
            List<String> lines = Files.readAllLines(folder.log()).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
            return lines.isEmpty() ? "the worker ended without a word" : lines.get(lines.size() - 1);
        } catch (IOException e) {
            return "the worker ended without an answer, and its log cannot be read: " + e.getMessage();
        }
    }
}

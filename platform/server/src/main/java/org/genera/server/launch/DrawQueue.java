package org.genera.server.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.genera.db.ExperimentsDb;
import org.genera.db.RunRow;
import org.genera.run.DrawRequest;
import org.genera.run.Home;
import org.genera.run.Json;
import org.genera.run.RunDirectory;
import org.genera.server.stream.RunNews;
import org.jspecify.annotations.Nullable;

/** Wishes for samples of runs that are not training: one short worker at a time. Guarded by the lifecycle's lock. */
final class DrawQueue {
    private static final int WAITING_AT_MOST = 50;
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private final Home home;
    private final ExperimentsDb db;
    private final WorkerLauncher launcher;
    private final RunNews news;
    private final ArrayDeque<Wish> waiting = new ArrayDeque<>();
    private @Nullable Drawing drawing;

    DrawQueue(Home home, ExperimentsDb db, WorkerLauncher launcher, RunNews news) {
        this.home = home;
        this.db = db;
        this.launcher = launcher;
        this.news = news;
    }

    /** A request of a run. */
    record Wish(String experiment, String run, DrawRequest request) {}

    /** What is kept on disk of the wishes that wait. */
    record Waiting(List<Wish> wishes) {}

    /** What is kept on disk of the drawing under way, so that a restarted server follows it on. */
    record Note(String experiment, String run, String request, long pid, Instant startedAt) {}

    private record Drawing(Note note, JournalTail tail, ProcessIdentity process, Path requestFile) {}

    void add(RunRow row, DrawRequest request) {
        if (waiting.size() >= WAITING_AT_MOST) {
            throw new RefusedException("expected at most " + WAITING_AT_MOST
                    + " wishes to wait, found as many; try again when some are done");
        }
        waiting.add(new Wish(row.spec().experimentId(), row.spec().runId(), request));
        keepWaiting();
    }

    private void keepWaiting() {
        Json.writeFile(waitingFile(), new Waiting(List.copyOf(waiting)));
    }

    boolean busyWith(String run) {
        return drawing != null && drawing.note().run().equals(run);
    }

    /** Takes up what an earlier server had begun and what waited there. */
    void reconcile() {
        reconcileDrawing();
        if (!Files.exists(waitingFile())) {
            return;
        }
        try {
            waiting.addAll(Json.readFile(waitingFile(), Waiting.class).wishes());
        } catch (UncheckedIOException e) {
            delete(waitingFile());
        }
        // A server killed right after a start had no time to take that wish off the list.
        waiting.removeIf(wish -> drawing != null
                && drawing.note().request().equals(wish.request().id()));
    }

    private void reconcileDrawing() {
        if (!Files.exists(noteFile())) {
            return;
        }
        Note note;
        try {
            note = Json.readFile(noteFile(), Note.class);
        } catch (UncheckedIOException e) {
            delete(noteFile());
            return;
        }
        Optional<RunRow> row = db.runs().find(note.run());
        if (row.isEmpty()) {
            delete(noteFile());
            return;
        }
        drawing = drawing(note, row.get());
    }

    /**
     * Follows the drawing under way and starts the next.
     *
     * @param mayDraw whether nothing trains the run
     */
    void look(Instant now, Predicate<String> mayDraw) {
        if (drawing != null) {
            follow(drawing, now);
        }
        if (drawing == null) {
            waiting.stream()
                    .filter(wish -> mayDraw.test(wish.run()))
                    .findFirst()
                    .ifPresent(wish -> {
                        waiting.remove(wish);
                        start(wish, now);
                        keepWaiting();
                    });
        }
    }

    private void start(Wish wish, Instant now) {
        Optional<RunRow> row = db.runs().find(wish.run());
        if (row.isEmpty()) {
            return;
        }
        RunDirectory directory = home.run(wish.experiment(), wish.run());
        Path requestFile = requestFile(directory, wish.request().id());
        try {
            Files.createDirectories(requestFile.getParent());
            Json.writeFile(requestFile, wish.request());
            Process process = launcher.draw(directory, requestFile);
            Note note = new Note(wish.experiment(), wish.run(), wish.request().id(), process.pid(), now);
            Json.writeFile(noteFile(), note);
            drawing = drawing(note, row.get());
        } catch (IOException e) {
            news.drawFailed(wish.run(), wish.request().id(), "the worker could not be started: " + e.getMessage());
        }
    }

    private Drawing drawing(Note note, RunRow row) {
        RunDirectory directory = home.run(note.experiment(), note.run());
        return new Drawing(
                note,
                new JournalTail(directory, row, db, news),
                new ProcessIdentity(note.pid(), note.startedAt()),
                requestFile(directory, note.request()));
    }

    private void follow(Drawing current, Instant now) {
        boolean alive = current.process().alive();
        boolean more = current.tail().readOn();
        if (alive || more) {
            if (current.note().startedAt().plus(LIMIT).isBefore(now)) {
                current.process().killWithChildren();
            }
            return;
        }
        if (!current.tail().answered(current.note().request())) {
            RunFiles files = new RunFiles(
                    home.run(current.note().experiment(), current.note().run()));
            news.drawFailed(
                    current.note().run(),
                    current.note().request(),
                    "the worker ended without an answer; the end of its log:\n" + files.logEnd());
        }
        delete(current.requestFile());
        delete(noteFile());
        drawing = null;
    }

    private Path noteFile() {
        return home.root().resolve("drawing.json");
    }

    private Path waitingFile() {
        return home.root().resolve("draws-waiting.json");
    }

    private static Path requestFile(RunDirectory directory, String request) {
        return directory.root().resolve("draws").resolve(request + ".json");
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file + ": " + e.getMessage(), e);
        }
    }
}

package org.genera.server.launch;

import com.fasterxml.jackson.annotation.JsonAlias;
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
import org.genera.db.runs.RunRow;
import org.genera.run.Json;
import org.genera.run.home.Home;
import org.genera.run.home.RunDirectory;
import org.genera.run.request.EvaluationRequest;
import org.genera.run.request.RunRequest;
import org.genera.server.stream.RunNews;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jobs on runs that are not training, for samples and for evaluations: one short worker at a time. Guarded by the
 * lifecycle's lock.
 */
final class JobQueue {
    private static final Logger log = LoggerFactory.getLogger(JobQueue.class);
    private static final int WAITING_AT_MOST = 50;
    private static final Duration DRAW_LIMIT = Duration.ofMinutes(15);
    private static final Duration EVALUATION_LIMIT = Duration.ofHours(2);

    private final Home home;
    private final ExperimentsDb db;
    private final WorkerLauncher launcher;
    private final RunNews news;
    private final ArrayDeque<Job> waiting = new ArrayDeque<>();
    private @Nullable Granting granting;

    JobQueue(Home home, ExperimentsDb db, WorkerLauncher launcher, RunNews news) {
        this.home = home;
        this.db = db;
        this.launcher = launcher;
        this.news = news;
    }

    /** A request of a run. */
    record Job(String experiment, String run, RunRequest request) {}

    /** What is kept on disk of the requests that wait. */
    record Waiting(@JsonAlias("wishes") List<Job> jobs) {}

    /** What is kept on disk of the request that is being granted, so that a restarted server follows it on. */
    record Note(String experiment, String run, RunRequest request, long pid, Instant startedAt) {}

    private record Granting(Note note, JournalTail tail, ProcessIdentity process, Path requestFile) {}

    void add(RunRow row, RunRequest request) {
        if (waiting.size() >= WAITING_AT_MOST) {
            throw new RefusedException("expected at most " + WAITING_AT_MOST
                    + " requests to wait, found as many; try again when some are done");
        }
        waiting.add(new Job(row.spec().experimentId(), row.spec().runId(), request));
        keepWaiting();
    }

    private void keepWaiting() {
        Json.writeFile(waitingFile(), new Waiting(List.copyOf(waiting)));
    }

    boolean busyWith(String run) {
        return granting != null && granting.note().run().equals(run);
    }

    /** What is being granted about the run. */
    Optional<RunRequest> underWay(String run) {
        return busyWith(run) && granting != null ? Optional.of(granting.note().request()) : Optional.empty();
    }

    /** What waits to be granted about the run, the oldest first. */
    List<RunRequest> waiting(String run) {
        return waiting.stream()
                .filter(job -> job.run().equals(run))
                .map(Job::request)
                .toList();
    }

    /** Takes up what an earlier server had begun and what waited there. */
    void reconcile() {
        reconcileGranting();
        if (!Files.exists(waitingFile())) {
            return;
        }
        try {
            waiting.addAll(Json.readFile(waitingFile(), Waiting.class).jobs());
        } catch (UncheckedIOException e) {
            delete(waitingFile());
        }
        // A server killed right after a start had no time to take that request off the list.
        waiting.removeIf(job -> granting != null
                && granting.note().request().id().equals(job.request().id()));
    }

    private void reconcileGranting() {
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
        granting = granting(note, row.get());
    }

    /**
     * Follows the request that is being granted and starts the next.
     *
     * @param mayStart whether nothing trains the run
     */
    void look(Instant now, Predicate<String> mayStart) {
        if (granting != null) {
            follow(granting, now);
        }
        if (granting == null) {
            waiting.stream().filter(job -> mayStart.test(job.run())).findFirst().ifPresent(job -> {
                start(job, now);
                waiting.remove(job);
                keepWaiting();
            });
        }
    }

    private void start(Job job, Instant now) {
        Optional<RunRow> row = db.runs().find(job.run());
        if (row.isEmpty()) {
            return;
        }
        RunDirectory directory = home.run(job.experiment(), job.run());
        Path requestFile = requestFile(directory, job.request().id());
        Note note;
        try {
            Files.createDirectories(requestFile.getParent());
            Json.writeFile(requestFile, job.request());
            note = launch(job, directory, requestFile, now);
        } catch (IOException | RuntimeException e) {
            // Whatever stands in the way, as a specification that is damaged, whoever requested is told.
            log.warn("starting a worker on run {}", job.run(), e);
            fail(job.run(), job.request(), "the worker could not be started: " + e.getMessage());
            return;
        }
        granting = granting(note, row.get());
        news.jobStarted(job.run(), job.request());
    }

    private Note launch(Job job, RunDirectory directory, Path requestFile, Instant now) throws IOException {
        Process process = launcher.grant(directory, job.request(), requestFile);
        Note note = new Note(job.experiment(), job.run(), job.request(), process.pid(), now);
        try {
            Json.writeFile(noteFile(), note);
        } catch (RuntimeException e) {
            // Nobody would follow it.
            new ProcessIdentity(process.pid(), Instant.now()).killWithChildren();
            throw e;
        }
        return note;
    }

    private Granting granting(Note note, RunRow row) {
        RunDirectory directory = home.run(note.experiment(), note.run());
        return new Granting(
                note,
                new JournalTail(directory, row, db, news),
                new ProcessIdentity(note.pid(), note.startedAt()),
                requestFile(directory, note.request().id()));
    }

    private void follow(Granting current, Instant now) {
        boolean alive = current.process().alive();
        boolean more = current.tail().readOn();
        if (alive || more) {
            if (current.note().startedAt().plus(limit(current.note().request())).isBefore(now)) {
                current.process().killWithChildren();
            }
            return;
        }
        RunRequest request = current.note().request();
        if (!current.tail().answered(request.id())) {
            RunFiles files = new RunFiles(
                    home.run(current.note().experiment(), current.note().run()));
            fail(
                    current.note().run(),
                    request,
                    current.tail()
                            .refusalOf(request.id())
                            .orElseGet(() ->
                                    "the worker ended without an answer; the end of its log:\n" + files.logEnd()));
        }
        delete(current.requestFile());
        delete(noteFile());
        granting = null;
    }

    private static Duration limit(RunRequest request) {
        return request instanceof EvaluationRequest ? EVALUATION_LIMIT : DRAW_LIMIT;
    }

    /** Says in the worker's place that a request was not granted. */
    private void fail(String run, RunRequest request, String reason) {
        if (request instanceof EvaluationRequest evaluation) {
            db.evaluations().storeFailure(run, evaluation, reason);
        }
        news.jobFailed(run, request, reason);
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

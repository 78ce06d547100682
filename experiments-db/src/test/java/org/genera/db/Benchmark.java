package org.genera.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.genera.db.runs.RunQuery;
import org.genera.db.series.Series;
import org.genera.db.series.SeriesQuery;
import org.genera.run.RunState;
import org.genera.run.journal.Journal;
import org.genera.run.journal.JournalEvent;
import org.genera.run.spec.RunSpec;

/**
 * Measures how fast points go in and come out. Not a test; run its main with the test class path and, optionally, a JDBC
 * URL of an empty database.
 */
final class Benchmark {
    private static final int METRICS = 5;

    private Benchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("genera-benchmark");
        String url = arguments.length > 0 ? arguments[0] : ExperimentsDb.h2Url(folder);
        long opening = System.nanoTime();
        try (ExperimentsDb db = ExperimentsDb.open(url)) {
            print("open and migrate", opening, 0);
            db.experiments().insert(Example.experiment("benchmark", "Benchmark", "", 0));
            for (int round = 0; round < 2; round++) {
                ingest(db, "live-" + round, 20, 500);
                ingest(db, "replay-" + round, 2_000, 500);
                read(db, "replay-" + round, 500);
                read(db, "replay-" + round, 10_000);
            }
            lists(db);
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                System.out.printf("%-40s %,12d bytes%n", file.getFileName(), Files.size(file));
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static void ingest(ExperimentsDb db, String run, int stepsInChunk, int chunks) {
        launch(db, run, new RunState.Queued(Example.T0));
        long offset = db.ingest()
                .apply(run, 0, new Journal.Chunk(List.of(Example.started(0, 0, 0)), 1))
                .row()
                .journalOffset();
        long start = System.nanoTime();
        long step = 0;
        for (int chunk = 0; chunk < chunks; chunk++) {
            long[] steps = new long[stepsInChunk];
            long[] millis = new long[stepsInChunk];
            double[] numbers = new double[stepsInChunk];
            for (int i = 0; i < stepsInChunk; i++) {
                step++;
                steps[i] = step;
                millis[i] = 3 * step;
                numbers[i] = Example.loss(step);
            }
            List<JournalEvent.Series> series = new ArrayList<>();
            for (int metric = 0; metric < METRICS; metric++) {
                series.add(new JournalEvent.Series("loss/" + metric, steps, millis, numbers));
            }
            JournalEvent event = new JournalEvent.Points(1, Example.T0, step, 0.5, 3 * step, series);
            offset = db.ingest()
                    .apply(run, offset, new Journal.Chunk(List.of(event), offset + 1))
                    .row()
                    .journalOffset();
        }
        print(run + ": " + chunks + " chunks of " + stepsInChunk + " steps", start, (long) METRICS * step);
        System.out.printf("    %.2f ms a chunk%n", (System.nanoTime() - start) / 1e6 / chunks);
    }

    private static void read(ExperimentsDb db, String run, int points) {
        long start = System.nanoTime();
        Series series = db.metrics()
                .series(new SeriesQuery(List.of(run), List.of("loss/0"), 0, Long.MAX_VALUE, points))
                .get(0);
        print("one series in " + points + " buckets", start, series.points());
    }

    private static void lists(ExperimentsDb db) {
        for (int i = 0; i < 500; i++) {
            launch(db, "queued-" + i, new RunState.Queued(Example.T0));
        }
        for (String sort : List.of("createdAt", "metric:loss/0")) {
            long start = System.nanoTime();
            db.runs().page(new RunQuery("benchmark", List.of(), List.of(), null, false, sort, false, 0, 100));
            print("a page of 100 of 504 runs by " + sort, start, 100);
        }
    }

    private static void launch(ExperimentsDb db, String run, RunState state) {
        RunSpec spec = Example.run(run, "benchmark", "vae", 1, 1);
        db.runs().insert(spec, spec.group(), state);
    }

    private static void print(String what, long start, long count) {
        double millis = (System.nanoTime() - start) / 1e6;
        System.out.printf("%-40s %9.1f ms %,15.0f a second%n", what, millis, count / millis * 1_000);
    }
}

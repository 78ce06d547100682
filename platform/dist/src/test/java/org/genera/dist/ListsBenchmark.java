package org.genera.dist;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.genera.data.DataSelection;
import org.genera.data.preparation.Preprocessing;
import org.genera.run.Json;
import org.genera.run.home.Home;
import org.genera.run.home.RunDirectory;
import org.genera.run.journal.Journal;
import org.genera.run.journal.JournalEvent;
import org.genera.run.journal.MeasurementContext;
import org.genera.run.spec.Budget;
import org.genera.run.spec.ExperimentSetup;
import org.genera.run.spec.ExperimentSpec;
import org.genera.run.spec.Protocol;
import org.genera.run.spec.RunSpec;
import org.genera.spi.Likelihood.Exactness;
import org.genera.spi.Metric;

/**
 * A home of many runs whose database is lost: how long until the server listens, until it knows all runs, what its lists
 * then cost alone and many at once, and its memory. The runs are made up as files; the server is the real one.
 */
final class ListsBenchmark {
    private static final int RUNS_OF_EXPERIMENT = 100;
    private static final int MEASURES = 20;
    private static final int ROUNDS = 7;
    private static final int AT_ONCE = 16;
    private static final long END = 300;
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final ExperimentSetup GROUND = new ExperimentSetup(
            new DataSelection("ring8", "", Preprocessing.none()),
            new Budget(Budget.Unit.STEPS, END, 100),
            Protocol.usual());
    private static final List<String> TRAINED = List.of("loss", "gradientNorm", "rate");

    private final Home home;
    private final Random random = new Random(1);

    private ListsBenchmark(Home home) {
        this.home = home;
    }

    public static void main(String[] arguments) throws Exception {
        int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        Home home = new Home(arguments.length > 1 ? Path.of(arguments[1]) : Files.createTempDirectory("genera-bench"));
        if (!Files.exists(home.experiments())) {
            new ListsBenchmark(home).write(runs);
        }
        long start = System.nanoTime();
        try (RunningGenera genera = RunningGenera.start(home.root())) {
            System.out.printf("%d runs: listens after %.1f s%n", runs, seconds(start));
            while (genera.get("/runs?state=finished&limit=1").path("total").asInt() < runs) {
                Thread.sleep(500);
            }
            System.out.printf("knows every run and its measures after %.1f s%n", seconds(start));
            System.out.printf("memory then: %d MB%n", megabytes(genera));
            lists(genera);
        }
        start = System.nanoTime();
        try (RunningGenera genera = RunningGenera.start(home.root())) {
            System.out.printf("started again: listens after %.1f s%n", seconds(start));
            lists(genera);
        }
    }

    private static void lists(RunningGenera genera) throws Exception {
        for (String question : List.of(
                "/runs?limit=1",
                "/runs?limit=100",
                "/runs?limit=1000",
                "/runs?limit=100&offset=5000",
                "/runs?limit=100&sort=metric:measure3",
                "/runs?limit=1000&sort=metric:measure3&order=asc",
                "/runs?limit=100&experiment=e7&sort=metric:measure3",
                "/runs?limit=100&state=failed",
                "/experiments?limit=100")) {
            double[] seconds = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                long start = System.nanoTime();
                genera.get(question);
                seconds[i] = seconds(start);
            }
            double first = seconds[0];
            Arrays.sort(seconds);
            System.out.printf("%-52s first %.3f s, median %.3f s%n", question, first, seconds[ROUNDS / 2]);
        }
        atOnce(genera);
    }

    /** Many big lists at once, and what a small question costs meanwhile. */
    private static void atOnce(RunningGenera genera) throws Exception {
        ExecutorService askers = Executors.newFixedThreadPool(AT_ONCE);
        long start = System.nanoTime();
        List<CompletableFuture<String>> big = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            big.add(CompletableFuture.supplyAsync(() -> answer(genera, "/runs?limit=1000"), askers));
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(big.toArray(CompletableFuture[]::new));
        double slowest = 0;
        while (!all.isDone()) {
            long asked = System.nanoTime();
            String small = answer(genera, "/runs?limit=1");
            slowest = Math.max(slowest, small.isEmpty() ? seconds(asked) : Double.POSITIVE_INFINITY);
            Thread.sleep(20);
        }
        List<String> refused = big.stream()
                .map(CompletableFuture::join)
                .filter(each -> !each.isEmpty())
                .toList();
        System.out.printf(
                "%d times limit=1000 at once: %.1f s, %d refused %s; a small question meanwhile takes at most %.2f s%n",
                AT_ONCE,
                seconds(start),
                refused.size(),
                refused.stream().limit(1).toList(),
                slowest);
        System.out.printf("memory at its most: %d MB%n", megabytes(genera));
        askers.shutdown();
    }

    /** Empty, or why there is none. */
    private static String answer(RunningGenera genera, String question) {
        try {
            JsonNode items = genera.get(question).path("items");
            return items.isEmpty() ? "no items" : "";
        } catch (IOException | AssertionError e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** The most that the server has held so far. */
    private static long megabytes(RunningGenera genera) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(genera.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
                .findFirst()
                .orElse(-1);
    }

    private void write(int runs) throws IOException {
        for (int i = 0; i < runs; i++) {
            String experiment = "e" + i / RUNS_OF_EXPERIMENT;
            if (i % RUNS_OF_EXPERIMENT == 0) {
                Files.createDirectories(home.experiment(experiment));
                Json.writeFile(
                        home.experiment(experiment).resolve("experiment.json"),
                        new ExperimentSpec(experiment, experiment, "", GROUND, AT.plusSeconds(i)));
            }
            write(new RunSpec(
                    "r" + i,
                    experiment,
                    "vae",
                    "vae-bernoulli",
                    Map.of("learningRate", random.nextDouble(), "latent", 1 + random.nextInt(64)),
                    List.of("learningRate", "latent"),
                    i % 3,
                    "cpu",
                    GROUND,
                    new RunSpec.Provenance("1", "vae", "1", "", "", "17", "Linux"),
                    AT.plusMillis(i),
                    null));
        }
    }

    private void write(RunSpec spec) throws IOException {
        RunDirectory directory = home.run(spec.experimentId(), spec.runId());
        Files.createDirectories(directory.root());
        Json.writeFile(directory.specFile(), spec);
        try (Journal.Writer journal = Journal.Writer.open(directory.journal())) {
            List<Metric> metrics = TRAINED.stream()
                    .map(name -> new Metric(name, name, "", Metric.Direction.LOWER))
                    .toList();
            journal.append(seq -> new JournalEvent.Started(seq, AT, 0, 0, 1, AT, "cpu", 42, END, metrics));
            for (long step = END / 3; step <= END; step += END / 3) {
                long now = step;
                journal.append(seq -> trained(seq, now));
                journal.append(seq -> evaluated(seq, now));
            }
            journal.append(seq -> new JournalEvent.Finished(seq, AT, END, 1_000));
        }
        Files.writeString(directory.exitCodeFile(), "0");
    }

    private JournalEvent trained(long seq, long last) {
        long[] steps = LongStream.rangeClosed(last - 19, last).toArray();
        List<JournalEvent.Series> series = TRAINED.stream()
                .map(name -> new JournalEvent.Series(
                        name, steps, steps, random.doubles(steps.length).toArray()))
                .toList();
        return new JournalEvent.Points(seq, AT, last, last / (double) END, last, series);
    }

    private JournalEvent evaluated(long seq, long step) {
        return new JournalEvent.Evaluated(
                seq,
                AT,
                step,
                step,
                IntStream.range(0, MEASURES)
                        .mapToObj(i -> new JournalEvent.Measurement(
                                new Metric("measure" + i, "Measure " + i, "", Metric.Direction.LOWER),
                                random.nextDouble(),
                                Exactness.EXACT,
                                MeasurementContext.over("test", 1_000),
                                "over 1,000 examples"))
                        .toList());
    }
}

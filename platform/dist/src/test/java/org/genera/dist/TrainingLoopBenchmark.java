package org.genera.dist;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.genera.run.home.Home;
import org.genera.run.journal.Journal;
import org.genera.run.journal.JournalEvent;

/**
 * Steps per second of a run of the platform against a bare graph: the VAE 784-400-20, batch 100. The two take turns of
 * about a second, in which the other process stands still, so that a machine whose speed drifts drifts for both. The
 * platform's rate is taken from its journal by the wall clock, so that preparing data, fetching metrics and writing the
 * journal count.
 */
final class TrainingLoopBenchmark {
    private static final int WARM_UP_STEPS = 500;
    private static final int STEPS = 4_000;
    private static final int BARE_STEPS_OF_A_TURN = 300;
    private static final long MILLIS_OF_A_TURN = 1_000;
    private static final int ROUNDS = 5;

    private record Rates(double bare, double platform) {
        private double ratio() {
            return platform / bare;
        }
    }

    private TrainingLoopBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals("bare")) {
            takeTurns();
            return;
        }
        List<Rates> rounds = new ArrayList<>();
        Path folder = Files.createTempDirectory("genera-bench");
        try (RunningGenera genera = RunningGenera.start(folder);
                BareProcess bare = new BareProcess()) {
            for (int round = 0; round < ROUNDS; round++) {
                Rates rates = round(genera, new Home(folder), bare, round);
                rounds.add(rates);
                System.out.printf(
                        "round %d: bare %.0f steps/s, platform %.0f steps/s, platform / bare %.3f%n",
                        round + 1, rates.bare(), rates.platform(), rates.ratio());
            }
        }
        System.out.printf(
                "medians: bare %.0f steps/s, platform %.0f steps/s, platform / bare %.3f%n",
                median(rounds, Rates::bare), median(rounds, Rates::platform), median(rounds, Rates::ratio));
    }

    /** The bare graph's process: a turn for each line it reads, answered by the seconds that it took. */
    private static void takeTurns() throws IOException {
        try (BareVae vae = new BareVae();
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            int steps = WARM_UP_STEPS;
            vae.stepsPerSecond(0, WARM_UP_STEPS);
            while (in.readLine() != null) {
                System.out.println(BARE_STEPS_OF_A_TURN / vae.stepsPerSecond(steps, BARE_STEPS_OF_A_TURN));
                steps += BARE_STEPS_OF_A_TURN;
            }
        }
    }

    private static final class BareProcess implements AutoCloseable {
        private final Process process;
        private final BufferedReader answers;

        BareProcess() throws IOException {
            process = new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/java",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            TrainingLoopBenchmark.class.getName(),
                            "bare")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            answers = process.inputReader(StandardCharsets.UTF_8);
        }

        /** Seconds of one turn. */
        double turn() throws IOException {
            process.outputWriter().write("\n");
            process.outputWriter().flush();
            return Double.parseDouble(answers.readLine());
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    private static Rates round(RunningGenera genera, Home home, BareProcess bare, int seed) throws Exception {
        bare.turn(); // The other process is ready and warm before the run begins.
        String experiment = experiment(genera);
        String run =
                genera.launch(experiment, "vae", "vae-bernoulli", Map.of("hidden", List.of(400), "latent", 20), seed);
        Path journal = home.run(experiment, run).journal();
        genera.await(run, Duration.ofMinutes(1), state -> state.path("step").asLong() >= WARM_UP_STEPS);
        long worker = Journal.readAll(journal).stream()
                .filter(JournalEvent.Started.class::isInstance)
                .mapToLong(event -> ((JournalEvent.Started) event).pid())
                .findFirst()
                .orElseThrow();
        JournalEvent.Points first = lastPoints(journal);
        Duration stopped = Duration.ZERO;
        double bareSeconds = 0;
        int turns = 0;
        boolean training = true;
        while (training) {
            Instant stop = Instant.now();
            signal(worker, "STOP");
            training = lastPoints(journal).step() < STEPS;
            bareSeconds += bare.turn();
            turns++;
            signal(worker, "CONT");
            stopped = stopped.plus(Duration.between(stop, Instant.now()));
            Thread.sleep(MILLIS_OF_A_TURN);
        }
        JournalEvent.Points last = lastPoints(journal);
        JsonNode end = genera.await(run, Duration.ofMinutes(1), RunningGenera::ended);
        if (!RunningGenera.state(end).equals("finished")) {
            throw new IllegalStateException(end.toString());
        }
        double seconds = Duration.between(first.at(), last.at()).minus(stopped).toNanos() / 1e9;
        return new Rates(turns * BARE_STEPS_OF_A_TURN / bareSeconds, (last.step() - first.step()) / seconds);
    }

    private static JournalEvent.Points lastPoints(Path journal) {
        return Journal.readAll(journal).stream()
                .filter(JournalEvent.Points.class::isInstance)
                .map(JournalEvent.Points.class::cast)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private static void signal(long process, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process)).start().waitFor();
    }

    private static String experiment(RunningGenera genera) throws IOException, InterruptedException {
        return genera.post(
                        "/experiments",
                        Map.of(
                                "name",
                                "training loop",
                                "setup",
                                Map.of(
                                        "data",
                                                Map.of(
                                                        "dataSet",
                                                        "glyphs",
                                                        "preprocessing",
                                                        Map.of(
                                                                "dequantise",
                                                                false,
                                                                "scaling",
                                                                "unit",
                                                                "binarisation",
                                                                "dynamic")),
                                        "budget", Map.of("unit", "steps", "amount", STEPS + 1_000, "batchSize", 100),
                                        "protocol",
                                                Map.of(
                                                        "sampleSets", 1,
                                                        "samplesPerSet", 1,
                                                        "evaluations", 1,
                                                        "evaluationSamples", 16,
                                                        "testExamples", 16,
                                                        "checkpoints", 1,
                                                        "noiseSeed", 1))))
                .path("id")
                .asText();
    }

    private static double median(List<Rates> rounds, ToDoubleFunction<Rates> of) {
        return rounds.stream().mapToDouble(of).sorted().toArray()[rounds.size() / 2];
    }
}

package org.genera.dist;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.genera.run.Home;
import org.genera.run.Journal;
import org.genera.run.JournalEvent;

/**
 * Steps per second of a run of the platform against a bare graph: the VAE 784-400-20, batch 100, in turns, each in a
 * process that has the machine for itself. The platform's rate is taken between its first and last block of points by
 * the wall clock, so that preparing data, fetching metrics and writing the journal count.
 */
final class TrainingLoopBenchmark {
    private static final int STEPS = 2_500;
    private static final int ROUNDS = 7;

    private TrainingLoopBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals("bare")) {
            try (BareVae vae = new BareVae()) {
                vae.stepsPerSecond(0, 500);
                System.out.println(vae.stepsPerSecond(500, STEPS));
            }
            return;
        }
        List<Double> bare = new ArrayList<>();
        List<Double> platform = new ArrayList<>();
        Path folder = Files.createTempDirectory("genera-bench");
        try (RunningGenera genera = RunningGenera.start(folder)) {
            for (int round = 0; round < ROUNDS; round++) {
                bare.add(bareRate());
                platform.add(platformRate(genera, new Home(folder), round));
                System.out.printf(
                        "round %d: bare %.0f steps/s, platform %.0f steps/s%n",
                        round + 1, bare.get(round), platform.get(round));
            }
        }
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            ratios.add(platform.get(round) / bare.get(round));
        }
        System.out.printf(
                "medians: bare %.0f steps/s, platform %.0f steps/s; platform / bare: %.3f of the medians, %.3f the median of"
                        + " the rounds' ratios%n",
                median(bare), median(platform), median(platform) / median(bare), median(ratios));
    }

    private static double bareRate() throws Exception {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TrainingLoopBenchmark.class.getName(),
                        "bare")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        process.waitFor();
        return Double.parseDouble(out.strip());
    }

    private static double platformRate(RunningGenera genera, Home home, int seed) throws Exception {
        String experiment = genera.post(
                        "/experiments",
                        Map.of(
                                "name",
                                "training loop",
                                "ground",
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
                                        "budget", Map.of("unit", "steps", "amount", STEPS + 500, "batchSize", 100),
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
        String run =
                genera.launch(experiment, "vae", "vae-bernoulli", Map.of("hidden", List.of(400), "latent", 20), seed);
        JsonNode end = genera.await(run, Duration.ofMinutes(5), RunningGenera::ended);
        if (!RunningGenera.state(end).equals("finished")) {
            throw new IllegalStateException(end.toString());
        }
        List<JournalEvent.Points> blocks = new ArrayList<>();
        for (JournalEvent event : Journal.readAll(home.run(experiment, run).journal())) {
            // The first steps warm up.
            if (event instanceof JournalEvent.Points points && points.step() >= 500) {
                blocks.add(points);
            }
        }
        JournalEvent.Points first = blocks.get(0);
        JournalEvent.Points last = blocks.get(blocks.size() - 1);
        double seconds = Duration.between(first.at(), last.at()).toNanos() / 1e9;
        return (last.step() - first.step()) / seconds;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}

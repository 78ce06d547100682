package org.genera.dist;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the default protocol adds to a training on 28 × 28 pictures, as the runs tell it themselves. Its work does not
 * depend on the budget, so that a minute of training says what ten will pay; with {@code 600} as an argument they are
 * trained in earnest.
 */
final class EvaluationCostBenchmark {
    private static final double TEN_MINUTES = 600;
    private static final double LIMIT = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final List<List<String>> VARIANTS =
            List.of(List.of("vae", "vae-gaussian"), List.of("gan", "non-saturating"), List.of("diffusion", "ddpm"));

    private EvaluationCostBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        double seconds = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 60;
        List<String> chosen = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
        Path folder = Files.createTempDirectory("genera-bench");
        System.out.printf(
                "%d cores; %.0f s of training on glyphs, batch 100, the default protocol%n",
                Runtime.getRuntime().availableProcessors(), seconds);
        try (RunningGenera genera = RunningGenera.start(folder)) {
            // The classifier of a data set is trained once, and not by the runs that are measured.
            finished(genera, experiment(genera, "warm-up", 1), VARIANTS.get(0));
            String experiment = experiment(genera, "evaluation cost", seconds);
            for (List<String> variant : VARIANTS) {
                if (chosen.isEmpty() || chosen.contains(variant.get(1))) {
                    tell(variant.get(1), finished(genera, experiment, variant));
                }
            }
        }
    }

    private static JsonNode finished(RunningGenera genera, String experiment, List<String> variant) throws Exception {
        String run = genera.launch(experiment, variant.get(0), variant.get(1), Map.of(), 1);
        JsonNode end = genera.await(run, PATIENCE, RunningGenera::ended);
        if (!RunningGenera.state(end).equals("finished")) {
            throw new IllegalStateException("expected a finished run, got " + end);
        }
        return end;
    }

    private static void tell(String variant, JsonNode run) {
        double training = last(run, "trainSeconds");
        double evaluation = last(run, "evaluationSeconds");
        double sampling = last(run, "samplingSeconds");
        double share = 100 * evaluation / training;
        double ofTenMinutes = 100 * evaluation / TEN_MINUTES;
        System.out.printf(
                "%-15s training %6.1f s, evaluation %5.1f s, sample sets %5.1f s; evaluation / training %.1f %%, of ten"
                        + " minutes %.1f %% (%.1f %% with the sample sets), limit %.0f %%: %s%n",
                variant,
                training,
                evaluation,
                sampling,
                share,
                ofTenMinutes,
                100 * (evaluation + sampling) / TEN_MINUTES,
                LIMIT,
                ofTenMinutes < LIMIT ? "kept" : "MISSED");
    }

    private static double last(JsonNode run, String metric) {
        for (JsonNode each : run.path("metrics")) {
            if (each.path("name").asText().equals(metric)) {
                return each.path("last").asDouble();
            }
        }
        throw new IllegalStateException("expected the measure " + metric + ", got " + run.path("metrics"));
    }

    private static String experiment(RunningGenera genera, String name, double seconds) throws Exception {
        Map<String, Object> preprocessing = Map.of("dequantise", true, "scaling", "unit", "binarisation", "none");
        return genera.post(
                        "/experiments",
                        Map.of(
                                "name",
                                name,
                                "setup",
                                Map.of(
                                        "data", Map.of("dataSet", "glyphs", "preprocessing", preprocessing),
                                        "budget", Map.of("unit", "seconds", "amount", seconds, "batchSize", 100))))
                .path("id")
                .asText();
    }
}

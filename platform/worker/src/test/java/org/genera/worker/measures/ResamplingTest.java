package org.genera.worker.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.genera.evaluation.Features;
import org.genera.run.journal.JournalEvent.Measurement;
import org.genera.spi.Metric;
import org.genera.spi.Metric.Direction;
import org.genera.worker.measures.Resampling.Errors;
import org.junit.jupiter.api.Test;

class ResamplingTest {
    private static final Metric MEAN = new Metric("mean", "Mean", "", Direction.NEITHER);

    @Test
    void of_a_mean_the_error_is_that_of_the_textbook() {
        SplittableRandom random = new SplittableRandom(1);
        double[] samples = random.doubles(2_000).toArray();
        double[] examples = random.doubles(900).map(each -> 3 * each).toArray();
        Errors errors = Resampling.errors(
                        samples.length,
                        examples.length,
                        (left, right) -> Map.of(MEAN, mean(samples, left) - mean(examples, right)))
                .get(MEAN);
        // Sixteen parts know it to about a sixth.
        double deviation = 1 / Math.sqrt(12);
        assertThat(errors.noise()).isCloseTo(deviation / Math.sqrt(2_000), within(0.5 * deviation / Math.sqrt(2_000)));
        assertThat(errors.examples())
                .isCloseTo(3 * deviation / Math.sqrt(900), within(1.5 * deviation / Math.sqrt(900)));
    }

    private static double mean(double[] values, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> values[row]).average().orElseThrow();
    }

    /** What is said of one draw against how far forty draws really scatter. */
    @Test
    void of_measures_of_samples_the_errors_are_how_far_they_really_scatter() {
        SplittableRandom random = new SplittableRandom(7);
        Features training = gaussian(random, 3_000, 0);
        Features test = gaussian(random, 800, 0);
        FeatureMeasures fixed = FeatureMeasures.of(FeatureSpace.RAW_COORDINATES, test, training, 800)
                .orElseThrow();
        Map<String, List<Double>> bySamples = new LinkedHashMap<>();
        Map<String, List<Double>> byExamples = new LinkedHashMap<>();
        Map<String, Double> saidOfNoise = new LinkedHashMap<>();
        Map<String, Double> saidOfExamples = new LinkedHashMap<>();
        Features samples = gaussian(random, 800, 0.4);
        for (int i = 0; i < 40; i++) {
            add(bySamples, fixed.measure(gaussian(random, 800, 0.4), drawn(false)));
            add(
                    byExamples,
                    FeatureMeasures.of(FeatureSpace.RAW_COORDINATES, gaussian(random, 800, 0), training, 800)
                            .orElseThrow()
                            .measure(samples, drawn(false)));
        }
        fixed.measure(samples, drawn(true)).forEach(each -> {
            saidOfNoise.put(each.metric().name(), each.context().standardError());
            saidOfExamples.put(each.metric().name(), each.context().examplesError());
        });
        for (String name : List.of(
                "frechetDistance", "kernelDistance", "mmdSquared", "precision", "recall", "density", "coverage")) {
            System.out.printf(
                    "%-16s noise %.4f said %.4f   examples %.4f said %.4f%n",
                    name,
                    deviation(bySamples.get(name)),
                    saidOfNoise.get(name),
                    deviation(byExamples.get(name)),
                    saidOfExamples.get(name));
            assertThat(saidOfNoise.get(name) / deviation(bySamples.get(name)))
                    .as("noise of " + name)
                    .isBetween(0.6, 1.9);
            assertThat(saidOfExamples.get(name) / deviation(byExamples.get(name)))
                    .as("examples of " + name)
                    .isBetween(0.6, 1.9);
        }
    }

    private static void add(Map<String, List<Double>> values, List<Measurement> measured) {
        measured.forEach(each -> values.computeIfAbsent(each.metric().name(), name -> new ArrayList<>())
                .add(each.value()));
    }

    private static EvaluationSamples drawn(boolean judged) {
        return new EvaluationSamples(800, "Exact", 2, judged, "train", "test");
    }

    private static double deviation(List<Double> values) {
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        return Math.sqrt(values.stream()
                        .mapToDouble(each -> (each - mean) * (each - mean))
                        .sum()
                / (values.size() - 1));
    }

    private static Features gaussian(SplittableRandom random, int count, double shift) {
        double[] values = new double[count * 4];
        Arrays.setAll(values, i -> random.nextGaussian() + shift);
        return Features.of(values, 4);
    }
}

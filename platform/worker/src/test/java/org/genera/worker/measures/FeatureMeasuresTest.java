package org.genera.worker.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.genera.evaluation.ClassifierMetrics;
import org.genera.evaluation.Features;
import org.genera.evaluation.FrechetDistance;
import org.genera.run.journal.JournalEvent.Measurement;
import org.genera.run.journal.MeasurementContext;
import org.junit.jupiter.api.Test;

class FeatureMeasuresTest {
    private final Features test = gaussian(400, 3, 1, 0);
    private final Features training = gaussian(900, 3, 2, 0);
    private final FeatureMeasures measures = measures(FeatureSpace.RAW_COORDINATES, 500);

    @Test
    void fresh_samples_of_the_same_distribution_score_about_what_training_examples_do() {
        List<Measurement> measured = measures.measure(gaussian(500, 3, 3, 0), drawn(500));
        // 2d/N and d(d + 1)/(2N), for n = 500 and m = 400 together.
        assertThat(value(measured, "frechetDistance")).isLessThan(3 * (3 + 3) * (1 / 500.0 + 1 / 400.0));
        assertThat(value(measured, "kernelDistance")).isCloseTo(0, within(0.02));
        assertThat(value(measured, "mmdSquared")).isCloseTo(0, within(0.003));
        assertThat(value(measured, "precision")).isBetween(0.75, 1.0);
        assertThat(value(measured, "recall")).isBetween(0.75, 1.0);
        assertThat(value(measured, "density")).isCloseTo(1, within(0.15));
        assertThat(value(measured, "coverage")).isBetween(0.93, 1.0);
        assertThat(value(measured, "nearTraining")).isBetween(1.0, 10.0);
    }

    @Test
    void copies_of_the_training_examples_are_found_out_by_their_nearness_alone() {
        List<Measurement> measured = measures.measure(training.random(500, 9), drawn(500));
        assertThat(value(measured, "nearTraining")).isEqualTo(100);
        assertThat(value(measured, "precision")).isBetween(0.75, 1.0);
    }

    @Test
    void samples_elsewhere_are_bad_in_every_measure() {
        List<Measurement> measured = measures.measure(gaussian(500, 3, 3, 10), drawn(500));
        assertThat(value(measured, "frechetDistance")).isCloseTo(300, within(10.0));
        assertThat(value(measured, "kernelDistance")).isGreaterThan(100);
        assertThat(value(measured, "mmdSquared")).isGreaterThan(0.5);
        assertThat(List.of(
                        value(measured, "precision"),
                        value(measured, "recall"),
                        value(measured, "density"),
                        value(measured, "coverage"),
                        value(measured, "nearTraining")))
                .containsOnly(0.0);
    }

    @Test
    void the_context_say_where_against_how_many_and_what_real_examples_reach() {
        List<Measurement> measured = measures.measure(gaussian(500, 3, 3, 0), drawn(500));
        MeasurementContext frechet = named(measured, "frechetDistance").context();
        assertThat(frechet.extractor()).isEqualTo("raw coordinates");
        assertThat(List.of(frechet.split(), frechet.sampler())).containsExactly("test", "Ancestral");
        assertThat(List.of(frechet.samples(), frechet.references())).containsExactly(500, 400);
        assertThat(frechet.biasFloor()).isCloseTo(FrechetDistance.biasFloor(training, 500, 400), within(1e-12));
        assertThat(frechet.ceiling()).isNotNull();
        assertThat(frechet.ceiling().examples()).isEqualTo(500);
        assertThat(frechet.ceiling().value())
                .isCloseTo(FrechetDistance.between(inPlaceOfSamples(), test), within(1e-12));
        assertThat(named(measured, "recall").context().setting()).isEqualTo("k = 5");
        assertThat(named(measured, "mmdSquared").context().biasFloor()).isZero();
        MeasurementContext near = named(measured, "nearTraining").context();
        assertThat(near.split()).isEqualTo("train");
        assertThat(near.references()).isEqualTo(900);
        // The quantile lies between the 20th and the 21st of 400 test examples.
        assertThat(near.biasFloor()).isCloseTo(100 * 20.95 / 401, within(1e-12));
        assertThat(near.ceiling()).isNull();
    }

    @Test
    void measures_over_all_pairs_take_5_000_samples_at_most_and_say_so() {
        List<Measurement> measured = measures.measure(gaussian(6_000, 3, 3, 0), drawn(6_000));
        assertThat(named(measured, "frechetDistance").context().samples()).isEqualTo(6_000);
        assertThat(named(measured, "coverage").context().samples()).isEqualTo(5_000);
    }

    @Test
    void samples_that_are_not_finite_give_no_numbers_and_break_nothing() {
        double[] values = gaussian(500, 3, 3, 0).values();
        values[7] = Double.NaN;
        List<Measurement> measured = measures.measure(Features.of(values, 3), drawn(500));
        assertThat(value(measured, "frechetDistance")).isNaN();
        assertThat(value(measured, "precision")).isNaN();
        assertThat(value(measured, "nearTraining")).isLessThan(15);
    }

    @Test
    void the_plane_has_no_kernel_distance_and_a_handful_of_samples_no_measure() {
        Features plane = gaussian(100, 2, 1, 0);
        List<Measurement> measured = FeatureMeasures.of(FeatureSpace.RAW_COORDINATES, plane, plane, 50)
                .orElseThrow()
                .measure(gaussian(50, 2, 2, 0), drawn(50));
        assertThat(measured).extracting(each -> each.metric().name()).doesNotContain("kernelDistance");
        assertThat(FeatureMeasures.of(FeatureSpace.RAW_COORDINATES, plane, plane, 5))
                .isEmpty();
    }

    @Test
    void a_space_gives_measures_other_names_where_their_own_would_mislead() {
        FeatureSpace space = new FeatureSpace(
                "classifier-9f3a0011",
                "classifier 98 % right",
                Map.of(FrechetDistance.METRIC, ClassifierMetrics.FRECHET));
        List<Measurement> measured = measures(space, 500).measure(gaussian(500, 3, 3, 0), drawn(500));
        assertThat(measured.get(0).metric()).isEqualTo(ClassifierMetrics.FRECHET);
        assertThat(measured.get(0).context().extractor()).isEqualTo("classifier-9f3a0011");
        assertThat(measured.get(0).detail()).isEqualTo("classifier 98 % right");
        assertThat(measured).extracting(each -> each.metric().name()).contains("coverage");
    }

    private FeatureMeasures measures(FeatureSpace space, int samples) {
        return FeatureMeasures.of(space, test, training, samples).orElseThrow();
    }

    private static double value(List<Measurement> measured, String name) {
        return named(measured, name).value();
    }

    private static EvaluationSamples drawn(int count) {
        return new EvaluationSamples(count, "Ancestral", "train", "test");
    }

    /** The choice that the measures make. */
    private Features inPlaceOfSamples() {
        return training.random(500, 161_803 + 2);
    }

    private static Measurement named(List<Measurement> measured, String name) {
        return measured.stream()
                .filter(each -> each.metric().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Features gaussian(int count, int width, long seed, double mean) {
        Random random = new Random(seed);
        double[] values = new double[count * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = mean + random.nextGaussian();
        }
        return Features.of(values, width);
    }
}

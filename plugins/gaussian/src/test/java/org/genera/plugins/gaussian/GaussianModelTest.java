package org.genera.plugins.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.genera.spi.Batch;
import org.genera.spi.Classification;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.Given;
import org.genera.spi.Known;
import org.genera.spi.Likelihood;
import org.genera.spi.Model;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.Sampling;
import org.genera.spi.StepReport;
import org.genera.spi.ValueRange;
import org.genera.spi.Values;
import org.genera.testkit.OneBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianModelTest {
    private static final int SIZE = 3;
    private static final int[] NO_LABELS = {};

    private static Model build(String variant, int classes, Map<String, Object> given) {
        Values values = Values.of(new GaussianFamily().variants().get(0).hyperparameters(), given);
        DataSpec data = new DataSpec(new DataShape.Vector(SIZE), ValueRange.REAL, classes, 500);
        return new GaussianFamily().build(new ModelSpec(variant, values, data, 1), ModelContext.cpu());
    }

    /** Correlated rows far from the origin, where a one-pass variance would lose its digits. */
    private static float[] rows(int count) {
        Random random = new Random(5);
        float[] values = new float[count * SIZE];
        for (int i = 0; i < count; i++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            values[i * SIZE] = (float) (1000 + a);
            values[i * SIZE + 1] = (float) (0.5 * a + b);
            values[i * SIZE + 2] = (float) (0.1 * random.nextGaussian() - b);
        }
        return values;
    }

    private static double[] mean(float[] rows) {
        int count = rows.length / SIZE;
        double[] mean = new double[SIZE];
        for (int i = 0; i < rows.length; i++) {
            mean[i % SIZE] += (double) rows[i] / count;
        }
        return mean;
    }

    private static double[][] covariance(float[] rows, double[] mean) {
        int count = rows.length / SIZE;
        double[][] covariance = new double[SIZE][SIZE];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < SIZE; j++) {
                for (int k = 0; k < SIZE; k++) {
                    covariance[j][k] += (rows[i * SIZE + j] - mean[j]) * (rows[i * SIZE + k] - mean[k]) / count;
                }
            }
        }
        return covariance;
    }

    /** log N(x; μ, Σ) in three dimensions by cofactors, independent of any factorisation. */
    private static double logDensity(double[] x, double[] m, double[][] s) {
        double[][] cofactor = new double[SIZE][SIZE];
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                int r1 = (i + 1) % SIZE;
                int r2 = (i + 2) % SIZE;
                int c1 = (j + 1) % SIZE;
                int c2 = (j + 2) % SIZE;
                cofactor[i][j] = s[r1][c1] * s[r2][c2] - s[r1][c2] * s[r2][c1];
            }
        }
        double determinant = 0;
        double square = 0;
        for (int j = 0; j < SIZE; j++) {
            determinant += s[0][j] * cofactor[0][j];
        }
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                square += (x[i] - m[i]) * cofactor[i][j] / determinant * (x[j] - m[j]);
            }
        }
        return -0.5 * (square + Math.log(determinant) + SIZE * Math.log(2 * Math.PI));
    }

    @Test
    void its_density_is_that_of_the_sample_mean_and_covariance_to_1e_9() {
        float[] rows = rows(500);
        double[] mean = mean(rows);
        double[][] covariance = covariance(rows, mean);
        try (Model model = build("full", 0, Map.of("relativeVarianceFloor", 0))) {
            model.trainStep(OneBatch.first(new Batch(500, rows, NO_LABELS)));
            float[] points = rows(20);
            double[] scores = ((Likelihood) model)
                    .logLikelihood(new Batch(20, points, NO_LABELS), "exact", 0)
                    .values();
            for (int i = 0; i < 20; i++) {
                double[] x = {points[i * SIZE], points[i * SIZE + 1], points[i * SIZE + 2]};
                assertThat(scores[i]).isCloseTo(logDensity(x, mean, covariance), Offset.offset(1e-9));
            }
        }
    }

    @Test
    void a_diagonal_covariance_ignores_correlations() {
        float[] rows = rows(500);
        double[] mean = mean(rows);
        double[][] covariance = covariance(rows, mean);
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                covariance[i][j] = i == j ? covariance[i][j] : 0;
            }
        }
        try (Model model = build("diagonal", 0, Map.of("relativeVarianceFloor", 0))) {
            model.trainStep(OneBatch.first(new Batch(500, rows, NO_LABELS)));
            double score = ((Likelihood) model)
                    .logLikelihood(new Batch(1, new float[] {1001, 1, 0}, NO_LABELS), "exact", 0)
                    .values()[0];
            assertThat(score).isCloseTo(logDensity(new double[] {1001, 1, 0}, mean, covariance), Offset.offset(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "shared", "diagonal"})
    void its_samples_have_the_moments_of_its_density(String variant) {
        float[] rows = rows(500);
        double[] mean = mean(rows);
        double[][] covariance = covariance(rows, mean);
        try (Model model = build(variant, 0, Map.of())) {
            model.trainStep(OneBatch.first(new Batch(500, rows, NO_LABELS)));
            Samples samples = ((Sampling) model).sample(SampleRequest.of(40_000, 3, GaussianFamily.EXACT));
            double[] drawnMean = mean(samples.values());
            double[][] drawn = covariance(samples.values(), drawnMean);
            for (int i = 0; i < SIZE; i++) {
                assertThat(drawnMean[i]).isCloseTo(mean[i], Offset.offset(0.03));
                assertThat(drawn[i][i] / covariance[i][i]).isCloseTo(1, Offset.offset(0.03));
            }
            double expected = variant.equals("diagonal") ? 0 : covariance[0][1];
            assertThat(drawn[0][1]).isCloseTo(expected, Offset.offset(0.03));
        }
    }

    @Test
    void with_a_shared_covariance_the_log_odds_are_linear_in_x() {
        float[] rows = rows(500);
        int[] labels = new int[500];
        for (int i = 0; i < 500; i++) {
            labels[i] = i % 2;
            rows[i * SIZE + 1] += 3 * labels[i];
        }
        try (Model model = build("shared", 2, Map.of())) {
            model.trainStep(OneBatch.first(new Batch(500, rows, labels)));
            float[] line = {999, 0, 0, 1000, 1.5f, 0.2f, 1001, 3, 0.4f};
            double[] posterior = ((Classification) model).logPosterior(new Batch(3, line, NO_LABELS));
            double[] odds = {posterior[1] - posterior[0], posterior[3] - posterior[2], posterior[5] - posterior[4]};
            assertThat(odds[1] - odds[0]).isCloseTo(odds[2] - odds[1], Offset.offset(1e-4));
            assertThat(odds[2]).isGreaterThan(odds[0]);
        }
    }

    @Test
    void without_labels_or_conditioning_there_is_one_gaussian() {
        try (Model model = build("full", 2, Map.of("classConditional", false))) {
            assertThat(model).isNotInstanceOf(Classification.class);
            assertThat(model.parameterCount()).isEqualTo(3 + 6);
        }
    }

    @Test
    void free_parameters_are_counted() {
        try (Model full = build("full", 2, Map.of());
                Model shared = build("shared", 2, Map.of());
                Model diagonal = build("diagonal", 2, Map.of())) {
            assertThat(full.parameterCount()).isEqualTo(1 + 6 + 12);
            assertThat(shared.parameterCount()).isEqualTo(1 + 6 + 6);
            assertThat(diagonal.parameterCount()).isEqualTo(1 + 6 + 6);
        }
    }

    @Test
    void a_singular_covariance_is_said_plainly() {
        try (Model model = build("full", 0, Map.of("relativeVarianceFloor", 0))) {
            float[] constant = new float[30];
            assertThatThrownBy(() -> model.trainStep(OneBatch.first(new Batch(10, constant, NO_LABELS))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("raise varianceFloor");
        }
    }

    @Test
    void a_class_that_does_not_exist_is_refused() {
        try (Model model = build("full", 0, Map.of())) {
            model.trainStep(OneBatch.first(new Batch(500, rows(500), NO_LABELS)));
            assertThatThrownBy(() -> ((Sampling) model)
                            .sample(SampleRequest.of(1, 1, GaussianFamily.EXACT)
                                    .given(Given.ofClass(4, 1, new DataShape.Vector(3)))))
                    .hasMessageContaining("expected a class from 0 to 0, got 4");
        }
    }

    /** μ_u + Σ_uo Σ_oo⁻¹ (x_o − μ_o) and Σ_uu − Σ_uo Σ_oo⁻¹ Σ_ou, for two known coordinates by the inverse of a 2×2 matrix. */
    @ParameterizedTest
    @ValueSource(strings = {"full", "diagonal"})
    void unknown_coordinates_have_the_conditional_mean_and_variance(String variant) {
        float[] rows = rows(500);
        double[] m = mean(rows);
        double[][] s = covariance(rows, m);
        if (variant.equals("diagonal")) {
            for (int i = 0; i < SIZE; i++) {
                for (int j = 0; j < SIZE; j++) {
                    s[i][j] = i == j ? s[i][j] : 0;
                }
            }
        }
        float[] example = {1001, 77, 0.4f};
        double determinant = s[0][0] * s[2][2] - s[0][2] * s[0][2];
        double first = (s[1][0] * s[2][2] - s[1][2] * s[0][2]) / determinant;
        double second = (s[1][2] * s[0][0] - s[1][0] * s[0][2]) / determinant;
        double expected = m[1] + first * (example[0] - m[0]) + second * (example[2] - m[2]);
        double variance = s[1][1] - first * s[1][0] - second * s[1][2];
        try (Model model = build(variant, 0, Map.of("relativeVarianceFloor", 0))) {
            model.trainStep(OneBatch.first(new Batch(500, rows, NO_LABELS)));
            int count = 40_000;
            float[] drawn = completed(model, count, example, NO_LABELS, true, false, true);
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < count; i++) {
                assertThat(drawn[i * SIZE]).isEqualTo(example[0]);
                assertThat(drawn[i * SIZE + 2]).isEqualTo(example[2]);
                sum += drawn[i * SIZE + 1] / (double) count;
                squares += Math.pow(drawn[i * SIZE + 1] - expected, 2) / count;
            }
            assertThat(sum).isCloseTo(expected, Offset.offset(5 * Math.sqrt(variance / count)));
            assertThat(squares).isCloseTo(variance, Offset.offset(0.04 * variance));
        }
    }

    /** Σ_uu − Σ_uo Σ_ou / Σ_oo for one known coordinate between two others. */
    @ParameterizedTest
    @ValueSource(strings = {"full", "shared", "diagonal"})
    void unknown_coordinates_vary_together_as_they_do_given_the_known_one(String variant) {
        float[] rows = rows(500);
        double[][] s = covariance(rows, mean(rows));
        boolean diagonal = variant.equals("diagonal");
        double expected = diagonal ? 0 : s[0][2] - s[0][1] * s[1][2] / s[1][1];
        double first = s[0][0] - (diagonal ? 0 : s[0][1] * s[0][1] / s[1][1]);
        double last = s[2][2] - (diagonal ? 0 : s[1][2] * s[1][2] / s[1][1]);
        try (Model model = build(variant, 0, Map.of("relativeVarianceFloor", 0))) {
            model.trainStep(OneBatch.first(new Batch(500, rows, NO_LABELS)));
            int count = 20_000;
            float[] drawn = completed(model, count, new float[] {0, rows[1], 0}, NO_LABELS, false, true, false);
            double[] m = mean(drawn);
            double product = 0;
            for (int i = 0; i < count; i++) {
                product += (drawn[i * SIZE] - m[0]) * (drawn[i * SIZE + 2] - m[2]) / count;
            }
            assertThat(product)
                    .isCloseTo(expected, Offset.offset(5 * Math.sqrt((first * last + expected * expected) / count)));
        }
    }

    @Test
    void a_known_class_is_kept_where_coordinates_are_known_too_and_drawn_by_bayes_rule_where_it_is_not() {
        float[] rows = rows(500);
        int[] labels = new int[500];
        for (int i = 0; i < 500; i++) {
            labels[i] = i % 2;
            rows[i * SIZE] += labels[i];
            rows[i * SIZE + 1] += 100 * labels[i];
        }
        try (Model model = build("shared", 2, Map.of())) {
            model.trainStep(OneBatch.first(new Batch(500, rows, labels)));
            int count = 4_000;
            float[] example = {1000.8f, 0, 0};
            for (int label = 0; label < 2; label++) {
                int[] wanted = new int[count];
                java.util.Arrays.fill(wanted, label);
                float[] drawn = completed(model, count, example, wanted, true, false, false);
                for (int i = 0; i < count; i++) {
                    assertThat(drawn[i * SIZE + 1] > 50).isEqualTo(label == 1);
                }
            }
            float[] drawn = completed(model, count, example, NO_LABELS, true, false, false);
            double second = 0;
            for (int i = 0; i < count; i++) {
                second += drawn[i * SIZE + 1] > 50 ? 1.0 / count : 0;
            }
            // The odds of the first coordinate alone, whose variance is that within the classes.
            double[] m = new double[2];
            double variance = 0;
            for (int i = 0; i < 500; i++) {
                m[labels[i]] += rows[i * SIZE] / 250;
            }
            for (int i = 0; i < 500; i++) {
                variance += Math.pow(rows[i * SIZE] - m[labels[i]], 2) / 500;
            }
            double odds = (Math.pow(example[0] - m[0], 2) - Math.pow(example[0] - m[1], 2)) / (2 * variance);
            assertThat(second).isCloseTo(1 / (1 + Math.exp(-odds)), Offset.offset(0.03));
        }
    }

    private static float[] completed(Model model, int count, float[] example, int[] labels, boolean... known) {
        float[] examples = new float[count * SIZE];
        for (int i = 0; i < examples.length; i++) {
            examples[i] = example[i % SIZE];
        }
        Known some = Known.some(known);
        Given given = new Given(new Batch(count, examples, labels), labels.length > 0 ? some.withLabel() : some);
        return ((Sampling) model)
                .sample(SampleRequest.of(count, 3, GaussianFamily.EXACT).given(given))
                .values();
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "shared", "diagonal"})
    void data_on_a_small_scale_lose_no_nats(String variant) {
        float[] rows = rows(300);
        float[] small = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            // A power of two scales floats exactly.
            small[i] = 0x1p-13f * rows[i];
        }
        double gained = nll(variant, rows, Map.of()) - nll(variant, small, Map.of());
        assertThat(gained).isCloseTo(SIZE * 13 * Math.log(2), within(1e-9));
        // An absolute floor of a millionth is far above the variance of what is so small.
        double lost =
                nll(variant, rows, Map.of("varianceFloor", 1e-6)) - nll(variant, small, Map.of("varianceFloor", 1e-6));
        assertThat(lost).isLessThan(gained - 1);
    }

    private static double nll(String variant, float[] rows, Map<String, Object> given) {
        Batch batch = new Batch(rows.length / SIZE, rows, new int[0]);
        try (Model model = build(variant, 0, given)) {
            StepReport report = model.trainStep(OneBatch.first(batch));
            boolean floored = given.containsKey("varianceFloor") && rows[0] < 1;
            assertThat(report.metrics().get("variancesAtFloor") > 0).isEqualTo(floored);
            return report.metrics().get("trainNll");
        }
    }
}

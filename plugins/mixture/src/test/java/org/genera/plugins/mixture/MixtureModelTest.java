package org.genera.plugins.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.genera.nn.gaussian.Covariance;
import org.genera.spi.Batch;
import org.genera.spi.Given;
import org.genera.spi.Known;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.SampleRequest;
import org.genera.spi.StepReport;
import org.genera.testkit.OneBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MixtureModelTest {

    @ParameterizedTest
    @CsvSource({
        "full, k-means++", "tied, k-means++", "diagonal, k-means++", "spherical, k-means++",
        "full, random-points", "tied, random-points", "diagonal, random-points", "spherical, random-points"
    })
    void no_iteration_lowers_the_likelihood(String variant, String initialisation) {
        Map<String, Object> values =
                Map.of("components", 5, "tolerance", 0, "varianceFloor", 0, "initialisation", initialisation);
        Batch batch = Mixtures.batch(Mixtures.clouds(400, 3), 2);
        try (MixtureModel model = Mixtures.build(variant, 2, values)) {
            double before = Double.POSITIVE_INFINITY;
            double first = Double.NaN;
            for (int step = 1; step <= 25; step++) {
                double nll =
                        model.trainStep(new OneBatch(step, batch)).metrics().get("trainNll");
                assertThat(nll).as("step %d", step).isLessThanOrEqualTo(before + 1e-12);
                first = step == 1 ? nll : first;
                before = nll;
            }
            assertThat(before).isLessThan(first - 1e-3);
        }
    }

    /** Mean and covariance with the divisor N. */
    private static double[][] moments(float[] rows) {
        int count = rows.length / 2;
        double[] mean = new double[2];
        for (int i = 0; i < rows.length; i++) {
            mean[i % 2] += (double) rows[i] / count;
        }
        double[] covariance = new double[3];
        for (int i = 0; i < count; i++) {
            double a = rows[2 * i] - mean[0];
            double b = rows[2 * i + 1] - mean[1];
            covariance[0] += a * a / count;
            covariance[1] += a * b / count;
            covariance[2] += b * b / count;
        }
        return new double[][] {mean, covariance};
    }

    private static double logDensity(double x, double y, double[] mean, double[] covariance) {
        double determinant = covariance[0] * covariance[2] - covariance[1] * covariance[1];
        double a = x - mean[0];
        double b = y - mean[1];
        double square = (covariance[2] * a * a - 2 * covariance[1] * a * b + covariance[0] * b * b) / determinant;
        return -0.5 * square - 0.5 * Math.log(determinant) - Math.log(2 * Math.PI);
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "tied", "diagonal", "spherical"})
    void a_single_component_is_the_closed_form_gaussian_of_its_kind(String variant) {
        float[] rows = Mixtures.clouds(300, 4);
        double[][] moments = moments(rows);
        double[] covariance = moments[1].clone();
        if (variant.equals("diagonal") || variant.equals("spherical")) {
            covariance[1] = 0;
        }
        if (variant.equals("spherical")) {
            covariance[0] = (moments[1][0] + moments[1][2]) / 2;
            covariance[2] = covariance[0];
        }
        try (MixtureModel model = Mixtures.build(variant, 2, Map.of("components", 1, "varianceFloor", 0))) {
            Mixtures.train(model, rows, 2, 1);
            float[] points = Mixtures.clouds(10, 5);
            double[] scores =
                    model.logLikelihood(Mixtures.batch(points, 2), "exact", 0).values();
            for (int i = 0; i < 10; i++) {
                assertThat(scores[i])
                        .isCloseTo(
                                logDensity(points[2 * i], points[2 * i + 1], moments[0], covariance),
                                Offset.offset(1e-10));
            }
        }
    }

    /**
     * One M step from the responsibilities of the product, by direct sums: the means are weighted means; the tied covariance is
     * the mean of the full ones by weight, the diagonal one their diagonal, the spherical one the mean of that.
     */
    @ParameterizedTest
    @ValueSource(strings = {"full", "tied", "diagonal", "spherical"})
    void the_density_after_an_iteration_is_that_of_the_constrained_m_step(String variant) {
        float[] rows = Mixtures.clouds(200, 6);
        Batch batch = Mixtures.batch(rows, 2);
        try (MixtureModel model = Mixtures.build(variant, 2, Map.of("components", 3, "varianceFloor", 0.01))) {
            model.trainStep(OneBatch.first(batch));
            double[][] shares = shares(model, rows);
            model.trainStep(new OneBatch(2, batch));
            double[] weights = new double[3];
            double[][] means = new double[3][2];
            double[][] covariances = new double[3][3];
            for (int k = 0; k < 3; k++) {
                moments(rows, shares, k, weights, means[k], covariances[k]);
            }
            constrain(variant, weights, covariances);
            double[] scores = model.logLikelihood(batch, "exact", 0).values();
            for (int i = 0; i < 200; i++) {
                double density = 0;
                for (int k = 0; k < 3; k++) {
                    double[] floored = {covariances[k][0] + 0.01, covariances[k][1], covariances[k][2] + 0.01};
                    density += weights[k] * Math.exp(logDensity(rows[2 * i], rows[2 * i + 1], means[k], floored));
                }
                assertThat(scores[i]).isCloseTo(Math.log(density), Offset.offset(1e-10));
            }
        }
    }

    /** Responsibilities in double precision, of densities read one component at a time. */
    private static double[][] shares(MixtureModel model, float[] rows) {
        double[] logPosterior = model.logResponsibilities(Mixtures.batch(rows, 2));
        double[][] shares = new double[rows.length / 2][3];
        for (int i = 0; i < logPosterior.length; i++) {
            shares[i / 3][i % 3] = Math.exp(logPosterior[i]);
        }
        return shares;
    }

    private static void moments(
            float[] rows, double[][] shares, int k, double[] weights, double[] mean, double[] covariance) {
        double amount = 0;
        for (int i = 0; i < shares.length; i++) {
            amount += shares[i][k];
            mean[0] += shares[i][k] * rows[2 * i];
            mean[1] += shares[i][k] * rows[2 * i + 1];
        }
        mean[0] /= amount;
        mean[1] /= amount;
        weights[k] = amount / shares.length;
        for (int i = 0; i < shares.length; i++) {
            double a = rows[2 * i] - mean[0];
            double b = rows[2 * i + 1] - mean[1];
            covariance[0] += shares[i][k] * a * a / amount;
            covariance[1] += shares[i][k] * a * b / amount;
            covariance[2] += shares[i][k] * b * b / amount;
        }
    }

    private static void constrain(String variant, double[] weights, double[][] covariances) {
        double[] tied = new double[3];
        for (int k = 0; k < 3; k++) {
            for (int j = 0; j < 3; j++) {
                tied[j] += weights[k] * covariances[k][j];
            }
        }
        for (double[] covariance : covariances) {
            switch (variant) {
                case "tied" -> System.arraycopy(tied, 0, covariance, 0, 3);
                case "diagonal" -> covariance[1] = 0;
                case "spherical" -> {
                    double mean = (covariance[0] + covariance[2]) / 2;
                    covariance[0] = mean;
                    covariance[1] = 0;
                    covariance[2] = mean;
                }
                default -> {}
            }
        }
    }

    @Test
    void responsibilities_sum_to_1() {
        float[] rows = Mixtures.clouds(200, 7);
        try (MixtureModel model = Mixtures.build("full", 2, Map.of("components", 4))) {
            Mixtures.train(model, rows, 2, 5);
            float[] codes = model.encode(Mixtures.batch(rows, 2));
            double[] logCodes = model.logResponsibilities(Mixtures.batch(rows, 2));
            for (int i = 0; i < 200; i++) {
                double sum = 0;
                for (int k = 0; k < 4; k++) {
                    assertThat((double) codes[4 * i + k]).isCloseTo(Math.exp(logCodes[4 * i + k]), Offset.offset(1e-7));
                    sum += Math.exp(logCodes[4 * i + k]);
                }
                assertThat(sum).isCloseTo(1, Offset.offset(1e-12));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"full, 60", "tied, 6", "diagonal, 30", "spherical, 10"})
    void criteria_count_the_free_parameters(String variant, long ofCovariances) {
        long expected = 9 + 10 * 3 + ofCovariances;
        try (MixtureModel model = Mixtures.build(variant, 3, Map.of("components", 10))) {
            assertThat(model.parameterCount()).isEqualTo(expected);
            float[] rows = Arrays.copyOf(Mixtures.clouds(150, 8), 300);
            Map<String, Double> metrics =
                    model.trainStep(OneBatch.first(Mixtures.batch(rows, 3))).metrics();
            double deviance = 2 * 100 * metrics.get("trainNll");
            assertThat(metrics.get("bic")).isCloseTo(deviance + expected * Math.log(100), Offset.offset(1e-8));
            assertThat(metrics.get("aic")).isCloseTo(deviance + 2 * expected, Offset.offset(1e-8));
        }
    }

    @Test
    void the_names_of_the_components_do_not_matter() {
        float[] rows = Mixtures.clouds(200, 9);
        double[] scores = new double[2];
        for (int turn = 0; turn < 2; turn++) {
            int shift = turn;
            double[][] points = {{0, 3}, {2, 2}, {4, -1}};
            Start start = (all, size, count) -> {
                List<Start.First> firsts = new RandomPointsStart(5).components(all, size, count);
                return IntStream.range(0, 3)
                        .mapToObj(k -> new Start.First(
                                firsts.get(k).share(), firsts.get(k).logWeight(), Optional.of(points[(k + shift) % 3])))
                        .toList();
            };
            try (MixtureModel model = new MixtureModel(
                    Mixtures.spec("full", 2, Map.of("components", 3, "tolerance", 0)),
                    ModelContext.cpu(),
                    Covariance.FULL,
                    start)) {
                Mixtures.train(model, rows, 2, 20);
                scores[turn] = Arrays.stream(model.logLikelihood(Mixtures.batch(rows, 2), "exact", 0)
                                .values())
                        .sum();
            }
        }
        assertThat(scores[1]).isCloseTo(scores[0], Offset.offset(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "tied", "diagonal", "spherical"})
    void its_samples_have_the_moments_of_its_density(String variant) {
        float[] rows = Mixtures.clouds(500, 10);
        try (MixtureModel model = Mixtures.build(variant, 2, Map.of("components", 3))) {
            Mixtures.train(model, rows, 2, 30);
            double[][] data = moments(rows);
            double[][] drawn = moments(model.sample(SampleRequest.of(40_000, 3, MixtureFamily.EXACT))
                    .values());
            for (int j = 0; j < 2; j++) {
                // EM keeps the mean of the data, and full and tied covariances all second moments.
                assertThat(drawn[0][j]).isCloseTo(data[0][j], Offset.offset(0.05));
                assertThat(drawn[1][2 * j] / data[1][2 * j])
                        .isCloseTo(1, Offset.offset(variant.equals("spherical") ? 0.3 : 0.04));
            }
            if (variant.equals("full") || variant.equals("tied")) {
                assertThat(drawn[1][1]).isCloseTo(data[1][1], Offset.offset(0.1));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void on_the_ring_each_of_eight_components_finds_a_mode_of_its_own(long seed) {
        float[] rows = Mixtures.ring(2000, seed);
        try (MixtureModel model = Mixtures.build("full", 2, Map.of())) {
            double nll = Mixtures.train(model, rows, 2, 100);
            boolean[] found = new boolean[8];
            double[] means = model.means();
            for (int k = 0; k < 8; k++) {
                double angle = Math.atan2(means[2 * k + 1], means[2 * k]) * 8 / (2 * Math.PI);
                int mode = Math.floorMod(Math.round(angle), 8);
                assertThat(Math.hypot(
                                means[2 * k] - Math.cos(mode * Math.PI / 4),
                                means[2 * k + 1] - Math.sin(mode * Math.PI / 4)))
                        .isLessThan(0.005);
                found[mode] = true;
            }
            assertThat(found).containsOnly(true);
            // The entropy of the truth: log 8 + log 2πe + 2 log σ.
            double entropy = Math.log(8) + 1 + Math.log(2 * Math.PI) + 2 * Math.log(0.01);
            assertThat(nll).isCloseTo(entropy, Offset.offset(0.1));
        }
    }

    @Test
    void it_converges_when_an_iteration_gains_less_than_the_tolerance() {
        Batch batch = Mixtures.batch(Mixtures.clouds(400, 3), 2);
        try (MixtureModel model = Mixtures.build("full", 2, Map.of("components", 4, "tolerance", 1e-3))) {
            double before = Double.POSITIVE_INFINITY;
            StepReport report = model.trainStep(OneBatch.first(batch));
            for (int step = 2; !report.converged(); step++) {
                before = report.metrics().get("trainNll");
                report = model.trainStep(new OneBatch(step, batch));
                double gain = before - report.metrics().get("trainNll");
                assertThat(report.converged()).isEqualTo(gain < 1e-3);
            }
            assertThat(before).isFinite();
        }
    }

    @Test
    void equal_weights_count_as_all_components_and_a_single_one_as_one() {
        assertThat(ComponentProfiles.effectiveNumber(new double[] {0.25, 0.25, 0.25, 0.25}))
                .isCloseTo(4, Offset.offset(1e-12));
        assertThat(ComponentProfiles.effectiveNumber(new double[] {1, 0, 0})).isCloseTo(1, Offset.offset(1e-12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"k-means++", "random-points"})
    void too_few_different_examples_are_said_plainly(String initialisation) {
        Map<String, Object> values = new HashMap<>(Map.of("components", 4, "initialisation", initialisation));
        float[] rows = {1, 1, 1, 1, 2, 2, 2, 2, 3, 3};
        try (MixtureModel model = Mixtures.build("diagonal", 2, values)) {
            assertThatThrownBy(() -> model.trainStep(OneBatch.first(Mixtures.batch(rows, 2))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected at least as many different examples as components, got 3 among 5")
                    .hasMessageContaining("take fewer components");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "tied", "diagonal", "spherical"})
    void a_collapsed_component_without_a_floor_is_said_plainly(String variant) {
        float[] rows = new float[40];
        for (int i = 20; i < 40; i++) {
            rows[i] = 1;
        }
        try (MixtureModel model = Mixtures.build(variant, 2, Map.of("components", 2, "varianceFloor", 0))) {
            assertThatThrownBy(() -> model.trainStep(OneBatch.first(Mixtures.batch(rows, 2))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("raise varianceFloor");
        }
    }

    /** p(x₂ | x₁) = p(x₁, x₂) / ∫ p(x₁, x₂) dx₂, by a sum over a fine grid. */
    @ParameterizedTest
    @ValueSource(strings = {"full", "tied", "diagonal", "spherical"})
    void an_unknown_coordinate_has_the_moments_and_the_distribution_of_its_conditional_density(String variant) {
        int count = 20_000;
        int cells = 8_000;
        float given = 0.4f;
        Map<String, Object> values = Map.of("components", 4, "varianceFloor", 0);
        try (MixtureModel model = Mixtures.build(variant, 2, values)) {
            Batch batch = Mixtures.batch(Mixtures.clouds(400, 3), 2);
            for (int step = 1; step <= 8; step++) {
                model.trainStep(new OneBatch(step, batch));
            }
            float[] grid = new float[2 * cells];
            for (int i = 0; i < cells; i++) {
                grid[2 * i] = given;
                grid[2 * i + 1] = -20 + 40f * i / cells;
            }
            double[] density =
                    model.logLikelihood(Mixtures.batch(grid, 2), "exact", 0).values();
            Arrays.setAll(density, i -> Math.exp(density[i]));
            double evidence = Arrays.stream(density).sum();
            double mean = 0;
            double square = 0;
            for (int i = 0; i < cells; i++) {
                mean += grid[2 * i + 1] * density[i] / evidence;
                square += Math.pow(grid[2 * i + 1], 2) * density[i] / evidence;
            }
            float[] examples = new float[2 * count];
            for (int i = 0; i < count; i++) {
                examples[2 * i] = given;
                examples[2 * i + 1] = i;
            }
            float[] drawn = model.sample(SampleRequest.of(count, 2, MixtureFamily.EXACT)
                            .given(new Given(Mixtures.batch(examples, 2), Known.some(new boolean[] {true, false}))))
                    .values();
            double drawnMean = 0;
            double drawnSquare = 0;
            double[] below = new double[3];
            for (int i = 0; i < count; i++) {
                float value = drawn[2 * i + 1];
                assertThat(drawn[2 * i]).isEqualTo(given);
                drawnMean += (double) value / count;
                drawnSquare += (double) value * value / count;
                for (int q = 0; q < 3; q++) {
                    below[q] += value < mean + q - 1 ? 1.0 / count : 0;
                }
            }
            double deviation = Math.sqrt(square - mean * mean);
            assertThat(drawnMean).isCloseTo(mean, Offset.offset(5 * deviation / Math.sqrt(count)));
            assertThat(drawnSquare).isCloseTo(square, Offset.offset(0.05 * square));
            for (int q = 0; q < 3; q++) {
                double expected = 0;
                for (int i = 0; i < cells; i++) {
                    expected += grid[2 * i + 1] < mean + q - 1 ? density[i] / evidence : 0;
                }
                assertThat(below[q]).isCloseTo(expected, Offset.offset(0.02));
            }
        }
    }

    @Test
    void neighbouring_seeds_begin_k_means_at_no_common_start() {
        Set<Long> starts = new HashSet<>();
        for (long seed = 1; seed <= 20; seed++) {
            ModelSpec spec = Mixtures.spec("full", 2, Map.of("restarts", 5));
            ModelSpec seeded = new ModelSpec(spec.variant(), spec.values(), spec.data(), seed);
            for (long start : Start.independent(seeded)) {
                assertThat(starts.add(start)).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "tied", "diagonal", "spherical"})
    void data_on_a_small_scale_lose_no_nats(String variant) {
        float[] rows = Mixtures.clouds(300, 9);
        double[] nll = new double[2];
        for (int scale = 0; scale < 2; scale++) {
            // A power of two scales floats exactly.
            float by = scale == 0 ? 1 : 0x1p-13f;
            float[] scaled = new float[rows.length];
            for (int i = 0; i < rows.length; i++) {
                scaled[i] = by * rows[i];
            }
            Map<String, Object> values =
                    Map.of("components", 3, "tolerance", 0, "relativeVarianceFloor", 1e-6, "varianceFloor", 0);
            try (MixtureModel model = Mixtures.build(variant, 2, values)) {
                nll[scale] = Mixtures.train(model, scaled, 2, 10);
            }
        }
        assertThat(nll[0] - nll[1]).isCloseTo(2 * 13 * Math.log(2), within(1e-9));
    }
}

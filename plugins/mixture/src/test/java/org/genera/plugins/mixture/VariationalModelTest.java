package org.genera.plugins.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.genera.spi.Batch;
import org.genera.spi.Given;
import org.genera.spi.Known;
import org.genera.spi.ModelContext;
import org.genera.spi.SampleRequest;
import org.genera.spi.StepReport;
import org.genera.testkit.OneBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VariationalModelTest {
    private static final String FULL = "variational";
    private static final String DIAGONAL = "variational-diagonal";

    private static VariationalModel build(String variant, int size, Map<String, Object> values) {
        return (VariationalModel) new MixtureFamily().build(Mixtures.spec(variant, size, values), ModelContext.cpu());
    }

    private static StepReport train(VariationalModel model, float[] rows, int size, int steps) {
        StepReport report = model.trainStep(OneBatch.first(Mixtures.batch(rows, size)));
        for (int step = 2; step <= steps && !report.converged(); step++) {
            report = model.trainStep(new OneBatch(step, Mixtures.batch(rows, size)));
        }
        return report;
    }

    /** In one dimension ln p(X) = ln Γ(ν/2)/Γ(ν₀/2) + ½ ln β₀/β + ν₀/2 ln S₀ − ν/2 ln S − N/2 ln π, and the posterior is conjugate. */
    @ParameterizedTest
    @ValueSource(strings = {FULL, DIAGONAL})
    void the_bound_of_one_component_is_its_log_evidence_and_its_posterior_the_conjugate_one(String variant) {
        float[] rows = {1, 2, 4, 4.5f, 7, 9, 9.5f, 3};
        double beta = 0.5;
        double nu = 2.5;
        int count = rows.length;
        double mean = 5;
        double variance = 0;
        for (float x : rows) {
            variance += (x - mean) * (x - mean) / count;
        }
        double before = nu * 0.2 * variance;
        // The prior mean is that of the data, so nothing is added for the distance between the two.
        double after = before + count * variance;
        double evidence = GammaFunction.log((nu + count) / 2)
                - GammaFunction.log(nu / 2)
                + 0.5 * Math.log(beta / (beta + count))
                + nu / 2 * Math.log(before)
                - (nu + count) / 2 * Math.log(after)
                - count / 2.0 * Math.log(Math.PI);
        Map<String, Object> values =
                Map.of("components", 1, "meanStrength", beta, "degreesOfFreedom", nu, "relativePriorVariance", 0.2);
        try (VariationalModel model = build(variant, 1, values)) {
            train(model, rows, 1, 1);
            double bound = model.trainStep(new OneBatch(2, Mixtures.batch(rows, 1)))
                    .metrics()
                    .get("evidenceBound");
            assertThat(count * bound).isCloseTo(evidence, withPercentage(1e-9));
            assertThat(model.means()[0]).isCloseTo(mean, within(1e-12));
            assertThat(model.profiles(Mixtures.batch(rows, 1), 0).get(1).values()[0])
                    .isCloseTo(Math.sqrt(after / (nu + count)), within(1e-12));
        }
    }

    /** Of the rows given n times, with priors that hardly say anything, means and likelihood differ from EM's by O(1/n). */
    @ParameterizedTest
    @CsvSource({FULL + ", full", DIAGONAL + ", diagonal"})
    void it_becomes_em_as_priors_go_to_nothing_and_data_grow(String variant, String plain) {
        float[] rows = Mixtures.clouds(150, 3);
        double[] apart = new double[2];
        for (int turn = 0; turn < 2; turn++) {
            int times = turn == 0 ? 10 : 100;
            float[] many = new float[times * rows.length];
            for (int i = 0; i < many.length; i++) {
                many[i] = rows[i % rows.length];
            }
            Map<String, Object> common = Map.of("components", 3, "tolerance", 0, "restarts", 1);
            Map<String, Object> vague = Map.of(
                    "components", 3,
                    "tolerance", 0,
                    "restarts", 1,
                    "weightConcentration", 1e-8,
                    "meanStrength", 1e-8,
                    "degreesOfFreedom", 1e-3,
                    "relativePriorVariance", 1e-8);
            try (VariationalModel model = build(variant, 2, vague);
                    MixtureModel em = Mixtures.build(plain, 2, common)) {
                train(model, many, 2, 15);
                Mixtures.train(em, many, 2, 15);
                double[] means = model.means();
                double[] expected = em.means();
                for (int i = 0; i < means.length; i++) {
                    apart[turn] = Math.max(apart[turn], Math.abs(means[i] - expected[i]));
                }
                double[] scores =
                        model.logLikelihood(Mixtures.batch(rows, 2), "exact", 0).values();
                double[] plainScores =
                        em.logLikelihood(Mixtures.batch(rows, 2), "exact", 0).values();
                for (int n = 0; n < scores.length; n++) {
                    assertThat(scores[n]).isCloseTo(plainScores[n], within(50.0 / times));
                }
            }
        }
        assertThat(apart[0]).isPositive();
        assertThat(apart[1]).isLessThan(0.2 * apart[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {FULL, DIAGONAL})
    void of_too_many_components_on_the_ring_all_but_eight_die_out(String variant) {
        try (VariationalModel model = build(variant, 2, Map.of("components", 12))) {
            StepReport report = train(model, Mixtures.ring(400, 2), 2, 200);
            assertThat(report.converged()).isTrue();
            assertThat(report.metrics().get("liveComponents")).isEqualTo(8);
            assertThat(report.metrics().get("effectiveComponents")).isCloseTo(8, within(0.3));
            assertThat(report.metrics().get("smallestWeight")).isLessThan(1e-5);
        }
    }

    /** Few examples, so that tails are heavy: a plain conditional Gaussian would fail this. */
    @ParameterizedTest
    @ValueSource(strings = {FULL, DIAGONAL})
    void an_unknown_coordinate_has_the_distribution_that_is_scored(String variant) {
        int cells = 20_000;
        int count = 20_000;
        float given = 1.5f;
        Map<String, Object> values =
                Map.of("components", 2, "weightConcentration", 1, "degreesOfFreedom", 1, "relativePriorVariance", 0.1);
        try (VariationalModel model = build(variant, 2, values)) {
            train(model, Mixtures.clouds(8, 3), 2, 5);
            float[] grid = new float[2 * cells];
            for (int i = 0; i < cells; i++) {
                grid[2 * i] = given;
                grid[2 * i + 1] = -200 + 400f * i / cells;
            }
            double[] density =
                    model.logLikelihood(Mixtures.batch(grid, 2), "exact", 0).values();
            Arrays.setAll(density, i -> Math.exp(density[i]));
            float[] examples = new float[2 * count];
            for (int i = 0; i < count; i++) {
                examples[2 * i] = given;
            }
            float[] drawn = model.sample(SampleRequest.of(count, 2, MixtureFamily.EXACT)
                            .given(new Given(Mixtures.batch(examples, 2), Known.some(new boolean[] {true, false}))))
                    .values();
            requireSame(grid, density, drawn);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {FULL, DIAGONAL})
    void its_samples_have_the_distribution_that_is_scored(String variant) {
        int cells = 40_000;
        Map<String, Object> values = Map.of("components", 2, "weightConcentration", 1, "degreesOfFreedom", 1);
        try (VariationalModel model = build(variant, 1, values)) {
            train(model, new float[] {0, 1, 1.5f, 6, 6.5f}, 1, 5);
            float[] grid = new float[cells];
            for (int i = 0; i < cells; i++) {
                grid[i] = -500 + 1000f * i / cells;
            }
            double[] density =
                    model.logLikelihood(Mixtures.batch(grid, 1), "exact", 0).values();
            Arrays.setAll(density, i -> Math.exp(density[i]));
            assertThat(Arrays.stream(density).sum() * 1000 / cells).isCloseTo(1, within(0.01));
            float[] drawn = model.sample(SampleRequest.of(20_000, 2, MixtureFamily.EXACT))
                    .values();
            float[] inPlane = new float[2 * drawn.length];
            for (int i = 0; i < drawn.length; i++) {
                inPlane[2 * i + 1] = drawn[i];
            }
            float[] gridInPlane = new float[2 * cells];
            for (int i = 0; i < cells; i++) {
                gridInPlane[2 * i + 1] = grid[i];
            }
            requireSame(gridInPlane, density, inPlane);
        }
    }

    /** The second coordinate of rows against a density on a grid: shares below some values, in the tails too. */
    private static void requireSame(float[] grid, double[] density, float[] drawn) {
        double all = Arrays.stream(density).sum();
        int count = drawn.length / 2;
        for (double border : new double[] {-20, -5, -1, 0, 1, 3, 7, 15}) {
            double expected = 0;
            for (int i = 0; i < density.length; i++) {
                expected += grid[2 * i + 1] < border ? density[i] / all : 0;
            }
            double below = 0;
            for (int i = 0; i < count; i++) {
                below += drawn[2 * i + 1] < border ? 1.0 / count : 0;
            }
            assertThat(below)
                    .as("share below %s", border)
                    .isCloseTo(expected, within(0.002 + 4 * Math.sqrt(expected * (1 - expected) / count)));
        }
    }

    @Test
    void responsibilities_of_the_predictive_density_sum_to_1() {
        Batch batch = Mixtures.batch(Mixtures.clouds(50, 7), 2);
        try (VariationalModel model = build(FULL, 2, Map.of("components", 4))) {
            train(model, batch.values(), 2, 5);
            float[] codes = model.encode(batch);
            for (int n = 0; n < 50; n++) {
                assertThat(codes[4 * n] + codes[4 * n + 1] + codes[4 * n + 2] + codes[4 * n + 3])
                        .isCloseTo(1, within(1e-6f));
            }
        }
    }

    @Test
    void gamma_draws_have_the_mean_and_the_variance_of_their_shape() {
        for (double shape : new double[] {0.3, 1, 4.5}) {
            SplittableRandom random = new SplittableRandom(1);
            double[] drawn = random.longs(40_000)
                    .mapToDouble(seed -> GammaDraws.next(random, shape))
                    .toArray();
            double mean = Arrays.stream(drawn).average().orElseThrow();
            double variance = Arrays.stream(drawn)
                    .map(x -> (x - mean) * (x - mean))
                    .average()
                    .orElseThrow();
            assertThat(mean).isCloseTo(shape, within(5 * Math.sqrt(shape / drawn.length)));
            assertThat(variance).isCloseTo(shape, within(0.05 * shape + 0.02));
        }
    }

    /** Γ(½) = √π, ψ(1) = −γ, ψ(½) = −γ − 2 ln 2, and Γ(x + 1) = x Γ(x). */
    @Test
    void the_gamma_function_has_its_known_values() {
        double euler = 0.57721566490153286;
        assertThat(GammaFunction.log(0.5)).isCloseTo(0.5 * Math.log(Math.PI), within(1e-13));
        assertThat(GammaFunction.log(1)).isCloseTo(0, within(1e-13));
        assertThat(GammaFunction.log(171)).isCloseTo(706.5730622457874, within(1e-11));
        assertThat(GammaFunction.digamma(1)).isCloseTo(-euler, within(1e-13));
        assertThat(GammaFunction.digamma(0.5)).isCloseTo(-euler - 2 * Math.log(2), within(1e-13));
        assertThat(GammaFunction.digamma(1e-3)).isCloseTo(GammaFunction.digamma(1.001) - 1e3, within(1e-12));
    }

    @Test
    void priors_that_are_none_are_said_plainly() {
        assertThatThrownBy(() -> new NormalWishart(PrecisionPrior.WISHART, 2, 0, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected priors above 0, got 0.0 for the weights")
                .hasMessageContaining("small numbers");
    }
}

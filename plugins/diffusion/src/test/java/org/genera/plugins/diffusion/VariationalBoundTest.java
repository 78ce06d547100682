package org.genera.plugins.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.genera.spi.Likelihood.LogLikelihoods;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bound with the exact noise of Gaussian data. */
class VariationalBoundTest {
    private static final int COUNT = 4000;

    private final GaussianDiffusion diffusion = ExactGaussian.usualDiffusion();

    private double bound(ExactGaussian data, ReverseVariance variance, int evaluations, float[] x0) {
        return mean(new VariationalBound(diffusion, variance, evaluations)
                .logLikelihood(x0, x0.length, data.noisePredictor(), 5, noise(x0.length, 6)));
    }

    private static IntFunction<float[]> noise(int count, long seed) {
        return asked -> ExactGaussian.normal(count, 1_000_003 * seed + asked);
    }

    private static double mean(LogLikelihoods bound) {
        return Arrays.stream(bound.values()).average().orElseThrow();
    }

    /** Of the mean, whose examples have draws of their own. */
    private static double error(LogLikelihoods bound) {
        double squares =
                Arrays.stream(bound.standardErrors()).map(each -> each * each).sum();
        return Math.sqrt(squares) / bound.values().length;
    }

    private static double exact(ExactGaussian data, float[] x0) {
        double sum = 0;
        for (float value : x0) {
            sum += data.logDensity(value);
        }
        return sum / x0.length;
    }

    @Test
    void for_standard_normal_data_and_variances_beta_the_bound_is_tight() {
        // The true reverse step then has mean √α x_t and variance β_t, and the true x_T is standard normal.
        ExactGaussian data = new ExactGaussian(diffusion, 0, 1);
        float[] x0 = data.draw(COUNT, 1);
        assertThat(bound(data, ReverseVariance.BETA, 3_200, x0)).isCloseTo(exact(data, x0), within(0.05));
    }

    @ParameterizedTest
    @EnumSource(
            value = ReverseVariance.class,
            names = {"POSTERIOR", "BETA"})
    void the_bound_of_the_exact_noise_is_below_the_likelihood_and_close(ReverseVariance variance) {
        for (double deviation : new double[] {0.05, 0.3, 1}) {
            ExactGaussian data = new ExactGaussian(diffusion, 0.7, deviation);
            float[] x0 = data.draw(COUNT, 1);
            double exact = exact(data, x0);
            assertThat(bound(data, variance, 3_200, x0)).isBetween(exact - 0.5, exact + 0.05);
        }
    }

    @Test
    void learned_variances_at_their_bounds_are_the_fixed_ones_but_for_the_decoder() {
        ExactGaussian data = new ExactGaussian(diffusion, 0.7, 0.3);
        float[] x0 = data.draw(100, 1);
        for (ReverseVariance fixed : List.of(ReverseVariance.POSTERIOR, ReverseVariance.BETA)) {
            NoisePredictor learned = (xt, timesteps) -> {
                float[] mix = new float[xt.length];
                Arrays.fill(mix, fixed == ReverseVariance.BETA ? 1 : 0);
                return new NoisePredictor.Predicted(
                        data.noisePredictor().at(xt, timesteps).epsilon(), mix);
            };
            double[] expected = new VariationalBound(diffusion, fixed, 20)
                    .byTerm(x0, 100, data.noisePredictor(), 5, noise(100, 6), 1000);
            double[] found = new VariationalBound(diffusion, ReverseVariance.LEARNED, 20)
                    .byTerm(x0, 100, learned, 5, noise(100, 6), 1000);
            for (int t = 2; t <= 1000; t++) {
                assertThat(found[t - 1]).isCloseTo(expected[t - 1], within(1e-9));
            }
        }
    }

    @Test
    void the_terms_add_up_to_the_bound_in_bits_of_a_dimension() {
        ExactGaussian data = new ExactGaussian(diffusion, 0.7, 0.3);
        float[] x0 = data.draw(COUNT, 1);
        double[] byTerm = new VariationalBound(diffusion, ReverseVariance.POSTERIOR, 20)
                .byTerm(x0, COUNT, data.noisePredictor(), 5, noise(COUNT, 6), 1000);
        double bound = bound(data, ReverseVariance.POSTERIOR, 3_200, x0);
        assertThat(-Arrays.stream(byTerm).sum()).isCloseTo(bound / Math.log(2), within(0.1));
    }

    @Test
    void a_worse_denoiser_has_a_lower_bound() {
        ExactGaussian data = new ExactGaussian(diffusion, 0.7, 0.3);
        float[] x0 = data.draw(COUNT, 1);
        double right = bound(data, ReverseVariance.POSTERIOR, 3_200, x0);
        double shifted = bound(new ExactGaussian(diffusion, 0.9, 0.3), ReverseVariance.POSTERIOR, 3_200, x0);
        assertThat(shifted).isLessThan(right - 0.1);
    }

    @Test
    void few_evaluations_estimate_the_whole_sum() {
        ExactGaussian data = new ExactGaussian(diffusion, 0.7, 0.3);
        float[] x0 = data.draw(COUNT, 1);
        double whole = bound(data, ReverseVariance.POSTERIOR, 3_200, x0);
        assertThat(bound(data, ReverseVariance.POSTERIOR, 100, x0)).isCloseTo(whole, within(0.1));
    }

    @Test
    void stratified_estimates_scatter_about_the_sum_over_all_timesteps_as_they_say() {
        GaussianDiffusion few = new GaussianDiffusion(BetaSchedule.linear(20, 1e-3, 0.5));
        ExactGaussian data = new ExactGaussian(few, 0.7, 0.3);
        float[] x0 = data.draw(200, 1);
        LogLikelihoods all = new VariationalBound(few, ReverseVariance.POSTERIOR, 60)
                .logLikelihood(x0, 200, data.noisePredictor(), 5, noise(200, 6));
        int repetitions = 200;
        double sum = 0;
        double squares = 0;
        double said = 0;
        for (int seed = 0; seed < repetitions; seed++) {
            LogLikelihoods estimate = new VariationalBound(few, ReverseVariance.POSTERIOR, 12)
                    .logLikelihood(x0, 200, data.noisePredictor(), seed, noise(200, 1_000 + seed));
            double mean = mean(estimate);
            sum += mean;
            squares += mean * mean;
            said += error(estimate) * error(estimate) / repetitions;
        }
        double mean = sum / repetitions;
        double deviation = Math.sqrt(squares / repetitions - mean * mean);
        assertThat(mean).isCloseTo(mean(all), within(4 * Math.hypot(error(all), deviation / Math.sqrt(repetitions))));
        // Two different timesteps of a small stratum differ by more than chance, never by less.
        assertThat(Math.sqrt(said) / deviation).isBetween(0.85, 1.6);
    }

    @Test
    void seeds_of_one_model_lie_within_the_errors_that_they_say() {
        ExactGaussian data = new ExactGaussian(diffusion, 0.7, 0.05);
        float[] x0 = data.draw(500, 1);
        VariationalBound bound = new VariationalBound(diffusion, ReverseVariance.POSTERIOR, 20);
        int inside = 0;
        for (int seed = 0; seed < 40; seed++) {
            LogLikelihoods one = bound.logLikelihood(x0, 500, data.noisePredictor(), seed, noise(500, 1_000 + seed));
            LogLikelihoods other =
                    bound.logLikelihood(x0, 500, data.noisePredictor(), seed + 500, noise(500, 5_000 + seed));
            double apart = Math.abs(mean(one) - mean(other));
            inside += apart < 2 * Math.hypot(error(one), error(other)) ? 1 : 0;
        }
        assertThat(inside).isGreaterThanOrEqualTo(35);
    }

    @Test
    void the_bound_adds_up_over_dimensions() {
        ExactGaussian data = new ExactGaussian(diffusion, 0.7, 0.3);
        float[] x0 = data.draw(12, 1);
        // So many evaluations visit each timestep, and none is chosen by chance.
        VariationalBound whole = new VariationalBound(diffusion, ReverseVariance.POSTERIOR, 3_200);
        double[] single = whole.logLikelihood(x0, 12, data.noisePredictor(), 5, noise(12, 6))
                .values();
        double[] triples = whole.logLikelihood(x0, 4, data.noisePredictor(), 5, noise(12, 6))
                .values();
        for (int i = 0; i < 4; i++) {
            assertThat(triples[i]).isCloseTo(single[3 * i] + single[3 * i + 1] + single[3 * i + 2], within(1e-9));
        }
    }
}

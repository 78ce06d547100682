package org.genera.plugins.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GaussianDiffusionTest {
    private final GaussianDiffusion diffusion = ExactGaussian.usualDiffusion();
    private final int[] timesteps = {1, 2, 10, 500, 999, 1000};

    @Test
    void the_linear_schedule_has_the_known_products() {
        assertThat(diffusion.alphaBar(0)).isEqualTo(1);
        assertThat(diffusion.alphaBar(1)).isCloseTo(0.9999, within(1e-15));
        assertThat(diffusion.alphaBar(100)).isCloseTo(0.89701814567496, within(1e-13));
        assertThat(diffusion.alphaBar(1000)).isCloseTo(4.035829765375676e-05, within(1e-16));
    }

    @Test
    void a_schedule_that_is_none_is_refused_with_what_to_try() {
        assertThatThrownBy(() -> BetaSchedule.linear(1000, 0.5, 0.1))
                .hasMessageContaining("need 0 < betaStart <= betaEnd < 1, got 0.5 and 0.1")
                .hasMessageContaining("DDPM uses 1e-4 and 0.02");
        assertThatThrownBy(() -> BetaSchedule.linear(1, 1e-4, 0.02)).hasMessageContaining("timesteps >= 2");
    }

    @Test
    void a_noisy_example_has_the_moments_of_the_closed_form() {
        ExactGaussian data = new ExactGaussian(diffusion, 2, 0.5);
        for (int t : timesteps) {
            float[] xt = diffusion.diffuse(data.draw(50_000, 1), t, ExactGaussian.normal(50_000, 2));
            assertThat(ExactGaussian.mean(xt)).isCloseTo(2 * diffusion.signal(t), within(0.02));
            assertThat(ExactGaussian.deviation(xt)).isCloseTo(Math.sqrt(data.variance(t)), within(0.015));
        }
    }

    @Test
    void one_long_step_is_many_short_ones() {
        // Moments of x_t by the recursion x_t = √α x_{t−1} + √β z, against the closed form.
        double signal = 1;
        double variance = 0;
        for (int t = 1; t <= diffusion.timesteps(); t++) {
            signal *= Math.sqrt(diffusion.alpha(t));
            variance = diffusion.alpha(t) * variance + diffusion.beta(t);
            assertThat(diffusion.signal(t)).isCloseTo(signal, within(1e-12));
            assertThat(diffusion.noise(t)).isCloseTo(Math.sqrt(variance), within(1e-12));
        }
    }

    @Test
    void the_posterior_mean_in_noise_equals_its_form_in_x0_and_xt() {
        float[] x0 = {-1, 0.25f, 0.9f};
        float[] epsilon = {0.3f, -1.2f, 0.8f};
        for (int t : timesteps) {
            float[] xt = diffusion.diffuse(x0, t, epsilon);
            assertThat(diffusion.reverseMean(xt, t, epsilon))
                    .containsExactly(diffusion.posteriorMean(x0, xt, t), within(2e-6f));
        }
    }

    @Test
    void the_reverse_mean_divides_beta_and_not_its_root_by_the_noise() {
        int t = 400;
        float[] mean = diffusion.reverseMean(new float[] {0.5f}, t, new float[] {1});
        double beta = diffusion.beta(t);
        double right = (0.5 - beta / Math.sqrt(1 - diffusion.alphaBar(t))) / Math.sqrt(1 - beta);
        double misprint = (0.5 - Math.sqrt(beta)) / Math.sqrt(1 - beta);
        assertThat((double) mean[0]).isCloseTo(right, within(1e-6)).isNotCloseTo(misprint, within(1e-2));
    }

    @Test
    void the_posterior_is_bayes_rule() {
        // q(x_{t−1} | x_t, x_0) ∝ N(x_t; √α x_{t−1}, β) N(x_{t−1}; √ᾱ' x_0, 1 − ᾱ'): precisions add.
        for (int t : new int[] {2, 10, 500, 1000}) {
            double prior = 1 / (1 - diffusion.alphaBar(t - 1));
            double evidence = diffusion.alpha(t) / diffusion.beta(t);
            double variance = 1 / (prior + evidence);
            assertThat(diffusion.posteriorVariance(t)).isCloseTo(variance, within(1e-12));
            assertThat(diffusion.posteriorMeanOfX0(t))
                    .isCloseTo(variance * prior * diffusion.signal(t - 1), within(1e-10));
            assertThat(diffusion.posteriorMeanOfXt(t))
                    .isCloseTo(variance * evidence / Math.sqrt(diffusion.alpha(t)), within(1e-10));
        }
        assertThat(diffusion.posteriorVariance(1)).isZero();
    }

    @Test
    void for_gaussian_data_the_reverse_mean_is_the_conditional_expectation() {
        ExactGaussian data = new ExactGaussian(diffusion, 0.7, 0.3);
        for (int t : timesteps) {
            float[] xt = {-0.4f, 0.6f, 1.3f};
            float[] mean = diffusion.reverseMean(
                    xt, t, data.noisePredictor().at(xt, new int[] {t, t, t}).epsilon());
            // Cov(x_{t−1}, x_t) = √α Var(x_{t−1}).
            double slope = Math.sqrt(diffusion.alpha(t)) * data.variance(t - 1) / data.variance(t);
            for (int i = 0; i < xt.length; i++) {
                double expected = diffusion.signal(t - 1) * 0.7 + slope * (xt[i] - diffusion.signal(t) * 0.7);
                assertThat((double) mean[i]).isCloseTo(expected, within(1e-6));
            }
        }
    }

    @Test
    void arrays_of_different_lengths_are_refused() {
        assertThatThrownBy(() -> diffusion.diffuse(new float[2], 1, new float[3]))
                .hasMessageContaining("expected arrays of one length, got 2 and 3");
    }
}

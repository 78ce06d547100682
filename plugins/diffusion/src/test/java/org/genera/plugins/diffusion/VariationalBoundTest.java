package org.genera.plugins.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bound with the exact noise of Gaussian data. */
class VariationalBoundTest {
    private static final int COUNT = 4000;

    private final GaussianDiffusion diffusion = ExactGaussian.usualDiffusion();

    private double bound(ExactGaussian data, ReverseVariance variance, int strata, float[] x0) {
        return Arrays.stream(new VariationalBound(diffusion, variance, strata)
                        .logLikelihood(x0, x0.length, data.denoiser(), 5, ExactGaussian.noise(x0.length, 6)))
                .average()
                .orElseThrow();
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
        assertThat(bound(data, ReverseVariance.BETA, 999, x0)).isCloseTo(exact(data, x0), within(0.05));
    }

    @ParameterizedTest
    @EnumSource(ReverseVariance.class)
    void the_bound_of_the_exact_noise_is_below_the_likelihood_and_close(ReverseVariance variance) {
        for (double deviation : new double[] {0.05, 0.3, 1}) {
            ExactGaussian data = new ExactGaussian(diffusion, 0.7, deviation);
            float[] x0 = data.draw(COUNT, 1);
            double exact = exact(data, x0);
            assertThat(bound(data, variance, 999, x0)).isBetween(exact - 0.5, exact + 0.05);
        }
    }

    @Test
    void a_worse_denoiser_has_a_lower_bound() {
        ExactGaussian data = new ExactGaussian(diffusion, 0.7, 0.3);
        float[] x0 = data.draw(COUNT, 1);
        double right = bound(data, ReverseVariance.POSTERIOR, 999, x0);
        double shifted = bound(new ExactGaussian(diffusion, 0.9, 0.3), ReverseVariance.POSTERIOR, 999, x0);
        assertThat(shifted).isLessThan(right - 0.1);
    }

    @Test
    void few_strata_estimate_the_whole_sum() {
        ExactGaussian data = new ExactGaussian(diffusion, 0.7, 0.3);
        float[] x0 = data.draw(COUNT, 1);
        double whole = bound(data, ReverseVariance.POSTERIOR, 999, x0);
        assertThat(bound(data, ReverseVariance.POSTERIOR, 50, x0)).isCloseTo(whole, within(0.1));
    }

    @Test
    void the_bound_adds_up_over_dimensions() {
        ExactGaussian data = new ExactGaussian(diffusion, 0.7, 0.3);
        float[] x0 = data.draw(12, 1);
        VariationalBound bound = new VariationalBound(diffusion, ReverseVariance.POSTERIOR, 20);
        double[] single = bound.logLikelihood(x0, 12, data.denoiser(), 5, ExactGaussian.noise(12, 6));
        double[] triples = bound.logLikelihood(x0, 4, data.denoiser(), 5, ExactGaussian.noise(12, 6));
        for (int i = 0; i < 4; i++) {
            assertThat(triples[i]).isCloseTo(single[3 * i] + single[3 * i + 1] + single[3 * i + 2], within(1e-9));
        }
    }
}

package org.genera.plugins.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProcessesTest {

    @ParameterizedTest
    @MethodSource("org.genera.plugins.diffusion.SamplersTest#processes")
    void data_are_lost_and_noise_grows_with_time(NoiseProcess process) {
        assertThat(process.signal(0)).isEqualTo(1);
        assertThat(process.noise(0)).isZero();
        double[] times = NoiseProcess.middles(process.least(), process.end(), 300);
        for (int i = 1; i < times.length; i++) {
            assertThat(process.signal(times[i])).isLessThanOrEqualTo(process.signal(times[i - 1]));
            assertThat(process.noise(times[i])).isGreaterThan(process.noise(times[i - 1]));
            assertThat(process.addedVariance(times[i - 1], times[i])).isPositive();
            assertThat(process.timeOfAngle(process.angle(times[i]))).isCloseTo(times[i], within(1e-6 * process.end()));
            assertThat(process.timeOfLogSignalToNoise(process.logSignalToNoise(times[i])))
                    .isCloseTo(times[i], within(1e-6 * process.end()));
        }
        assertThat(process.trainingTimes()).isSorted().doesNotContain(0.0);
    }

    @Test
    void in_continuous_time_vp_is_ddpm_of_many_steps() {
        NoiseProcess ddpm = ExactGaussian.usualDiffusion();
        NoiseProcess vp = new VariancePreserving(0.1, 20, false);
        for (double part : new double[] {0.1, 0.5, 0.9}) {
            assertThat(vp.signal(part)).isCloseTo(ddpm.signal(1000 * part), within(0.01));
        }
        assertThat(vp.variance(0.3) + Math.pow(vp.signal(0.3), 2)).isCloseTo(1, within(1e-12));
        assertThat(new VariancePreserving(0.1, 20, true).variance(0.3)).isLessThan(vp.variance(0.3));
    }

    @Test
    void levels_of_ncsn_are_geometric() {
        NoiseProcess levels = new NoiseLevels(new GeometricNoise(0.01, 1), 10);
        assertThat(levels.noise(1)).isCloseTo(0.01, within(1e-15));
        assertThat(levels.noise(10)).isCloseTo(1, within(1e-15));
        for (int n = 2; n < 10; n++) {
            assertThat(levels.noise(n) / levels.noise(n - 1))
                    .isCloseTo(levels.noise(n + 1) / levels.noise(n), within(1e-12));
        }
        assertThatThrownBy(() -> new GeometricNoise(1, 0.1)).hasMessageContaining("need 0 < sigmaMin < sigmaMax");
    }

    @Test
    void the_cosine_of_nichol_and_dhariwal_is_half_way_through_at_half_time_and_capped() {
        BetaSchedule schedule = BetaSchedule.cosine(1000, 2);
        GaussianDiffusion diffusion = new GaussianDiffusion(schedule);
        double f0 = Math.pow(Math.cos(0.008 / 1.008 * Math.PI / 2), 2);
        double f500 = Math.pow(Math.cos(0.508 / 1.008 * Math.PI / 2), 2);
        assertThat(diffusion.alphaBar(500)).isCloseTo(f500 / f0, within(1e-10));
        assertThat(schedule.beta(1000)).isEqualTo(0.999);
        assertThat(BetaSchedule.cosine(1000, 1).beta(1000)).isLessThan(1);
    }

    @ParameterizedTest
    @EnumSource(Parametrisation.class)
    void from_what_a_network_says_example_and_noise_follow(Parametrisation parametrisation) {
        double x0 = 0.7;
        double epsilon = -1.3;
        for (double[] level : new double[][] {{0.9, 0.3}, {1, 5}, {0.2, 0.8}}) {
            double noisy = level[0] * x0 + level[1] * epsilon;
            double said = parametrisation.ofX0(level[0], level[1]) * x0
                    + parametrisation.ofEpsilon(level[0], level[1]) * epsilon;
            Parametrisation.Combination ofX0 = parametrisation.x0(level[0], level[1]);
            Parametrisation.Combination ofEpsilon = parametrisation.epsilon(level[0], level[1]);
            assertThat(ofX0.ofInput() * noisy + ofX0.ofOutput() * said).isCloseTo(x0, within(1e-12));
            assertThat(ofEpsilon.ofInput() * noisy + ofEpsilon.ofOutput() * said)
                    .isCloseTo(epsilon, within(1e-12));
        }
    }

    @Test
    void the_velocity_of_straight_lines_is_their_slope_and_of_gaussian_data_known() {
        NoiseProcess lines = new StraightLines();
        ExactGaussian data = new ExactGaussian(lines, 0.7, 0.3);
        double t = 0.4;
        float[] x = {1.1f};
        double x0 = data.denoiser().at(x, 1, t).x0()[0];
        // E[ε − x_0 | x_t] = −m + (t − (1 − t) s²)/Var(x_t) (x_t − (1 − t) m).
        double velocity = -0.7 + (t - (1 - t) * 0.09) / data.variance(t) * (x[0] - (1 - t) * 0.7);
        assertThat((x[0] - x0) / t).isCloseTo(velocity, within(1e-6));
        // It moves the marginals: x_{t+h} along it is where the flow leads.
        double h = 1e-4;
        assertThat((data.flow(x[0], t, t + h) - x[0]) / h).isCloseTo(velocity, within(1e-3));
    }

    @Test
    void min_snr_weighs_the_errors_of_all_parametrisations_alike() {
        LossWeight weight = LossWeight.minSignalToNoise(5);
        for (double noise : new double[] {0.1, 0.5, 0.95}) {
            double signal = Math.sqrt(1 - noise * noise);
            double snr = signal * signal / (noise * noise);
            double least = Math.min(snr, 5);
            assertThat(weight.of(Parametrisation.X0, signal, noise)).isCloseTo(least, within(1e-9));
            assertThat(weight.of(Parametrisation.EPSILON, signal, noise)).isCloseTo(least / snr, within(1e-9));
            assertThat(weight.of(Parametrisation.V, signal, noise)).isCloseTo(least / (snr + 1), within(1e-9));
        }
    }
}

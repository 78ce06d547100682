package org.genera.plugins.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.genera.plugins.diffusion.Ddim.Spacing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Samplers with the exact noise of Gaussian data. */
class SamplersTest {
    private static final int COUNT = 20_000;

    private final GaussianDiffusion diffusion = ExactGaussian.usualDiffusion();
    private final ExactGaussian data = new ExactGaussian(diffusion, 0.7, 0.3);
    private final Denoising denoising = new Denoising(diffusion, data.denoiser(), false);

    private float[] run(ReverseProcess process, StepNoise noise) {
        return denoising.run(process.steps(diffusion), noise, (timestep, xt) -> {});
    }

    @ParameterizedTest
    @EnumSource(ReverseVariance.class)
    void ancestral_sampling_reproduces_mean_and_variance_of_the_data(ReverseVariance variance) {
        float[] x0 = run(new Ancestral(variance), ExactGaussian.noise(COUNT, 1));
        assertThat(ExactGaussian.mean(x0)).isCloseTo(0.7, within(0.01));
        assertThat(ExactGaussian.deviation(x0)).isCloseTo(0.3, within(0.01));
    }

    @Test
    void ddim_with_eta_1_and_all_timesteps_is_ancestral_sampling() {
        StepNoise noise = ExactGaussian.noise(100, 3);
        assertThat(run(new Ddim(1000, 1, Spacing.LINEAR), noise))
                .containsExactly(run(new Ancestral(ReverseVariance.POSTERIOR), noise), within(1e-4f));
    }

    @Test
    void ddim_with_eta_1_and_few_steps_keeps_mean_and_variance_roughly() {
        float[] x0 = run(new Ddim(100, 1, Spacing.QUADRATIC), ExactGaussian.noise(COUNT, 3));
        assertThat(ExactGaussian.mean(x0)).isCloseTo(0.7, within(0.02));
        assertThat(ExactGaussian.deviation(x0)).isCloseTo(0.3, within(0.03));
    }

    @Test
    void a_ddim_step_is_the_linear_map_of_the_closed_form() {
        for (ReverseStep step : new Ddim(20, 0, Spacing.LINEAR).steps(diffusion)) {
            float[] xt = {-0.5f, 0.2f, 1.4f};
            float[] x0 = diffusion.x0(xt, step.from(), data.denoiser().epsilon(xt, step.from()));
            float[] next = GaussianDiffusion.combine(x0, step.ofX0(), xt, step.ofXt());
            double slope = (diffusion.signal(step.from()) * diffusion.signal(step.to()) * 0.3 * 0.3
                            + diffusion.noise(step.from()) * diffusion.noise(step.to()))
                    / data.variance(step.from());
            for (int i = 0; i < xt.length; i++) {
                double expected =
                        diffusion.signal(step.to()) * 0.7 + slope * (xt[i] - diffusion.signal(step.from()) * 0.7);
                assertThat((double) next[i]).isCloseTo(expected, within(1e-5));
            }
        }
    }

    @Test
    void deterministic_ddim_is_the_monotone_map_from_noise_to_data() {
        float[] grid = new float[41];
        for (int i = 0; i < grid.length; i++) {
            grid[i] = -2 + 0.1f * i;
        }
        StepNoise onlyTheStart = timestep -> {
            assertThat(timestep).as("noise asked for").isEqualTo(1000);
            return grid;
        };
        float[] x0 = run(new Ddim(1000, 0, Spacing.LINEAR), onlyTheStart);
        assertThat(x0).isSorted();
        double scale = 0.3 / Math.sqrt(data.variance(1000));
        for (int i = 0; i < grid.length; i++) {
            double transported = 0.7 + scale * (grid[i] - diffusion.signal(1000) * 0.7);
            assertThat((double) x0[i]).isCloseTo(transported, within(0.01));
        }
        assertThat(run(new Ddim(1000, 0, Spacing.LINEAR), onlyTheStart)).isEqualTo(x0);
    }

    @ParameterizedTest
    @EnumSource(Spacing.class)
    void ddim_visits_as_many_timesteps_as_asked_for_and_ends_at_the_data(Spacing spacing) {
        for (int steps : new int[] {1, 2, 50, 500, 999, 1000}) {
            List<ReverseStep> list = new Ddim(steps, 0, spacing).steps(diffusion);
            assertThat(list).hasSize(steps).allMatch(step -> step.from() > step.to());
            assertThat(list.get(0).from()).isEqualTo(1000);
            assertThat(list.get(steps - 1).to()).isZero();
            for (int i = 1; i < steps; i++) {
                assertThat(list.get(i).from()).isEqualTo(list.get(i - 1).to());
            }
        }
    }

    @Test
    void more_steps_than_timesteps_are_refused_with_the_reason() {
        assertThatThrownBy(() -> new Ddim(1001, 0, Spacing.LINEAR).steps(diffusion))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("need 1 <= steps <= 1000")
                .hasMessageContaining("got 1001");
    }

    @Test
    void every_sampler_starts_from_the_same_noise_and_is_seen_on_its_way() {
        StepNoise noise = ExactGaussian.noise(5, 8);
        for (ReverseProcess process : List.of(
                new Ancestral(ReverseVariance.BETA),
                new Ancestral(ReverseVariance.POSTERIOR),
                new Ddim(10, 0.5, Spacing.QUADRATIC))) {
            List<float[]> seen = new ArrayList<>();
            float[] x0 = denoising.run(process.steps(diffusion), noise, (timestep, xt) -> seen.add(xt));
            assertThat(seen).hasSize(process.steps(diffusion).size() + 1);
            assertThat(seen.get(0)).isEqualTo(noise.at(1000));
            assertThat(seen.get(seen.size() - 1)).isEqualTo(x0);
        }
    }

    @Test
    void clipping_keeps_samples_in_range() {
        Denoiser none = (xt, timestep) -> new float[xt.length];
        List<ReverseStep> steps = new Ancestral(ReverseVariance.POSTERIOR).steps(diffusion);
        StepNoise noise = ExactGaussian.noise(100, 8);
        float[] clipped = new Denoising(diffusion, none, true).run(steps, noise, (t, xt) -> {});
        float[] free = new Denoising(diffusion, none, false).run(steps, noise, (t, xt) -> {});
        for (int i = 0; i < clipped.length; i++) {
            assertThat(clipped[i]).isBetween(-1f, 1f);
        }
        assertThat(Math.abs(free[0])).isGreaterThan(2);
    }
}

package org.genera.plugins.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.genera.nn.DataRange;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.Given;
import org.genera.spi.Guidance;
import org.genera.spi.Guide;
import org.genera.spi.NoiseLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Samplers with the exact denoiser of Gaussian data. */
class SamplersTest {
    private static final int COUNT = 5_000;
    private static final GaussianDiffusion DDPM = ExactGaussian.usualDiffusion();

    private final ExactGaussian data = new ExactGaussian(DDPM, 0.7, 0.3);

    static Stream<NoiseProcess> processes() {
        GeometricNoise sigmas = new GeometricNoise(0.01, 20);
        return Stream.of(
                DDPM,
                new GaussianDiffusion(BetaSchedule.cosine(1000, 2)),
                new VariancePreserving(0.1, 20, false),
                new VariancePreserving(0.1, 20, true),
                new VarianceExploding(sigmas),
                new NoiseLevels(sigmas, 200),
                new StraightLines());
    }

    private static ExactGaussian on(NoiseProcess process) {
        return new ExactGaussian(process, 0.7, 0.3);
    }

    private static float[] run(ExactGaussian data, Solver solver, StepNoise noise, int count) {
        return solver.run(data.task(noise, count));
    }

    private float[] run(Solver solver, StepNoise noise, int count) {
        return run(data, solver, noise, count);
    }

    private static Ancestral ancestral(ReverseVariance variance) {
        return new Ancestral(variance, 1);
    }

    @ParameterizedTest
    @EnumSource(
            value = ReverseVariance.class,
            names = {"POSTERIOR", "BETA"})
    void ancestral_sampling_reproduces_mean_and_variance_of_the_data(ReverseVariance variance) {
        float[] x0 = run(ancestral(variance), ExactGaussian.noise(COUNT, 1), COUNT);
        assertThat(ExactGaussian.mean(x0)).isCloseTo(0.7, within(0.015));
        assertThat(ExactGaussian.deviation(x0)).isCloseTo(0.3, within(0.012));
    }

    @ParameterizedTest
    @MethodSource("processes")
    void every_solver_reproduces_mean_and_variance_of_the_data_on_every_process(NoiseProcess process) {
        ExactGaussian on = on(process);
        List<Solver> solvers = List.of(
                new Strided(200, Spacing.SNR, ReverseVariance.POSTERIOR, 1),
                new Ddim(200, 1, Spacing.SNR),
                new Ddim(200, 0, Spacing.SNR),
                new DpmSolver(50, Spacing.SNR),
                new Heun(50, Spacing.KARRAS),
                new PredictorCorrector(new Strided(200, Spacing.SNR, ReverseVariance.POSTERIOR, 1), 1, 0.05));
        for (Solver solver : solvers) {
            float[] x0 = run(on, solver, ExactGaussian.noise(2_000, 1), 2_000);
            assertThat(ExactGaussian.mean(x0)).as("%s", solver).isCloseTo(0.7, within(0.03));
            assertThat(ExactGaussian.deviation(x0)).as("%s", solver).isCloseTo(0.3, within(0.02));
        }
    }

    @Test
    void ddim_with_eta_1_and_strided_sampling_are_ancestral_sampling_on_all_timesteps() {
        StepNoise noise = ExactGaussian.noise(100, 3);
        float[] ancestral = run(ancestral(ReverseVariance.POSTERIOR), noise, 100);
        assertThat(run(new Ddim(1000, 1, Spacing.LINEAR), noise, 100)).containsExactly(ancestral, within(1e-4f));
        assertThat(run(new Strided(1000, Spacing.LINEAR, ReverseVariance.POSTERIOR, 1), noise, 100))
                .containsExactly(ancestral, within(1e-4f));
        assertThat(run(new Strided(1000, Spacing.LINEAR, ReverseVariance.BETA, 1), noise, 100))
                .containsExactly(run(ancestral(ReverseVariance.BETA), noise, 100), within(1e-4f));
    }

    @Test
    void on_fewer_timesteps_ddim_with_eta_1_is_strided_sampling() {
        StepNoise noise = ExactGaussian.noise(100, 3);
        assertThat(run(new Strided(25, Spacing.QUADRATIC, ReverseVariance.POSTERIOR, 1), noise, 100))
                .containsExactly(run(new Ddim(25, 1, Spacing.QUADRATIC), noise, 100), within(1e-4f));
    }

    @Test
    void a_learned_variance_lies_between_the_two_in_logarithms() {
        Denoiser half = (rows, x, times) -> {
            float[] mix = new float[x.length];
            java.util.Arrays.fill(mix, 0.5f);
            return new Denoiser.Prediction(data.denoiser().at(rows, x, times).x0(), mix);
        };
        float[] x = {0.4f};
        StepNoise one = (time, draw) -> new float[] {1};
        float[] moved = new float[3];
        for (ReverseVariance variance : ReverseVariance.values()) {
            ReverseStep step = new Strided(20, Spacing.LINEAR, variance, 1).step(DDPM, 500, 450);
            moved[variance.ordinal()] = step.apply(half.at(x, 1, 500), x, one, 0)[0]
                    - step.apply(half.at(x, 1, 500), x, (time, draw) -> new float[] {0}, 0)[0];
        }
        assertThat((double) moved[ReverseVariance.LEARNED.ordinal()])
                .isCloseTo(
                        Math.sqrt(moved[ReverseVariance.POSTERIOR.ordinal()] * moved[ReverseVariance.BETA.ordinal()]),
                        within(1e-6));
    }

    @Test
    void a_ddim_step_is_the_linear_map_of_the_closed_form() {
        for (ReverseStep step : new Ddim(20, 0, Spacing.LINEAR).steps(DDPM)) {
            float[] xt = {-0.5f, 0.2f, 1.4f};
            float[] next = step.apply(data.denoiser().at(xt, 3, step.from()), xt, (time, draw) -> xt, 0);
            double slope = (DDPM.signal(step.from()) * DDPM.signal(step.to()) * 0.3 * 0.3
                            + DDPM.noise(step.from()) * DDPM.noise(step.to()))
                    / data.variance(step.from());
            for (int i = 0; i < xt.length; i++) {
                double expected = DDPM.signal(step.to()) * 0.7 + slope * (xt[i] - DDPM.signal(step.from()) * 0.7);
                assertThat((double) next[i]).isCloseTo(expected, within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("processes")
    void deterministic_solvers_follow_the_probability_flow(NoiseProcess process) {
        ExactGaussian on = on(process);
        float[] grid = {-1.5f, -0.4f, 0, 0.8f, 1.3f};
        StepNoise onlyTheStart = (time, draw) -> {
            assertThat(time).as("noise asked for").isEqualTo(process.end());
            return grid;
        };
        List<Solver> solvers = List.of(
                new Ddim(process.steps() > 0 ? process.steps() : 1000, 0, Spacing.LINEAR),
                new DpmSolver(100, Spacing.SNR),
                new Heun(100, Spacing.KARRAS),
                new ProbabilityFlow(1e-5));
        for (Solver solver : solvers) {
            float[] x0 = run(on, solver, onlyTheStart, grid.length);
            assertThat(x0).as("%s", solver).isSorted();
            for (int i = 0; i < grid.length; i++) {
                double expected = on.flow(process.priorDeviation() * grid[i], process.end(), 0);
                assertThat((double) x0[i]).as("%s from %s", solver, grid[i]).isCloseTo(expected, within(0.012));
            }
            assertThat(run(on, solver, onlyTheStart, grid.length)).isEqualTo(x0);
        }
    }

    @Test
    void euler_is_of_first_order_and_heun_and_dpm_solver_are_of_second() {
        ExactGaussian on = on(new StraightLines());
        assertThat(order(on, steps -> new Ddim(steps, 0, Spacing.LINEAR))).isBetween(0.8, 1.3);
        assertThat(order(on, steps -> new Heun(steps, Spacing.LINEAR))).isBetween(1.7, 2.6);
        assertThat(order(data, steps -> new Ddim(steps, 0, Spacing.SNR))).isBetween(0.8, 1.3);
        assertThat(order(data, steps -> new DpmSolver(steps, Spacing.SNR))).isBetween(1.6, 2.6);
    }

    private interface OfSteps {
        Solver with(int steps);
    }

    /** From errors at the least noise with 20 and 80 steps; what comes behind it is x̂_0 for all. */
    private static double order(ExactGaussian data, OfSteps solver) {
        return Math.log(error(data, solver.with(20)) / error(data, solver.with(80))) / Math.log(4);
    }

    private static double error(ExactGaussian data, Solver solver) {
        float[] start = {1.5f};
        float[][] before = new float[1][];
        double[] least = new double[1];
        Solver.Task task = new Solver.Task(data.process(), data.denoiser(), (time, draw) -> start, 1, (time, x, x0) -> {
            if (time > 0) {
                before[0] = x;
                least[0] = time;
            }
        });
        solver.run(task);
        return Math.abs(before[0][0] - data.flow(1.5, data.process().end(), least[0]));
    }

    @Test
    void few_steps_of_dpm_solver_and_heun_are_nearer_than_as_many_evaluations_of_ddim() {
        double ddim = error(data, new Ddim(20, 0, Spacing.SNR));
        assertThat(error(data, new DpmSolver(20, Spacing.SNR))).isLessThan(0.3 * ddim);
        assertThat(error(data, new Heun(20, Spacing.LINEAR)))
                .isLessThan(0.5 * error(data, new Ddim(40, 0, Spacing.LINEAR)));
    }

    @Test
    void the_inverse_of_heuns_method_leads_to_the_noise_that_leads_back() {
        for (NoiseProcess process : List.of(DDPM, new StraightLines(), new VariancePreserving(0.1, 20, false))) {
            ExactGaussian on = on(process);
            float[] values = on.draw(10, 4);
            Heun heun = new Heun(60, Spacing.KARRAS);
            Solver.Task task = on.task(ExactGaussian.noise(10, 1), 10);
            float[] noise = heun.inverse(task, values);
            for (int i = 0; i < values.length; i++) {
                assertThat((double) noise[i]).isCloseTo(on.flow(values[i], 0, process.end()), within(0.03));
            }
            assertThat(heun.run(task, noise)).containsExactly(values, within(0.01f));
        }
    }

    @Test
    void langevin_steps_have_the_bias_of_their_size() {
        // x ← x + (α/2) ∇ log p + √α z of N(m, V) has the variance V/(1 − α/(4V)).
        double sigma = 0.4;
        NoiseProcess one = new NoiseLevels(new GeometricNoise(sigma, 1.001 * sigma), 2);
        ExactGaussian on = on(one);
        for (double stepSize : new double[] {0.1, 1}) {
            float[][] last = new float[1][];
            // Both levels are one, but for what the last x̂_0 changes: look at the examples before it.
            Denoiser watched = (rows, x, times) -> {
                last[0] = x;
                return on.denoiser().at(rows, x, times);
            };
            new AnnealedLangevin(2, 150, stepSize)
                    .run(new Solver.Task(one, watched, ExactGaussian.noise(COUNT, 9), COUNT, Solver.Watcher.NOBODY));
            double variance = on.variance(1);
            double alpha = stepSize * sigma * sigma;
            double expected = variance / (1 - alpha / (4 * variance));
            double found = Math.pow(ExactGaussian.deviation(last[0]), 2);
            assertThat(found / expected).isCloseTo(1, within(0.07));
            assertThat(ExactGaussian.mean(last[0])).isCloseTo(0.7, within(0.02));
        }
    }

    @Test
    void annealed_langevin_draws_the_data_and_is_refused_where_the_signal_fades() {
        ExactGaussian on = on(new NoiseLevels(new GeometricNoise(0.01, 5), 20));
        AnnealedLangevin langevin = new AnnealedLangevin(20, 30, 0.2);
        float[] x0 = run(on, langevin, ExactGaussian.noise(2_000, 2), 2_000);
        assertThat(ExactGaussian.mean(x0)).isCloseTo(0.7, within(0.03));
        assertThat(ExactGaussian.deviation(x0)).isCloseTo(0.3, within(0.03));
        assertThatThrownBy(() -> langevin.effort(DDPM)).hasMessageContaining("whose signal fades");
        assertThatThrownBy(() -> ancestral(ReverseVariance.BETA).effort(new StraightLines()))
                .hasMessageContaining("expected a run of DDPM")
                .hasMessageContaining("draw with strided");
    }

    @Test
    void corrections_pull_examples_that_went_astray_towards_the_data() {
        Strided steps = new Strided(10, Spacing.LINEAR, ReverseVariance.POSTERIOR, 1);
        StepNoise noise = ExactGaussian.noise(2_000, 2);
        double without =
                Math.abs(0.3 - ExactGaussian.deviation(run(new PredictorCorrector(steps, 0, 0.2), noise, 2_000)));
        double with = Math.abs(0.3 - ExactGaussian.deviation(run(new PredictorCorrector(steps, 5, 0.2), noise, 2_000)));
        assertThat(with).isLessThan(without);
    }

    @ParameterizedTest
    @EnumSource(Spacing.class)
    void as_many_times_are_visited_as_asked_for_and_the_last_is_the_end(Spacing spacing) {
        processes().forEach(process -> {
            for (int steps : new int[] {1, 2, 50, 199, 200}) {
                double[] times = spacing.times(process, steps);
                assertThat(times).hasSize(steps + 1).isSorted().startsWith(0.0).endsWith(process.end());
                for (int i = 1; i <= steps; i++) {
                    assertThat(times[i]).isGreaterThan(times[i - 1]);
                }
            }
        });
    }

    @Test
    void more_steps_than_timesteps_are_refused_with_the_reason() {
        assertThatThrownBy(() -> new Ddim(1001, 0, Spacing.LINEAR).effort(DDPM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("need 1 <= steps <= 1000")
                .hasMessageContaining("got 1001");
    }

    @Test
    void every_solver_is_seen_on_its_way_and_asks_as_often_as_it_says() {
        for (Solver solver : List.of(
                ancestral(ReverseVariance.BETA),
                new Ancestral(ReverseVariance.POSTERIOR, 2),
                new Ddim(10, 0.5, Spacing.QUADRATIC),
                new Strided(10, Spacing.LINEAR, ReverseVariance.BETA, 3),
                new DpmSolver(7, Spacing.SNR),
                new Heun(7, Spacing.KARRAS),
                new PredictorCorrector(new Strided(10, Spacing.LINEAR, ReverseVariance.BETA, 1), 2, 0.1))) {
            StepNoise noise = ExactGaussian.noise(5, 8);
            List<float[]> seen = new ArrayList<>();
            List<Double> times = new ArrayList<>();
            int[] asked = {0};
            Denoiser counted = (rows, x, at) -> {
                asked[0]++;
                return data.denoiser().at(rows, x, at);
            };
            float[] x0 = solver.run(new Solver.Task(DDPM, counted, noise, 5, (time, x, predicted) -> {
                seen.add(x);
                times.add(time);
            }));
            Solver.Effort effort = solver.effort(DDPM).orElseThrow();
            assertThat(asked[0]).as("%s", solver).isEqualTo(effort.evaluations());
            assertThat(seen).as("%s", solver).hasSize(effort.moments());
            assertThat(seen.get(0)).isEqualTo(noise.at(1000, 0));
            assertThat(seen.get(seen.size() - 1)).isEqualTo(x0);
            assertThat(times)
                    .isSortedAccordingTo((one, other) -> Double.compare(other, one))
                    .endsWith(0.0);
        }
    }

    @Test
    void examples_of_the_adaptive_solver_do_not_depend_on_each_other() {
        StepNoise all = ExactGaussian.noise(6, 4);
        StepNoise two = (time, draw) -> java.util.Arrays.copyOf(all.at(time, draw), 2);
        float[] six = run(new ProbabilityFlow(1e-4), all, 6);
        assertThat(run(new ProbabilityFlow(1e-4), two, 2)).isEqualTo(java.util.Arrays.copyOf(six, 2));
    }

    @Test
    void clipping_keeps_samples_in_range_and_known_values_stay() {
        Denoiser far = (rows, x, times) -> new Denoiser.Prediction(Numbers.combine(x, 3, x, 0));
        StepNoise noise = ExactGaussian.noise(100, 8);
        Solver.Task clipped = new Solver.Task(DDPM, far.clipped(), noise, 100, Solver.Watcher.NOBODY);
        for (float each : ancestral(ReverseVariance.POSTERIOR).run(clipped)) {
            assertThat(each).isBetween(-1f, 1f);
        }
        float[] known = new float[100];
        java.util.Arrays.fill(known, 0.25f);
        Denoiser knowing = data.denoiser().knowing(i -> i % 2 == 0, known);
        for (Solver solver : List.of(
                new Ancestral(ReverseVariance.POSTERIOR, 1),
                new DpmSolver(20, Spacing.SNR),
                new ProbabilityFlow(1e-3),
                new Heun(20, Spacing.SNR))) {
            float[] x0 = solver.run(new Solver.Task(DDPM, knowing, noise, 100, Solver.Watcher.NOBODY));
            for (int i = 0; i < 100; i += 2) {
                assertThat(x0[i]).isCloseTo(0.25f, within(1e-5f));
            }
        }
    }

    @Test
    void guided_draws_are_of_the_posterior_given_what_the_guide_knows() {
        // y = x_0 + τ z is known: p(y | x_t) is normal, and so is p(x_0 | y).
        double tau = 0.2;
        float y = 1.1f;
        for (NoiseProcess process : List.of(DDPM, new StraightLines())) {
            ExactGaussian on = on(process);
            Guide guide = new Guide() {
                @Override
                public boolean noiseAware() {
                    return true;
                }

                @Override
                public float[] gradient(Batch x, List<NoiseLevel> levels, Given target) {
                    float[] gradient = new float[x.count()];
                    for (int i = 0; i < gradient.length; i++) {
                        double alpha = levels.get(i).alpha();
                        double noise = levels.get(i).sigma();
                        double all = alpha * alpha * 0.09 + noise * noise;
                        double mean = 0.7 + alpha * 0.09 / all * (x.values()[i] - alpha * 0.7);
                        double spread = 0.09 * noise * noise / all;
                        gradient[i] = (float) (alpha * 0.09 / all * (y - mean) / (spread + tau * tau));
                    }
                    return gradient;
                }
            };
            Guidance guidance = new Guidance("guide", guide, Given.ofClass(0, 3_000, new DataShape.Vector(1)), 1);
            Denoiser led = new Guided(on.denoiser(), process, DataRange.REAL, guidance);
            float[] x0 = new Ddim(200, 0, Spacing.LINEAR)
                    .run(new Solver.Task(process, led, ExactGaussian.noise(3_000, 5), 3_000, Solver.Watcher.NOBODY));
            double precision = 1 / 0.09 + 1 / (tau * tau);
            assertThat(ExactGaussian.mean(x0)).isCloseTo((0.7 / 0.09 + y / (tau * tau)) / precision, within(0.02));
            assertThat(ExactGaussian.deviation(x0)).isCloseTo(1 / Math.sqrt(precision), within(0.015));
        }
    }
}

package org.genera.plugins.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.genera.nn.ModelSession;
import org.genera.nn.SessionModel;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.DefaultSampler;
import org.genera.spi.Model;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.Profiles;
import org.genera.spi.SampleRequest;
import org.genera.spi.Sampler;
import org.genera.spi.Sampling;
import org.genera.spi.SamplingCost;
import org.genera.spi.Trajectory;
import org.genera.spi.ValueRange;
import org.genera.spi.Values;
import org.genera.spi.Variant;
import org.genera.testkit.OneBatch;
import org.junit.jupiter.api.Test;

class DdpmModelTest {
    private final DiffusionFamily family = new DiffusionFamily();
    private final Variant variant = family.variant("ddpm");

    private Model build(DataShape shape, ValueRange range, Map<String, Object> given) {
        Values values = Values.of(variant.hyperparameters(), given);
        return family.build(
                new ModelSpec(variant.id(), values, new DataSpec(shape, range, 0, 100), 4), ModelContext.cpu());
    }

    private Model plane(Map<String, Object> given) {
        return build(new DataShape.Vector(2), ValueRange.REAL, given);
    }

    private SampleRequest request(int sampler, int count, Map<String, Object> settings) {
        Sampler chosen = variant.samplers().get(sampler);
        return new SampleRequest(count, 9, chosen.id(), Values.of(chosen.settings(), settings));
    }

    private static double train(Model model, int from, int to) {
        double sum = 0;
        for (int step = from; step <= to; step++) {
            sum += model.trainStep(new OneBatch(step, new Batch(50, RingTrial.ring(50, 1), new int[0])))
                    .metrics()
                    .get("noiseError");
        }
        return sum / (to - from + 1);
    }

    @Test
    void the_loss_falls_on_one_fixed_batch() {
        try (Model model = plane(Map.of())) {
            double first = train(model, 1, 10);
            train(model, 11, 300);
            assertThat(train(model, 301, 330)).isLessThan(0.5 * first);
        }
    }

    @Test
    void the_loss_falls_on_one_fixed_image() {
        DataShape.Image shape = new DataShape.Image(8, 8, 1);
        float[] values = new float[16 * 64];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 64 < 32 ? 0.9f : 0.1f;
        }
        try (Model model = build(shape, ValueRange.UNIT, Map.of("channels", 8))) {
            double first = 0;
            double last = 0;
            for (int step = 1; step <= 100; step++) {
                double loss = model.trainStep(new OneBatch(step, new Batch(16, values, new int[0])))
                        .metrics()
                        .get("noiseError");
                first += step <= 5 ? loss / 5 : 0;
                last += step > 95 ? loss / 5 : 0;
            }
            assertThat(first).isCloseTo(1, within(0.25));
            assertThat(last).isLessThan(0.5 * first);
        }
    }

    @Test
    void both_samplers_start_from_the_same_noise_before_and_after_training() {
        try (Model model = plane(Map.of("timesteps", 60))) {
            float[] start = firstFrame(model, request(0, 4, Map.of()));
            assertThat(firstFrame(model, request(1, 4, Map.of()))).isEqualTo(start);
            train(model, 1, 3);
            assertThat(firstFrame(model, request(1, 4, Map.of("eta", 0.5)))).isEqualTo(start);
        }
    }

    private static float[] firstFrame(Model model, SampleRequest request) {
        return ((Trajectory) model).trajectory(request, 2).get(0).samples().values();
    }

    @Test
    void images_are_looked_at_in_few_steps_and_points_by_the_sampler_of_the_paper() {
        try (Model points = plane(Map.of());
                Model images = build(new DataShape.Image(8, 8, 1), ValueRange.UNIT, Map.of("channels", 8))) {
            assertThat(((DefaultSampler) points).usualSampler()).isEqualTo("ancestral");
            assertThat(((DefaultSampler) images).usualSampler()).isEqualTo("strided");
        }
    }

    @Test
    void the_network_runs_once_for_each_timestep_that_a_sampler_visits() {
        try (Model model = plane(Map.of("timesteps", 60))) {
            // The ancestral sampler draws noise for x_59 to x_1 too; x_60 is base noise, which no session draws.
            assertThat(evaluations(model, request(0, 4, Map.of()))).isEqualTo(60);
            assertThat(runs(model, request(0, 4, Map.of()))).isEqualTo(60 + 59);
            assertThat(evaluations(model, request(1, 4, Map.of("steps", 7)))).isEqualTo(7);
            assertThat(runs(model, request(1, 4, Map.of("steps", 7)))).isEqualTo(7);
        }
    }

    private static int evaluations(Model model, SampleRequest request) {
        return ((SamplingCost) model).networkEvaluations(request);
    }

    private static long runs(Model model, SampleRequest request) {
        ModelSession session = ((SessionModel) model).session();
        long before = session.runs();
        ((Sampling) model).sample(request);
        return session.runs() - before;
    }

    @Test
    void the_film_runs_from_noise_to_the_sample_and_says_when() {
        try (Model model = plane(Map.of("timesteps", 100))) {
            train(model, 1, 3);
            List<Trajectory.Frame> film = ((Trajectory) model).trajectory(request(0, 4, Map.of()), 5);
            assertThat(film)
                    .extracting(Trajectory.Frame::label)
                    .containsExactly("t = 100", "t = 75", "t = 50", "t = 25", "t = 0");
            assertThat(film).extracting(Trajectory.Frame::time).containsExactly(0.0, 0.25, 0.5, 0.75, 1.0);
            assertThat(film.get(4).samples().values())
                    .isEqualTo(
                            ((Sampling) model).sample(request(0, 4, Map.of())).values());
            assertThat(((Trajectory) model).trajectory(request(1, 4, Map.of("steps", 3)), 50))
                    .hasSize(4);
        }
    }

    @Test
    void deterministic_ddim_draws_the_same_and_noisy_ddim_does_not_follow_it() {
        try (Model model = plane(Map.of())) {
            train(model, 1, 20);
            float[] once = ((Sampling) model).sample(request(1, 6, Map.of())).values();
            assertThat(((Sampling) model).sample(request(1, 6, Map.of())).values())
                    .isEqualTo(once);
            assertThat(((Sampling) model)
                            .sample(request(1, 6, Map.of("eta", 1.0)))
                            .values())
                    .isNotEqualTo(once);
        }
    }

    @Test
    void settings_that_do_not_fit_are_refused_with_a_reason() {
        try (Model model = plane(Map.of("timesteps", 60))) {
            assertThatThrownBy(() -> ((Sampling) model).sample(request(1, 4, Map.of("steps", 61))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("need 1 <= steps <= 60");
            assertThatThrownBy(() -> ((Sampling) model).sample(request(0, 4, Map.of("clipDenoised", "yes"))))
                    .hasMessageContaining("bounded range");
            assertThatThrownBy(() -> ((Trajectory) model).trajectory(request(0, 4, Map.of()), 1))
                    .hasMessageContaining("frames >= 2");
        }
        assertThatThrownBy(() -> plane(Map.of("network", "conv"))).hasMessageContaining("choose auto or dense");
        assertThatThrownBy(() -> plane(Map.of("timesteps", 50, "betaEnd", 0.3)))
                .hasMessageContaining("need 0 < betaStart <= betaEnd < 1");
    }

    @Test
    void images_in_the_unit_interval_have_the_density_of_the_stretched_ones_and_the_stretching() {
        DataShape.Image shape = new DataShape.Image(8, 8, 1);
        float[] unit = new float[3 * 64];
        float[] symmetric = new float[unit.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (0.5 + 0.5 * Math.sin(i));
            symmetric[i] = 2 * unit[i] - 1;
        }
        try (Model one = build(shape, ValueRange.UNIT, Map.of("channels", 8));
                Model other = build(shape, ValueRange.SYMMETRIC, Map.of("channels", 8))) {
            double[] density = ((Ddpm) one)
                    .logLikelihood(new Batch(3, unit, new int[0]), "vlb", 1)
                    .values();
            double[] stretched = ((Ddpm) other)
                    .logLikelihood(new Batch(3, symmetric, new int[0]), "vlb", 1)
                    .values();
            for (int i = 0; i < 3; i++) {
                assertThat(density[i]).isCloseTo(stretched[i] + 64 * Math.log(2), within(1e-3));
            }
            float[] drawn =
                    ((Sampling) one).sample(request(1, 2, Map.of("steps", 5))).values();
            for (float value : drawn) {
                assertThat(value).isBetween(0f, 1f);
            }
        }
    }

    @Test
    void the_loss_over_time_is_high_where_little_noise_hides_and_low_where_all_is_noise() {
        try (Model model = plane(Map.of())) {
            train(model, 1, 300);
            Profiles.Profile profile = ((Profiles) model)
                    .profiles(new Batch(200, RingTrial.ring(200, 2), new int[0]), 1)
                    .get(0);
            assertThat(profile.values()).hasSize(20);
            assertThat(profile.values()[1]).isGreaterThan(5 * profile.values()[19]);
        }
    }
}

package org.genera.plugins.mcmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.genera.spi.Batch;
import org.genera.spi.Batches;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.Profiles.Profile;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.Stage;
import org.genera.spi.StepReport;
import org.genera.spi.Trajectory.Frame;
import org.genera.spi.ValueRange;
import org.genera.spi.Values;
import org.genera.spi.Variant;
import org.genera.testkit.OneBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class McmcModelTest {
    private static final int[] NO_LABELS = {};

    @TempDir
    Path folder;

    private static Variant variant(String id) {
        return new McmcFamily()
                .variants().stream()
                        .filter(each -> each.id().equals(id))
                        .findFirst()
                        .orElseThrow();
    }

    private static McmcModel build(String variant, Batch data, Map<String, Object> given) {
        Values values = Values.of(variant(variant).hyperparameters(), given);
        DataSpec spec = new DataSpec(
                new DataShape.Vector(data.values().length / data.count()), ValueRange.REAL, 0, data.count());
        return (McmcModel) new McmcFamily().build(new ModelSpec(variant, values, spec, 1), ModelContext.cpu());
    }

    private static SampleRequest draw(String variant, int count, int steps) {
        var sampler = variant(variant).samplers().get(0);
        return new SampleRequest(count, 5, sampler.id(), Values.of(sampler.settings(), Map.of("steps", steps)));
    }

    private static SampleRequest exact(int count) {
        return SampleRequest.of(count, 5, McmcVariants.EXACT);
    }

    /** (a, a/2 + b/2) around (100, −3), with a and b standard normal: correlated, and far from the origin. */
    private static Batch correlated(int count) {
        Random random = new Random(5);
        float[] values = new float[2 * count];
        for (int i = 0; i < count; i++) {
            double a = random.nextGaussian();
            values[2 * i] = (float) (100 + a);
            values[2 * i + 1] = (float) (-3 + 0.5 * a + 0.5 * random.nextGaussian());
        }
        return new Batch(count, values, NO_LABELS);
    }

    /** Eight modes of the given width on a circle of radius 1. */
    private static Batch ring(int count, double width) {
        Random random = new Random(6);
        float[] values = new float[2 * count];
        for (int i = 0; i < count; i++) {
            double angle = Math.PI / 4 * (i % 8);
            values[2 * i] = (float) (Math.cos(angle) + width * random.nextGaussian());
            values[2 * i + 1] = (float) (Math.sin(angle) + width * random.nextGaussian());
        }
        return new Batch(count, values, NO_LABELS);
    }

    private static Map<String, Double> train(McmcModel model, Batch data, int steps) {
        Map<String, Double> last = new HashMap<>();
        for (int step = 1; step <= steps; step++) {
            last.putAll(model.trainStep(new OneBatch(step, data)).metrics());
        }
        return last;
    }

    /** Mean 1, mean 2, variance 1, variance 2, covariance. */
    private static double[] moments(float[] values) {
        int count = values.length / 2;
        double[] m = new double[5];
        for (int i = 0; i < count; i++) {
            m[0] += (double) values[2 * i] / count;
            m[1] += (double) values[2 * i + 1] / count;
        }
        for (int i = 0; i < count; i++) {
            double a = values[2 * i] - m[0];
            double b = values[2 * i + 1] - m[1];
            m[2] += a * a / count;
            m[3] += b * b / count;
            m[4] += a * b / count;
        }
        return m;
    }

    @ParameterizedTest
    @ValueSource(strings = {"metropolis", "gibbs", "hmc", "langevin", "mala"})
    void long_chains_have_the_mean_and_covariance_of_the_density(String variant) {
        Batch data = correlated(200);
        double h = 0.5;
        double[] expected = moments(data.values());
        expected[2] += h * h;
        expected[3] += h * h;
        try (McmcModel model = build(variant, data, Map.of("bandwidth", h, "burnIn", 300))) {
            train(model, data, 300);
            double[] drawn = moments(model.sample(SampleRequest.of(
                            4000, 5, variant(variant).samplers().get(0)))
                    .values());
            for (int i = 0; i < 5; i++) {
                // Three standard errors of 4,000 draws, and the bias of unadjusted steps.
                double slack = (i < 2 ? 0.05 : 0.08) + (variant.equals("langevin") && i > 1 ? 0.02 : 0);
                assertThat(drawn[i]).as("moment %d", i).isCloseTo(expected[i], within(slack));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"metropolis", "hmc", "mala"})
    void the_step_size_is_tuned_to_the_target_and_then_frozen(String variant) {
        Batch data = correlated(200);
        double target = Arrays.stream(KernelKind.values())
                .filter(each -> each.id().equals(variant))
                .findFirst()
                .orElseThrow()
                .targetAcceptance();
        try (McmcModel model = build(variant, data, Map.of("bandwidth", 0.5, "burnIn", 400, "stepSize", 20))) {
            train(model, data, 400);
            double acceptance = 0;
            double step = model.trainStep(new OneBatch(401, data)).metrics().get("stepSize");
            for (int i = 402; i < 602; i++) {
                Map<String, Double> metrics =
                        model.trainStep(new OneBatch(i, data)).metrics();
                acceptance += metrics.get("acceptance") / 200;
                assertThat(metrics.get("stepSize")).isEqualTo(step);
            }
            assertThat(acceptance).isCloseTo(target, within(0.08));
        }
    }

    @Test
    void on_separated_modes_short_steps_stick_and_long_ones_mix() {
        Batch data = ring(200, 0.1);
        Map<String, Object> tuning = Map.of("bandwidth", 0.05, "burnIn", 300);
        Map<String, Object> leaps = Map.of("bandwidth", 0.05, "burnIn", 300, "stepSize", 20, "adaptStepSize", false);
        try (McmcModel tuned = build("metropolis", data, tuning);
                McmcModel leaping = build("metropolis", data, leaps)) {
            Map<String, Double> stuck = train(tuned, data, 2000);
            assertThat(stuck.get("rHat")).isGreaterThan(1.5);
            assertThat(stuck.get("effectiveSampleSize")).isLessThan(60);
            Map<String, Double> mixed = train(leaping, data, 4000);
            assertThat(mixed.get("rHat")).isLessThan(1.1);
            assertThat(mixed.get("effectiveSampleSize")).isGreaterThan(300);
        }
    }

    /** Modes at (±1, 0) and (0, ±1): Gibbs crosses within a pair, and each pair has the mean 0. */
    @Test
    void chains_that_agree_in_the_mean_alone_have_not_met() {
        Random random = new Random(7);
        float[] values = new float[400];
        for (int i = 0; i < 200; i++) {
            double side = i % 2 == 0 ? 1 : -1;
            boolean first = i % 4 < 2;
            values[2 * i] = (float) ((first ? side : 0) + 0.03 * random.nextGaussian());
            values[2 * i + 1] = (float) ((first ? 0 : side) + 0.03 * random.nextGaussian());
        }
        Batch data = new Batch(200, values, NO_LABELS);
        try (McmcModel model = build("gibbs", data, Map.of("burnIn", 20))) {
            assertThat(train(model, data, 1020).get("rHat")).isGreaterThan(1.5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"metropolis", "gibbs", "hmc", "langevin", "mala"})
    void by_default_chains_from_anywhere_arrive_at_narrow_modes(String variant) {
        double width = 0.01;
        Batch data = ring(300, width);
        try (McmcModel model = build(variant, data, Map.of())) {
            train(model, data, 510);
            Samples samples = model.sample(
                    SampleRequest.of(400, 3, variant(variant).samplers().get(0)));
            int near = 0;
            for (int i = 0; i < 400; i++) {
                double x = samples.values()[2 * i];
                double y = samples.values()[2 * i + 1];
                double angle = Math.PI / 4 * Math.round(Math.atan2(y, x) / (Math.PI / 4));
                near += Math.hypot(x - Math.cos(angle), y - Math.sin(angle)) < 4 * width ? 1 : 0;
            }
            assertThat(near).isGreaterThan(380);
        }
    }

    @Test
    void exact_draws_are_centres_with_kernel_noise() {
        Batch data = correlated(200);
        try (McmcModel model = build("gibbs", data, Map.of("bandwidth", 0.5))) {
            train(model, data, 1);
            double[] expected = moments(data.values());
            double[] drawn = moments(model.sample(exact(20_000)).values());
            assertThat(drawn[0]).isCloseTo(expected[0], within(0.03));
            assertThat(drawn[2]).isCloseTo(expected[2] + 0.25, within(0.05));
            assertThat(drawn[4]).isCloseTo(expected[4], within(0.03));
            assertThat(model.trajectory(exact(3), 10)).hasSize(2);
            assertThat(model.networkEvaluations(exact(3))).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"metropolis", "gibbs", "hmc", "langevin", "mala"})
    void resumed_chains_go_on_bit_for_bit(String variant) throws Exception {
        Batch data = ring(64, 0.1);
        // The checkpoint falls into the burn-in, the comparison reaches beyond it.
        Map<String, Object> given = Map.of("burnIn", 15, "chains", 5, "thinning", 2);
        Path checkpoint = Files.createDirectory(folder.resolve(variant));
        try (McmcModel model = build(variant, data, given);
                McmcModel resumed = build(variant, data, given)) {
            train(model, data, 10);
            model.save(checkpoint);
            resumed.restore(checkpoint);
            List<StepReport> uninterrupted = new ArrayList<>();
            List<StepReport> after = new ArrayList<>();
            for (int step = 11; step <= 55; step++) {
                uninterrupted.add(model.trainStep(new OneBatch(step, data)));
                after.add(resumed.trainStep(new OneBatch(step, data)));
            }
            assertThat(after).isEqualTo(uninterrupted);
            assertThat(after.get(after.size() - 1).metrics()).containsKeys("rHat", "effectiveSampleSize");
            assertThat(resumed.sample(draw(variant, 6, 10)).values())
                    .isEqualTo(model.sample(draw(variant, 6, 10)).values());
            assertThat(profile(resumed, "trace")).isEqualTo(profile(model, "trace"));
        }
    }

    private static double[] profile(McmcModel model, String name) {
        return model.profiles(ring(8, 0.1), 1).stream()
                .filter(each -> each.name().equals(name))
                .map(Profile::values)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_film_shows_the_chains_on_their_way_to_the_samples() {
        Batch data = ring(64, 0.1);
        try (McmcModel model = build("mala", data, Map.of("burnIn", 100))) {
            train(model, data, 100);
            List<Frame> film = model.trajectory(draw("mala", 700, 100), 5);
            assertThat(film)
                    .extracting(Frame::label)
                    .containsExactly(
                            "transition 0", "transition 25", "transition 50", "transition 75", "transition 100");
            assertThat(film).extracting(Frame::time).containsExactly(0.0, 0.25, 0.5, 0.75, 1.0);
            // 700 chains go through the graph in two parts; each part is in every frame.
            Samples first = film.get(0).samples();
            assertThat(first.values()[1398]).isNotZero();
            double[] spread = moments(first.values());
            // Uniform in a box that is a little wider than 2: a variance above 4/12.
            assertThat(spread[2]).isBetween(0.33, 0.6);
            assertThat(model.networkEvaluations(draw("mala", 1, 100))).isEqualTo(100);
        }
    }

    @Test
    void an_untrained_model_stands_on_a_standard_normal() {
        Batch data = ring(8, 0.1);
        try (McmcModel model = build("gibbs", data, Map.of())) {
            double score = model.logLikelihood(new Batch(1, new float[] {1, 0}, NO_LABELS), "exact", 0)
                    .values()[0];
            assertThat(score).isCloseTo(-0.5 - Math.log(2 * Math.PI), within(1e-12));
        }
    }

    @Test
    void centres_are_as_many_training_points_as_were_asked_for() {
        Batch data = ring(100, 0.1);
        try (McmcModel few = build("gibbs", data, Map.of("centres", 30));
                McmcModel all = build("gibbs", data, Map.of("centres", 5000))) {
            assertThat(few.parameterCount()).isEqualTo(30 * 2 + 1);
            assertThat(all.parameterCount()).isEqualTo(100 * 2 + 1);
            assertThatThrownBy(() -> all.trainStep(OneBatch.first(ring(50, 0.1))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected a training split of 100 examples or more, got 50");
        }
    }

    @Test
    void the_training_split_is_read_once() {
        Batches once = new Batches() {
            private final OneBatch batch = OneBatch.first(ring(50, 0.1));
            private int reads;

            @Override
            public Batch next() {
                throw new AssertionError("a minibatch was read");
            }

            @Override
            public Batch all() {
                assertThat(++reads).isEqualTo(1);
                return batch.all();
            }

            @Override
            public long step() {
                return batch.step();
            }

            @Override
            public Stage stage() {
                return batch.stage();
            }

            @Override
            public OptionalDouble progress() {
                return batch.progress();
            }
        };
        try (McmcModel model = build("metropolis", ring(50, 0.1), Map.of("centres", 10))) {
            model.trainStep(once);
            model.trainStep(once);
        }
    }

    @Test
    void data_that_are_no_vectors_are_refused_with_a_sentence() {
        DataSpec pictures = new DataSpec(new DataShape.Image(8, 8, 1), ValueRange.UNIT, 0, 10);
        for (Variant each : new McmcFamily().variants()) {
            assertThat(each.accepts().refusal(pictures)).get().asString().contains("expected data of kind vector,");
        }
    }
}

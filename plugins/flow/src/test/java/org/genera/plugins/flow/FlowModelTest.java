package org.genera.plugins.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.genera.nn.GradientCheck;
import org.genera.spi.Batch;
import org.genera.spi.Classification;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.Given;
import org.genera.spi.Hyperparameter;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.SampleRequest;
import org.genera.spi.Sampler;
import org.genera.spi.Trajectory;
import org.genera.spi.ValueRange;
import org.genera.spi.Values;
import org.genera.spi.Variant;
import org.genera.testkit.OneBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowModelTest {

    private static ModelSpec spec(String variant, DataShape shape, ValueRange range, Map<String, Object> values) {
        List<Hyperparameter<?>> schema = variant(variant).hyperparameters();
        return new ModelSpec(variant, Values.of(schema, values), new DataSpec(shape, range, 0, 1000), 3);
    }

    private static FlowModel build(ModelSpec spec) {
        return (FlowModel) new FlowFamily().build(spec, ModelContext.cpu());
    }

    private static Variant variant(String id) {
        return new FlowFamily()
                .variants().stream()
                        .filter(each -> each.id().equals(id))
                        .findFirst()
                        .orElseThrow();
    }

    private static FlowModel onThePlane(String variant, Map<String, Object> values) {
        return build(spec(variant, new DataShape.Vector(2), ValueRange.REAL, values));
    }

    /** A crescent: x₁ is normal, x₂ = x₁² + noise of deviation 0.1, whose entropy is known. */
    private static Batch crescent(long step, int count) {
        Random random = new Random(step);
        float[] values = new float[2 * count];
        for (int i = 0; i < count; i++) {
            double first = random.nextGaussian();
            values[2 * i] = (float) first;
            values[2 * i + 1] = (float) (first * first + 0.1 * random.nextGaussian());
        }
        return new Batch(count, values, new int[0]);
    }

    private static final double ENTROPY_OF_THE_CRESCENT = 2 * 0.5 * Math.log(2 * Math.PI * Math.E) + Math.log(0.1);

    @Test
    void an_untrained_flow_is_its_base_distribution() {
        float[] points = {0, 0, 1, -2};
        Batch batch = new Batch(2, points, new int[0]);
        try (FlowModel normal = onThePlane("realnvp", Map.of());
                FlowModel logistic = onThePlane("nice", Map.of())) {
            assertThat(normal.logLikelihood(batch, "exact", 0).values())
                    .containsExactly(new double[] {-Math.log(2 * Math.PI), -Math.log(2 * Math.PI) - 2.5}, within(1e-6));
            assertThat(logistic.logLikelihood(batch, "exact", 0).values()[0])
                    .isCloseTo(2 * Math.log(0.25), within(1e-6));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"realnvp", "nice"})
    void training_approaches_the_entropy_of_a_bent_distribution(String variant) {
        try (FlowModel model = onThePlane(variant, Map.of("hidden", List.of(64L, 64L), "base", "gaussian"))) {
            Batch test = crescent(-1, 2000);
            for (int step = 1; step <= 1500; step++) {
                model.trainStep(new OneBatch(step, crescent(step, 128)));
            }
            double nll = 0;
            for (double each : model.logLikelihood(test, "exact", 0).values()) {
                nll -= each / test.count();
            }
            // Below the entropy only by the luck of the test examples.
            assertThat(nll).isBetween(ENTROPY_OF_THE_CRESCENT - 0.05, ENTROPY_OF_THE_CRESCENT + 0.25);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"realnvp", "nice"})
    void the_learned_density_integrates_to_1(String variant) {
        try (FlowModel model = onThePlane(variant, Map.of("hidden", List.of(16L)))) {
            for (int step = 1; step <= 200; step++) {
                model.trainStep(new OneBatch(step, crescent(step, 64)));
            }
            int side = 400;
            double width = 0.1;
            float[] grid = new float[2 * side * side];
            for (int i = 0; i < side * side; i++) {
                grid[2 * i] = (float) ((i / side - side / 2) * width);
                grid[2 * i + 1] = (float) ((i % side - side / 2) * width);
            }
            double sum = 0;
            for (double each : model.logLikelihood(new Batch(side * side, grid, new int[0]), "exact", 0)
                    .values()) {
                sum += Math.exp(each) * width * width;
            }
            assertThat(sum).isCloseTo(1, within(0.01));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"realnvp", "nice"})
    void codes_of_samples_are_the_draws_they_came_from(String variant) {
        try (FlowModel model = onThePlane(variant, Map.of())) {
            for (int step = 1; step <= 100; step++) {
                model.trainStep(new OneBatch(step, crescent(step, 64)));
            }
            float[] drawn = model.prior("z", 20, 9);
            Batch samples = new Batch(20, model.decode("z", drawn).values(), new int[0]);
            assertThat(model.encode(samples)).containsExactly(drawn, Offset.offset(1e-3f));
            assertThat(model.reconstruct(samples).values()).containsExactly(samples.values(), Offset.offset(1e-4f));
        }
    }

    @Test
    void a_logit_keeps_samples_between_the_walls_and_temperature_0_gives_the_mode_alone() {
        ModelSpec spec = spec(
                "realnvp",
                new DataShape.Image(2, 2, 1),
                ValueRange.UNIT,
                Map.of("couplings", 2L, "hidden", List.of(8L), "levels", 1L));
        try (FlowModel model = build(spec)) {
            float[] values = model.sample(request(200, 1)).values();
            for (float value : values) {
                assertThat(value).isBetween(-0.056f, 1.056f);
            }
            float[] cold = model.sample(request(2, 0)).values();
            assertThat(cold[0]).isEqualTo(cold[4]);
        }
    }

    private static SampleRequest request(int count, double temperature) {
        return new SampleRequest(
                count, 5, "exact", Values.of(FlowVariant.EXACT.settings(), Map.of("temperature", temperature)));
    }

    @Test
    void the_way_of_a_sample_begins_in_the_base_and_ends_in_the_sample() {
        try (FlowModel model = onThePlane("realnvp", Map.of("couplings", 4L))) {
            for (int step = 1; step <= 20; step++) {
                model.trainStep(new OneBatch(step, crescent(step, 64)));
            }
            List<Trajectory.Frame> way = model.trajectory(request(3, 1), 10);
            assertThat(way)
                    .extracting(Trajectory.Frame::label)
                    .containsExactly(
                            "base", "after coupling 4", "after coupling 3", "after coupling 2", "after coupling 1");
            assertThat(way).extracting(Trajectory.Frame::time).containsExactly(0.0, 0.25, 0.5, 0.75, 1.0);
            assertThat(way.get(0).samples().values()).isEqualTo(model.prior("z", 3, 5));
        }
    }

    @Test
    void log_determinants_of_the_layers_add_up_to_that_of_the_flow() {
        try (FlowModel model = onThePlane("nice", Map.of("averaging", 0))) {
            for (int step = 1; step <= 50; step++) {
                model.trainStep(new OneBatch(step, crescent(step, 64)));
            }
            Batch batch = crescent(7, 32);
            double[] layers = model.profiles(batch, 1).get(0).values();
            assertThat(layers).hasSize(5);
            assertThat(layers[0]).isEqualTo(0);
            assertThat(layers[4]).isNotEqualTo(0);
            assertThat(model.trainStep(new OneBatch(7, batch)).metrics().get("logDeterminant"))
                    .isCloseTo(layers[4], within(1e-5));
        }
    }

    @ParameterizedTest
    @CsvSource({"realnvp, 2", "nice, 1"})
    void networks_have_weights_for_the_half_that_they_see_and_the_half_that_they_move(String variant, int numbers) {
        Map<String, Object> values = Map.of("couplings", 2L, "hidden", List.of(4L));
        try (FlowModel model = build(spec(variant, new DataShape.Vector(6), ValueRange.REAL, values))) {
            long coupling = 3 * 4 + 4 + (4 + 1) * numbers * 3;
            assertThat(model.parameterCount()).isEqualTo(2 * coupling + (variant.equals("nice") ? 6 : 0));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"realnvp", "nice"})
    void a_specification_from_before_has_the_weights_it_had(String variant) {
        Map<String, Object> values = Map.of("couplings", 2L, "hidden", List.of(4L), "masked", true);
        int numbers = variant.equals("nice") ? 1 : 2;
        try (FlowModel model = build(spec(variant, new DataShape.Vector(6), ValueRange.REAL, values))) {
            long coupling = 6 * 4 + 4 + (4 + 1) * numbers * 6;
            assertThat(model.parameterCount()).isEqualTo(2 * coupling + (variant.equals("nice") ? 6 : 0));
        }
        Values meant = variant(variant).asMeant(Map.of());
        assertThat(meant.get(FlowVariant.MASKED)).isTrue();
        assertThat(meant.get(FlowVariant.CLASS_CONDITIONAL)).isFalse();
        assertThat(meant.get(FlowVariant.AVERAGING)).isZero();
        assertThat(meant.has(FlowVariant.NETWORK)).isEqualTo(variant.equals("realnvp"));
        assertThat(meant.get(FlowVariant.WARM_UP)).isZero();
        if (meant.has(FlowVariant.NETWORK)) {
            assertThat(meant.get(FlowVariant.NETWORK)).isEqualTo(FlowVariant.DENSE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"realnvp", "nice", "glow"})
    void the_gradient_of_the_likelihood_is_that_of_finite_differences(String variant) {
        DataShape shape = variant.equals("glow") ? new DataShape.Image(2, 4, 1) : new DataShape.Vector(3);
        Map<String, Object> values = new HashMap<>(Map.of("hidden", List.of(4L)));
        values.putAll(variant.equals("glow") ? Map.of("steps", 2L, "levels", 1L) : Map.of("couplings", 2L));
        FlowModel model = build(spec(variant, shape, ValueRange.REAL, values));
        GradientCheck check =
                GradientCheck.of(model.graph(), model.loss(), model.graph().trainable("flow"));
        int size = shape.size();
        float[] points = new float[2 * size];
        for (int i = 0; i < points.length; i++) {
            points[i] = (float) Math.sin(2.3 * i + 0.5);
        }
        try (model) {
            assertThat(check.largestError(
                            model.session(), () -> model.session().call().feed(model.x(), points, 2, size)))
                    .isLessThan(5e-3);
        }
    }

    private static final DataShape.Image PICTURE = new DataShape.Image(28, 28, 1);

    private static Batch pictures(long seed, int count, DataShape.Image shape) {
        Random random = new Random(seed);
        float[] values = new float[count * shape.size()];
        for (int i = 0; i < values.length; i++) {
            int row = i % shape.size() / (shape.width() * shape.channels());
            values[i] = (float) (row % 7 < 2 ? 0.8 + 0.2 * random.nextDouble() : 0.01 * random.nextDouble());
        }
        return new Batch(count, values, new int[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"realnvp", "glow"})
    void untrained_convolutional_flows_turn_pictures_without_stretching_them(String variant) {
        DataShape.Image shape = new DataShape.Image(8, 8, 3);
        ModelSpec spec = spec(variant, shape, ValueRange.REAL, Map.of("hidden", List.of(4L), "levels", 3L));
        Batch batch = pictures(1, 2, shape);
        try (FlowModel model = build(spec)) {
            double[] scores = model.logLikelihood(batch, "exact", 0).values();
            for (int i = 0; i < 2; i++) {
                double squares = 0;
                for (int j = 0; j < shape.size(); j++) {
                    squares += Math.pow(batch.values()[i * shape.size() + j], 2);
                }
                assertThat(scores[i])
                        .isCloseTo(-0.5 * squares - shape.size() * 0.5 * Math.log(2 * Math.PI), within(1e-3));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"realnvp", "glow"})
    void pictures_come_back_after_training_and_their_codes_follow_the_levels(String variant) {
        ModelSpec spec = spec(variant, PICTURE, ValueRange.UNIT, Map.of("hidden", List.of(16L)));
        Batch batch = pictures(2, 16, PICTURE);
        try (FlowModel model = build(spec)) {
            double first = 0;
            double last = 0;
            for (int step = 1; step <= 12; step++) {
                last = model.trainStep(new OneBatch(step, batch)).metrics().get("trainNll");
                first = step == 1 ? last : first;
            }
            assertThat(last).isLessThan(first);
            assertThat(model.reconstruct(batch).values()).containsExactly(batch.values(), Offset.offset(1e-4f));
            float[] codes = model.encode(batch);
            assertThat(model.decode("z", codes).values()).containsExactly(batch.values(), Offset.offset(1e-4f));
            assertThat(model.trajectory(request(2, 1), 4)).allSatisfy(frame -> {
                for (float value : frame.samples().values()) {
                    assertThat(value).isBetween(-0.056f, 1.056f);
                }
            });
        }
    }

    @Test
    void the_first_batch_brings_each_channel_to_scale_before_the_first_step() {
        ModelSpec spec = spec(
                "glow",
                new DataShape.Image(4, 4, 1),
                ValueRange.REAL,
                Map.of("hidden", List.of(4L), "levels", 1L, "steps", 1L, "averaging", 0, "learningRate", 1e-6));
        float[] values = new float[40 * 16];
        Random random = new Random(1);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (50 + 9 * random.nextGaussian());
        }
        Batch batch = new Batch(40, values, new int[0]);
        try (FlowModel model = build(spec)) {
            model.trainStep(new OneBatch(1, batch));
            double squares = 0;
            double sum = 0;
            for (float code : model.encode(batch)) {
                sum += code / values.length;
                squares += code * code / values.length;
            }
            // A rotation of channels of mean 0 and variance 1.
            assertThat(sum).isCloseTo(0, within(1e-3));
            assertThat(squares).isCloseTo(1, within(1e-3));
            // Fitted once: another batch has another scale.
            Batch other = new Batch(40, new float[values.length], new int[0]);
            model.trainStep(new OneBatch(2, other));
            assertThat(model.encode(other)[0]).isNotCloseTo(0f, Offset.offset(0.5f));
        }
    }

    @Test
    void sides_that_cannot_be_halved_at_each_level_are_refused_in_a_sentence() {
        ModelSpec spec = spec("glow", new DataShape.Image(6, 8, 1), ValueRange.UNIT, Map.of("hidden", List.of(4L)));
        assertThatThrownBy(() -> build(spec))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected pictures whose height and width can be halved at each level")
                .hasMessageContaining("take fewer levels");
    }

    /** Class k lies about (3k, 0). */
    private static Batch blobs(long step, int count) {
        Random random = new Random(step);
        float[] values = new float[2 * count];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = random.nextInt(4) / 2 + random.nextInt(2);
            values[2 * i] = (float) (3 * labels[i] + 0.5 * random.nextGaussian());
            values[2 * i + 1] = (float) (0.5 * random.nextGaussian());
        }
        return new Batch(count, values, labels);
    }

    private static FlowModel ofBlobs(int steps) {
        Values values = Values.of(
                variant("realnvp").hyperparameters(),
                Map.of("couplings", 2L, "hidden", List.of(16L), "learningRate", 1e-2, "averaging", 0.9, "warmUp", 20L));
        FlowModel model = build(
                new ModelSpec("realnvp", values, new DataSpec(new DataShape.Vector(2), ValueRange.REAL, 3, 1000), 3));
        for (int step = 1; step <= steps; step++) {
            model.trainStep(new OneBatch(step, blobs(step, 64)));
        }
        return model;
    }

    @Test
    void densities_of_classes_add_up_to_that_of_the_whole_and_tell_classes_apart() {
        try (FlowModel model = ofBlobs(400)) {
            Batch batch = blobs(-1, 500);
            double[] whole = model.logLikelihood(batch, "exact", 0).values();
            double[] given = model.logLikelihood(batch, "given-label", 0).values();
            double[] posterior = ((Classification) model).logPosterior(batch);
            int right = 0;
            for (int i = 0; i < batch.count(); i++) {
                int label = batch.labels()[i];
                // Bayes' rule, with 1/4, 1/2 and 1/4 of the examples in the classes.
                double prior = posterior[3 * i + label] + whole[i] - given[i];
                assertThat(Math.exp(prior)).isCloseTo(label == 1 ? 0.5 : 0.25, within(0.1));
                right += posterior[3 * i + label] > Math.log(0.5) ? 1 : 0;
            }
            assertThat(right).isGreaterThan(480);
        }
    }

    @Test
    void draws_of_a_class_are_of_it_and_draws_without_one_pick_it_by_their_last_number() {
        try (FlowModel model = ofBlobs(400)) {
            Sampler exact = FlowVariant.EXACT;
            Given second = Given.ofClass(2, 200, new DataShape.Vector(2));
            float[] ofClass =
                    model.sample(SampleRequest.of(200, 5, exact).given(second)).values();
            float[] any = model.sample(SampleRequest.of(400, 5, exact)).values();
            int inClass = 0;
            int inFirst = 0;
            for (int i = 0; i < 400; i++) {
                inClass += i < 200 && Math.abs(ofClass[2 * i] - 6) < 2 ? 1 : 0;
                inFirst += Math.abs(any[2 * i]) < 1.5 ? 1 : 0;
            }
            assertThat(inClass).isGreaterThan(180);
            assertThat(inFirst).isBetween(60, 140);
            assertThat(model.decode("z", model.prior("z", 400, 5)).values()).isEqualTo(any);
            assertThat(model.decode("base", model.prior("base", 400, 5)).values())
                    .isEqualTo(any);
            Batch batch = blobs(-2, 20);
            assertThat(model.decode("base", model.encode(batch)).values())
                    .containsExactly(batch.values(), Offset.offset(1e-4f));
        }
    }
}

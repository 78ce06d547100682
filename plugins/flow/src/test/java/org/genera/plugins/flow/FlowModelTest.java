package org.genera.plugins.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.genera.nn.GradientCheck;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.Hyperparameter;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.SampleRequest;
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
        List<Hyperparameter<?>> schema = new FlowFamily()
                .variants().stream()
                        .filter(each -> each.id().equals(variant))
                        .findFirst()
                        .orElseThrow()
                        .hyperparameters();
        return new ModelSpec(variant, Values.of(schema, values), new DataSpec(shape, range, 0, 1000), 3);
    }

    private static FlowModel build(ModelSpec spec) {
        return (FlowModel) new FlowFamily().build(spec, ModelContext.cpu());
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
                Map.of("couplings", 2L, "hidden", List.of(8L)));
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
                count, 5, "exact", Values.of(FlowModel.EXACT.settings(), Map.of("temperature", temperature)));
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
        try (FlowModel model = onThePlane("nice", Map.of())) {
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
        Variant declared = new FlowFamily()
                .variants().stream()
                        .filter(each -> each.id().equals(variant))
                        .findFirst()
                        .orElseThrow();
        assertThat(declared.asMeant(Map.of()).get(FlowModel.MASKED)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"realnvp", "nice"})
    void the_gradient_of_the_likelihood_is_that_of_finite_differences(String variant) {
        ModelSpec spec =
                spec(variant, new DataShape.Vector(3), ValueRange.REAL, Map.of("couplings", 2L, "hidden", List.of(4L)));
        FlowModel model = build(spec);
        GradientCheck check =
                GradientCheck.of(model.graph(), model.loss(), model.graph().trainable("flow"));
        float[] points = {0.5f, -1, 0.3f, 1.2f, 0.4f, -0.7f};
        try (model) {
            assertThat(check.largestError(
                            model.session(), () -> model.session().call().feed(model.x(), points, 2, 3)))
                    .isLessThan(5e-3);
        }
    }
}

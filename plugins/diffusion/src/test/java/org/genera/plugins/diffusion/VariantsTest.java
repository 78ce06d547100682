package org.genera.plugins.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.Given;
import org.genera.spi.Known;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.NoiseLevel;
import org.genera.spi.SampleRequest;
import org.genera.spi.Sampler;
import org.genera.spi.Trajectory;
import org.genera.spi.ValueRange;
import org.genera.spi.Values;
import org.genera.spi.Variant;
import org.genera.testkit.OneBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What variants have in common, each as a small trained model of the ring. */
class VariantsTest {
    private static final Map<String, Object> SMALL = Map.of("hiddenWidth", 32, "hiddenLayers", 1, "conditional", "no");
    private final DiffusionFamily family = new DiffusionFamily();

    private DiffusionModel build(String id, Map<String, Object> more) {
        Variant variant = family.variant(id);
        Map<String, Object> given = new HashMap<>(SMALL);
        given.putAll(more);
        return (DiffusionModel) family.build(
                new ModelSpec(
                        id,
                        Values.of(variant.hyperparameters(), given),
                        new DataSpec(new DataShape.Vector(2), ValueRange.REAL, 8, 100),
                        4),
                ModelContext.cpu());
    }

    private SampleRequest request(String variant, String sampler, int count, Map<String, Object> settings) {
        Sampler chosen = family.variant(variant).sampler(sampler);
        return new SampleRequest(count, 9, sampler, Values.of(chosen.settings(), settings));
    }

    private static Batch ring(int count, long seed) {
        float[] values = RingTrial.ring(count, seed);
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] =
                    Math.floorMod(Math.round((float) (Math.atan2(values[2 * i + 1], values[2 * i]) * 4 / Math.PI)), 8);
        }
        return new Batch(count, values, labels);
    }

    private static double train(DiffusionModel model, int from, int to) {
        double sum = 0;
        for (int step = from; step <= to; step++) {
            sum += model.trainStep(new OneBatch(step, ring(64, step))).metrics().get("noiseError");
        }
        return sum / (to - from + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"improved-ddpm", "ncsn", "score-sde", "flow-matching"})
    void the_error_falls_and_codes_lead_back_to_their_examples(String variant) {
        try (DiffusionModel model = build(variant, Map.of("inputFrequencies", 0))) {
            double first = train(model, 1, 10);
            train(model, 11, 170);
            assertThat(train(model, 171, 200)).isLessThan(0.97 * first);
            Batch some = ring(12, 3);
            float[] codes = model.encode(some);
            assertThat(model.decode("z", codes).values()).containsExactly(some.values(), within(0.06f));
            assertThat(ExactGaussian.deviation(model.encode(ring(200, 4)))).isBetween(0.6, 1.5);
        }
    }

    @Test
    void the_score_is_less_the_noise_in_its_deviations_in_the_units_of_the_data() {
        try (DiffusionModel model = build("score-sde", Map.of("sde", "ve", "sigmaMax", 5.0))) {
            train(model, 1, 20);
            NoiseLevel level = model.levels().get(5);
            assertThat(level.alpha()).isEqualTo(1);
            Batch batch = ring(4, 3);
            float[] score = model.score(batch, Collections.nCopies(4, level)).gradient();
            double time = model.process.least() + (1 - model.process.least()) * 5 / 11;
            double[] times = {time, time, time, time};
            float[] epsilon = model.network
                    .noise(batch.values(), times, model.network.unlabelled(4))
                    .epsilon();
            for (int i = 0; i < score.length; i++) {
                assertThat((double) score[i]).isCloseTo(-epsilon[i] / level.sigma(), within(1e-3));
            }
            assertThatThrownBy(() -> model.score(batch, Collections.nCopies(4, new NoiseLevel(1, 0.123))))
                    .hasMessageContaining("expected one of the levels");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"improved-ddpm", "score-sde", "flow-matching"})
    void traces_of_a_network_are_those_of_finite_differences(String variant) {
        try (DiffusionModel model = build(variant, Map.of("inputFrequencies", 0))) {
            train(model, 1, 30);
            double time = model.process.least() + 0.4 * (model.process.end() - model.process.least());
            double[] times = {time};
            float[] x = {0.4f, -0.2f};
            float[] probe = {1, -1};
            double trace = model.network.traced(x, times, probe, model.network.unlabelled(1))
                    .traces()[0];
            double step = 1e-2;
            double found = 0;
            float[] above = x0(model, Numbers.combine(x, 1, probe, step), times);
            float[] below = x0(model, Numbers.combine(x, 1, probe, -step), times);
            for (int i = 0; i < 2; i++) {
                found += probe[i] * (above[i] - below[i]) / (2 * step);
            }
            assertThat(trace).isCloseTo(found, within(0.02 * Math.abs(found) + 2e-3));
        }
    }

    private static float[] x0(DiffusionModel model, float[] x, double[] times) {
        return model.network.denoiser(new int[0], 0).at(new int[] {0}, x, times).x0();
    }

    @Test
    void the_likelihood_along_the_flow_says_how_sure_it_is_and_prefers_the_data() {
        try (DiffusionModel model = build("flow-matching", Map.of())) {
            train(model, 1, 100);
            Batch data = ring(10, 3);
            var scores = model.logLikelihood(data, "ode", 1);
            assertThat(scores.standardErrors()).hasSize(10);
            Batch far = new Batch(10, Numbers.combine(data.values(), 3, data.values(), 0), new int[0]);
            double[] beyond = model.logLikelihood(far, "ode", 1).values();
            for (int i = 0; i < 10; i++) {
                assertThat(scores.values()[i]).isGreaterThan(beyond[i]);
            }
            assertThatThrownBy(() -> model.logLikelihood(data, "vlb", 1))
                    .hasMessageContaining("expected one of the methods [ode]");
        }
    }

    @Test
    void draws_of_a_class_lie_at_it_and_guidance_takes_a_second_run() {
        try (DiffusionModel model = build("flow-matching", Map.of("conditional", "yes", "hiddenWidth", 64))) {
            train(model, 1, 300);
            Given third = Given.ofClass(2, 40, new DataShape.Vector(2));
            SampleRequest plain = request("flow-matching", "euler", 40, Map.of("steps", 20));
            float[] drawn = model.sample(plain.given(third)).values();
            // The class lies at (0, 1), all of them together at 0: guidance goes on in that direction.
            assertThat(height(drawn)).isCloseTo(1, within(0.25));
            SampleRequest guided = request("flow-matching", "euler", 40, Map.of("steps", 20, "guidance", 1.0));
            assertThat(height(model.sample(guided.given(third)).values())).isGreaterThan(height(drawn) + 0.1);
            assertThat(model.networkEvaluations(plain.given(third))).isEqualTo(20);
            assertThat(model.networkEvaluations(guided.given(third))).isEqualTo(40);
            // Given nothing, classes are drawn as they come in training: all lie on the ring.
            float[] any = model.sample(request("flow-matching", "euler", 40, Map.of("steps", 20)))
                    .values();
            assertThat(height(any)).isCloseTo(0, within(0.5));
            Given half = new Given(ring(40, 1), Known.some(new boolean[] {true, false}));
            assertThatThrownBy(() -> model.sample(guided.given(half)))
                    .hasMessageContaining("expected a class to be led to");
        }
    }

    private static double height(float[] values) {
        double sum = 0;
        for (int i = 1; i < values.length; i += 2) {
            sum += values[i];
        }
        return 2 * sum / values.length;
    }

    @Test
    void known_values_come_back_and_a_film_of_predictions_ends_at_the_sample() {
        try (DiffusionModel model = build("ddpm", Map.of("timesteps", 60))) {
            train(model, 1, 20);
            Given first = new Given(ring(5, 3), Known.some(new boolean[] {true, false}));
            SampleRequest request = request(
                            "ddpm", "strided", 5, Map.of("steps", 6, "film", "predicted", "resamplings", 3))
                    .given(first);
            List<Trajectory.Frame> film = model.trajectory(request, 10);
            assertThat(film).hasSize(7);
            float[] drawn = model.sample(request).values();
            assertThat(film.get(6).samples().values()).isEqualTo(drawn);
            assertThat(drawn[0]).isEqualTo(ring(5, 3).values()[0]);
            assertThat(film.get(3).samples().values())
                    .isNotEqualTo(model.trajectory(
                                    request("ddpm", "strided", 5, Map.of("steps", 6, "resamplings", 3))
                                            .given(first),
                                    10)
                            .get(3)
                            .samples()
                            .values());
            assertThat(model.networkEvaluations(request)).isEqualTo(5 * 3 + 1);
        }
    }

    @Test
    void the_adaptive_solver_says_what_it_took_and_a_smaller_tolerance_takes_more() {
        try (DiffusionModel model = build("score-sde", Map.of())) {
            train(model, 1, 50);
            int coarse = model.networkEvaluations(request("score-sde", "ode", 2, Map.of("tolerance", 0.01)));
            int fine = model.networkEvaluations(request("score-sde", "ode", 2, Map.of("tolerance", 1e-4)));
            assertThat(coarse).isGreaterThan(6);
            assertThat(fine).isGreaterThan(coarse);
            List<Trajectory.Frame> film =
                    model.trajectory(request("score-sde", "ode", 2, Map.of("tolerance", 0.01)), 4);
            assertThat(film)
                    .extracting(Trajectory.Frame::time)
                    .isSorted()
                    .startsWith(0.0)
                    .endsWith(1.0);
        }
    }

    @Test
    void usual_settings_of_every_sampler_fit_usual_values_and_presets() {
        for (Variant variant : family.variants()) {
            List<Map<String, Object>> all = new ArrayList<>(List.of(Map.of()));
            variant.presets().forEach(preset -> all.add(preset.values()));
            for (Map<String, Object> values : variant.samplers().isEmpty() ? List.<Map<String, Object>>of() : all) {
                Map<String, Object> more = new HashMap<>(values);
                more.put("odeLikelihood", "no");
                try (DiffusionModel model = build(variant.id(), more)) {
                    for (Sampler sampler : variant.samplers()) {
                        if (!sampler.id().equals("ode")) {
                            assertThat(model.networkEvaluations(request(variant.id(), sampler.id(), 1, Map.of())))
                                    .isPositive();
                        }
                    }
                }
            }
        }
    }

    @Test
    void older_specifications_are_drawn_as_they_were() {
        Variant ddpm = family.variant("ddpm");
        assertThat(ddpm.asMeant(Map.of()).get(Ddpm.PICTURE_SAMPLER)).isEqualTo("ddim");
        assertThat(Values.defaults(ddpm.hyperparameters()).get(Ddpm.PICTURE_SAMPLER))
                .isNotEqualTo("ddim");
        Values ddim = Values.defaults(ddpm.sampler("ddim").settings());
        assertThat(ddim.asMap())
                .containsEntry("eta", 0.0)
                .containsEntry("spacing", "quadratic")
                .containsEntry("steps", 50L);
    }
}

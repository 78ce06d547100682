package org.genera.plugins.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.genera.spi.Batch;
import org.genera.spi.Critic;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.LatentSpaces;
import org.genera.spi.Model;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.SampleRequest;
import org.genera.spi.Sampling;
import org.genera.spi.StepReport;
import org.genera.spi.ValueRange;
import org.genera.spi.Values;
import org.genera.spi.Variant;
import org.genera.testkit.OneBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GanTest {
    private static final GanFamily FAMILY = new GanFamily();

    private static Model build(String variant, Map<String, Object> given) {
        return build(variant(variant), given);
    }

    private static Model build(Variant variant, Map<String, Object> given) {
        Map<String, Object> values = new LinkedHashMap<>(
                Map.of("latent", 2L, "generatorHidden", List.of(32L, 32L), "discriminatorHidden", List.of(32L, 32L)));
        values.putAll(given);
        DataSpec data = new DataSpec(new DataShape.Vector(2), ValueRange.REAL, 0, 1000);
        return variant.build(
                new ModelSpec(variant.id(), Values.of(variant.hyperparameters(), values), data, 1), ModelContext.cpu());
    }

    private static Variant variant(String id) {
        return FAMILY.variants().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Batch batch(long step) {
        Random random = new Random(step);
        float[] values = new float[2 * 64];
        for (int i = 0; i < 64; i++) {
            values[2 * i] = (float) (2 + 0.5 * random.nextGaussian());
            values[2 * i + 1] = (float) (-1 + 0.5 * random.nextGaussian());
        }
        return new Batch(64, values, new int[0]);
    }

    private static float[] draw(Model model, int count, double truncation) {
        var sampler = variant("non-saturating").samplers().get(0);
        return ((Sampling) model)
                .sample(new SampleRequest(
                        count, 7, sampler.id(), Values.of(sampler.settings(), Map.of("truncation", truncation))))
                .values();
    }

    private static double mean(float[] points, int coordinate) {
        double sum = 0;
        for (int i = coordinate; i < points.length; i += 2) {
            sum += points[i];
        }
        return sum / (points.length / 2.0);
    }

    @Test
    void every_variant_moves_its_samples_onto_the_data_one_of_a_single_class_too() {
        List<Variant> variants = new ArrayList<>(FAMILY.variants());
        variants.add(LeastSquaresLoss.VARIANT);
        for (Variant variant : variants) {
            try (Model model = build(variant, Map.of("learningRate", 2e-3))) {
                assertThat(mean(draw(model, 1000, 1), 0)).isLessThan(1);
                for (int step = 1; step <= 1000; step++) {
                    model.trainStep(new OneBatch(step, batch(step)));
                }
                assertThat(mean(draw(model, 1000, 1), 0)).as(variant.id()).isBetween(1.5, 2.5);
                assertThat(mean(draw(model, 1000, 1), 1)).as(variant.id()).isBetween(-1.5, -0.5);
            }
        }
    }

    @Test
    void the_noise_of_an_index_stays_the_same_through_training_and_with_any_count() {
        try (Model model = build("non-saturating", Map.of())) {
            LatentSpaces latents = (LatentSpaces) model;
            float[] before = latents.prior("z", 300, 7);
            float[] samplesBefore = draw(model, 300, 1);
            for (int step = 1; step <= 20; step++) {
                model.trainStep(new OneBatch(step, batch(step)));
            }
            assertThat(latents.prior("z", 300, 7)).isEqualTo(before);
            assertThat(latents.prior("z", 5, 7)).isEqualTo(Arrays.copyOf(before, 10));
            assertThat(latents.prior("z", 300, 8)).isNotEqualTo(before);
            float[] samples = draw(model, 300, 1);
            assertThat(samples).isNotEqualTo(samplesBefore);
            assertThat(latents.decode("z", before).values()).isEqualTo(samples);
            assertThat(draw(model, 3, 1)).isEqualTo(Arrays.copyOf(samples, 6));
        }
    }

    @Test
    void without_truncated_noise_left_all_samples_are_the_generators_centre() {
        try (Model model = build("non-saturating", Map.of())) {
            float[] centre = ((LatentSpaces) model).decode("z", new float[2]).values();
            float[] samples = draw(model, 4, 0);
            for (int i = 0; i < 4; i++) {
                assertThat(Arrays.copyOfRange(samples, 2 * i, 2 * i + 2)).isEqualTo(centre);
            }
        }
    }

    @Test
    void the_generator_moves_in_every_third_step_where_the_discriminator_is_given_three() {
        try (Model model = build("non-saturating", Map.of("discriminatorSteps", 3L))) {
            float[] samples = draw(model, 8, 1);
            for (int step = 1; step <= 9; step++) {
                StepReport report = model.trainStep(new OneBatch(step, batch(step)));
                assertThat(report.metrics())
                        .containsOnlyKeys("discriminatorLoss", "generatorLoss", "realScore", "fakeScore");
                float[] now = draw(model, 8, 1);
                if (step % 3 == 0) {
                    assertThat(now).isNotEqualTo(samples);
                } else {
                    assertThat(now).isEqualTo(samples);
                }
                samples = now;
            }
        }
    }

    @Test
    void the_critic_gives_the_probability_of_each_example_to_be_real() {
        // The generator is to wait a hundred steps: its samples still lie about the origin.
        try (Model model = build("non-saturating", Map.of("learningRate", 2e-3, "discriminatorSteps", 100L))) {
            for (int step = 1; step < 100; step++) {
                model.trainStep(new OneBatch(step, batch(step)));
            }
            double[] scores = ((Critic) model).criticScores(new Batch(2, new float[] {2, -1, 0, 0}, new int[0]));
            assertThat(scores).hasSize(2);
            assertThat(scores[0]).isBetween(0.9, 1.0);
            assertThat(scores[1]).isBetween(0.0, 0.1);
        }
    }

    @Test
    void a_resumed_training_equals_an_uninterrupted_one_bit_for_bit(@TempDir Path folder) throws Exception {
        Path checkpoint = Files.createDirectory(folder.resolve("checkpoint"));
        Map<String, Object> values = Map.of("dropout", 0.3, "discriminatorSteps", 2L);
        try (Model uninterrupted = build("non-saturating", values);
                Model resumed = build("non-saturating", values)) {
            for (int step = 1; step <= 7; step++) {
                uninterrupted.trainStep(new OneBatch(step, batch(step)));
            }
            uninterrupted.save(checkpoint);
            resumed.restore(checkpoint);
            for (int step = 8; step <= 15; step++) {
                assertThat(resumed.trainStep(new OneBatch(step, batch(step))))
                        .isEqualTo(uninterrupted.trainStep(new OneBatch(step, batch(step))));
            }
            assertThat(draw(resumed, 20, 1)).isEqualTo(draw(uninterrupted, 20, 1));
        }
    }

    @Test
    void binary_data_are_refused_with_what_to_try() {
        DataSpec binary = new DataSpec(new DataShape.Image(8, 8, 1), ValueRange.BINARY, 0, 100);
        assertThat(variant("minimax").accepts().refusal(binary)).isPresent();
        ModelSpec spec =
                new ModelSpec("minimax", Values.defaults(variant("minimax").hyperparameters()), binary, 1);
        assertThatThrownBy(() -> FAMILY.build(spec, ModelContext.cpu()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got binary")
                .hasMessageContaining("use grey values without binarisation");
    }

    @Test
    void what_is_left_open_suits_the_data() {
        Values open = Values.defaults(variant("non-saturating").hyperparameters());
        DataSpec plane = new DataSpec(new DataShape.Vector(2), ValueRange.REAL, 0, 100);
        DataSpec digits = new DataSpec(new DataShape.Image(28, 28, 1), ValueRange.UNIT, 10, 100);
        GanSettings forPlane = GanSettings.of(new ModelSpec("non-saturating", open, plane, 1));
        GanSettings forDigits = GanSettings.of(new ModelSpec("non-saturating", open, digits, 1));
        assertThat(forPlane.latent()).isEqualTo(2);
        assertThat(forPlane.generatorHidden()).containsExactly(128, 128, 128);
        assertThat(forDigits.latent()).isEqualTo(64);
        assertThat(forDigits.discriminatorHidden()).containsExactly(512, 256, 128);
        Values said = Values.of(
                variant("non-saturating").hyperparameters(),
                Map.of("latent", 5L, "generatorHidden", List.of(7L), "discriminatorHidden", List.of(9L, 8L)));
        GanSettings asSaid = GanSettings.of(new ModelSpec("non-saturating", said, digits, 1));
        assertThat(asSaid.latent()).isEqualTo(5);
        assertThat(asSaid.generatorHidden()).containsExactly(7);
        assertThat(asSaid.discriminatorHidden()).containsExactly(9, 8);
    }

    @Test
    void every_preset_is_accepted_by_the_schema() {
        for (Variant variant : FAMILY.variants()) {
            for (Variant.Preset preset : variant.presets()) {
                assertThat(Values.of(variant.hyperparameters(), preset.values()).asMap())
                        .containsAllEntriesOf(preset.values());
            }
        }
    }
}

package org.genera.plugins.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.Encoder;
import org.genera.spi.LatentSpaces;
import org.genera.spi.Likelihood;
import org.genera.spi.Model;
import org.genera.spi.Profiles;
import org.genera.spi.Reconstruction;
import org.genera.spi.SampleRequest;
import org.genera.spi.Sampler;
import org.genera.spi.Sampling;
import org.genera.spi.ValueRange;
import org.genera.spi.Values;
import org.genera.spi.Variant;
import org.genera.testkit.OneBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VaeModelTest {
    private static final Map<String, ?> SMALL = Map.of("hidden", List.of(16L), "learningRate", 1e-2);

    static Stream<Arguments> everything() {
        List<Arguments> cases = new ArrayList<>();
        for (Variant variant : new VaeFamily().variants()) {
            for (DataShape shape : List.of(new DataShape.Vector(8), Models.IMAGES)) {
                for (ValueRange range : variant.accepts().ranges()) {
                    cases.add(Arguments.of(variant, shape, range, "dense"));
                    if (shape instanceof DataShape.Image) {
                        cases.add(Arguments.of(variant, shape, range, "conv"));
                    }
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @MethodSource("everything")
    void the_loss_falls_on_one_fixed_batch(Variant variant, DataShape shape, ValueRange range, String network) {
        Map<String, ?> values =
                Map.of("hidden", List.of(16L), "learningRate", 1e-2, "network", network, "channels", List.of(4L, 6L));
        Batch data = Models.batch(shape, range, 32, 1);
        String loss = variant.id().equals("autoencoder") ? "mse" : "loss";
        try (Model model = Models.build(variant.id(), shape, range, values, 1)) {
            double first = 0;
            double last = 0;
            for (int step = 1; step <= 150; step++) {
                double now = model.trainStep(new OneBatch(step, new Batch(32, data.values(), new int[0])))
                        .metrics()
                        .get(loss);
                assertThat(now).isFinite();
                first += step <= 10 ? now / 10 : 0;
                last += step > 140 ? now / 10 : 0;
            }
            // A mean may be near 0 or below for a density: the fall is measured against the size of the first value.
            assertThat(first - last).isGreaterThan(0.05 * Math.abs(first));
        }
    }

    @Test
    void a_beta_of_1_is_the_vae_bit_for_bit() {
        Map<String, ?> withBeta = Map.of("hidden", List.of(16L), "learningRate", 1e-2, "beta", 1.0);
        try (Model vae = Models.build("vae-bernoulli", Models.IMAGES, ValueRange.BINARY, SMALL, 4);
                Model beta = Models.build("beta-vae", Models.IMAGES, ValueRange.BINARY, withBeta, 4)) {
            for (int step = 1; step <= 20; step++) {
                Batch batch = Models.batch(Models.IMAGES, ValueRange.BINARY, 10, step);
                assertThat(beta.trainStep(new OneBatch(step, batch)))
                        .isEqualTo(vae.trainStep(new OneBatch(step, batch)));
            }
        }
    }

    @Test
    void the_loss_weighs_the_kl_by_beta_and_the_negative_elbo_does_not() {
        Map<String, ?> values = Map.of("hidden", List.of(16L), "beta", 6.0);
        try (Model model = Models.build("beta-vae", Models.POINTS, ValueRange.REAL, values, 4)) {
            Map<String, Double> metrics = model.trainStep(
                            OneBatch.first(Models.batch(Models.POINTS, ValueRange.REAL, 50, 1)))
                    .metrics();
            double kl = metrics.get("kl");
            double reconstruction = metrics.get("reconstruction");
            assertThat(kl).isPositive();
            assertThat(metrics.get("loss")).isCloseTo(reconstruction + 6 * kl, Offset.offset(1e-4));
            assertThat(metrics.get("negativeElbo")).isCloseTo(reconstruction + kl, Offset.offset(1e-4));
        }
    }

    @Test
    void a_learned_sigma_finds_the_noise_of_the_data() {
        Map<String, ?> values =
                Map.of("hidden", List.of(32L), "learningRate", 1e-2, "latent", 1L, "decoderVariance", "learned");
        try (Model model = Models.build("vae-gaussian", Models.POINTS, ValueRange.REAL, values, 4)) {
            double sigma = 0;
            for (int step = 1; step <= 1500; step++) {
                sigma = model.trainStep(new OneBatch(step, Models.batch(Models.POINTS, ValueRange.REAL, 100, step)))
                        .metrics()
                        .get("sigma");
            }
            // The points lie on the line (0, sin 1 · factor) with noise of 0.1 in each coordinate.
            assertThat(sigma).isCloseTo(0.1, Offset.offset(0.04));
        }
    }

    @Test
    void a_fixed_variance_is_not_reported_as_a_metric() {
        Map<String, ?> values = Map.of("decoderVariance", "fixed", "variance", 0.5);
        try (Model model = Models.build("vae-gaussian", Models.POINTS, ValueRange.REAL, values, 4)) {
            assertThat(model.trainStep(OneBatch.first(Models.batch(Models.POINTS, ValueRange.REAL, 5, 1)))
                            .metrics())
                    .containsOnlyKeys("negativeElbo", "loss", "reconstruction", "kl");
        }
    }

    @Test
    void vectors_are_drawn_with_noise_and_images_shown_as_means_unless_asked_otherwise() {
        Sampler sampler = Vae.ANCESTRAL;
        SampleRequest auto = SampleRequest.of(5, 9, sampler);
        SampleRequest mean = with("mean");
        SampleRequest sample = with("sample");
        try (Model points = Models.build("vae-gaussian", Models.POINTS, ValueRange.REAL, SMALL, 4);
                Model images = Models.build("vae-bernoulli", Models.IMAGES, ValueRange.BINARY, SMALL, 4)) {
            assertThat(((Sampling) points).sample(auto).values())
                    .isEqualTo(((Sampling) points).sample(sample).values());
            assertThat(((Sampling) points).sample(auto).values())
                    .isNotEqualTo(((Sampling) points).sample(mean).values());
            assertThat(((Sampling) images).sample(auto).values())
                    .isEqualTo(((Sampling) images).sample(mean).values());
            for (float value : ((Sampling) images).sample(sample).values()) {
                assertThat(value == 0f || value == 1f).isTrue();
            }
            LatentSpaces space = (LatentSpaces) images;
            assertThat(space.decode("z", space.prior("z", 5, 9)).values())
                    .isEqualTo(((Sampling) images).sample(mean).values());
        }
    }

    private static SampleRequest with(String draw) {
        Sampler sampler = Vae.ANCESTRAL;
        return new SampleRequest(5, 9, sampler.id(), Values.of(sampler.settings(), Map.of("draw", draw)));
    }

    @Test
    void the_first_samples_of_many_are_those_drawn_alone_to_the_last_bit() {
        Sampler sampler = Vae.ANCESTRAL;
        for (var draw : List.of("mean", "sample")) {
            Values settings = Values.of(sampler.settings(), Map.of("draw", draw));
            try (Model model = Models.build("vae-gaussian", Models.IMAGES, ValueRange.UNIT, Map.of(), 4)) {
                float[] few = ((Sampling) model)
                        .sample(new SampleRequest(3, 9, sampler.id(), settings))
                        .values();
                float[] many = ((Sampling) model)
                        .sample(new SampleRequest(200, 9, sampler.id(), settings))
                        .values();
                assertThat(java.util.Arrays.copyOf(many, few.length)).isEqualTo(few);
            }
        }
    }

    @Test
    void the_mean_bound_over_many_draws_is_the_training_elbo_with_its_sign_turned() {
        try (Model model = Models.build("vae-gaussian", Models.IMAGES, ValueRange.UNIT, SMALL, 4)) {
            Batch batch = Models.batch(Models.IMAGES, ValueRange.UNIT, 2000, 1);
            double bound = java.util.Arrays.stream(
                            ((Likelihood) model).logLikelihood(batch, "elbo", 1).values())
                    .average()
                    .orElseThrow();
            double estimate = java.util.Arrays.stream(((Likelihood) model)
                            .logLikelihood(batch, "importance-weighted", 1)
                            .values())
                    .average()
                    .orElseThrow();
            double negativeElbo =
                    model.trainStep(OneBatch.first(batch)).metrics().get("negativeElbo");
            assertThat(bound).isCloseTo(-negativeElbo, Offset.offset(0.3));
            assertThat(estimate).isGreaterThan(bound);
        }
    }

    @Test
    void the_kl_profile_sums_to_the_kl_of_the_same_batch() {
        try (Model model = Models.build("vae-bernoulli", Models.IMAGES, ValueRange.BINARY, SMALL, 4)) {
            Batch batch = Models.batch(Models.IMAGES, ValueRange.BINARY, 100, 1);
            double[] profile = ((Profiles) model).profiles(batch, 1).get(0).values();
            assertThat(profile).hasSize(20);
            assertThat(java.util.Arrays.stream(profile).sum())
                    .isCloseTo(model.trainStep(OneBatch.first(batch)).metrics().get("kl"), Offset.offset(1e-4));
        }
    }

    @Test
    void a_reconstruction_is_the_decoded_code() {
        try (Model model = Models.build("vae-gaussian", Models.POINTS, ValueRange.REAL, SMALL, 4)) {
            Batch batch = Models.batch(Models.POINTS, ValueRange.REAL, 7, 1);
            float[] codes = ((Encoder) model).encode(batch);
            assertThat(codes).hasSize(7 * 2);
            assertThat(((LatentSpaces) model).decode("z", codes).values())
                    .containsExactly(((Reconstruction) model).reconstruct(batch).values(), Offset.offset(1e-6f));
        }
    }

    @Test
    void values_that_the_decoder_does_not_distribute_have_no_likelihood() {
        try (Model grey = Models.build("vae-bernoulli", Models.IMAGES, ValueRange.UNIT, SMALL, 4);
                Model binary = Models.build("beta-vae", Models.IMAGES, ValueRange.BINARY, SMALL, 4);
                Model gaussian = Models.build("vae-gaussian", Models.IMAGES, ValueRange.BINARY, SMALL, 4)) {
            assertThat(((Likelihood) grey).likelihoodMethods()).isEmpty();
            assertThat(((Likelihood) gaussian).likelihoodMethods()).isEmpty();
            assertThat(((Likelihood) binary).likelihoodMethods())
                    .extracting(Likelihood.Method::id)
                    .containsExactly("elbo", "importance-weighted");
            Batch batch = Models.batch(Models.IMAGES, ValueRange.UNIT, 2, 1);
            assertThatThrownBy(() ->
                            ((Likelihood) grey).logLikelihood(batch, "elbo", 1).values())
                    .hasMessageContaining("got elbo");
        }
    }

    @Test
    void an_autoencoder_draws_nothing_and_says_so() {
        try (Model model = Models.build("autoencoder", Models.POINTS, ValueRange.REAL, SMALL, 4)) {
            assertThat(model).isNotInstanceOf(Sampling.class).isInstanceOf(Reconstruction.class);
        }
        assertThat(Autoencoder.VARIANT.samplers()).isEmpty();
        assertThat(Autoencoder.VARIANT.knows()).isEmpty();
        assertThat(Autoencoder.VARIANT.summary()).contains("It cannot be sampled");
    }

    @Test
    void what_does_not_fit_the_data_is_refused_with_the_field() {
        assertThatThrownBy(() ->
                        Models.build("beta-vae", Models.POINTS, ValueRange.REAL, Map.of("likelihood", "bernoulli"), 1))
                .hasMessageContaining("likelihood: expected gaussian or auto");
        assertThatThrownBy(() ->
                        Models.build("vae-gaussian", Models.POINTS, ValueRange.REAL, Map.of("network", "conv"), 1))
                .hasMessageContaining("network: expected auto or dense for vectors");
    }

    @Test
    void the_default_network_of_digits_is_784_400_20_and_its_mirror() {
        DataShape digits = new DataShape.Image(28, 28, 1);
        try (Model model = Models.build("vae-bernoulli", digits, ValueRange.BINARY, Map.of(), 1)) {
            long encoder = 784 * 400 + 400 + 400 * 40 + 40;
            long decoder = 20 * 400 + 400 + 400 * 784 + 784;
            assertThat(model.parameterCount()).isEqualTo(encoder + decoder);
        }
    }

    @Test
    void colour_images_are_convolved_by_default() {
        DataShape colour = new DataShape.Image(8, 8, 3);
        try (Model auto = Models.build("vae-gaussian", colour, ValueRange.UNIT, Map.of(), 1);
                Model conv = Models.build("vae-gaussian", colour, ValueRange.UNIT, Map.of("network", "conv"), 1)) {
            assertThat(auto.parameterCount()).isEqualTo(conv.parameterCount());
        }
    }
}

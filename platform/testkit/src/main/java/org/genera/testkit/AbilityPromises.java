package org.genera.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.genera.nn.BaseNoise;
import org.genera.nn.SessionModel;
import org.genera.spi.Batch;
import org.genera.spi.Capability;
import org.genera.spi.Classification;
import org.genera.spi.Critic;
import org.genera.spi.DataSpec;
import org.genera.spi.DefaultSampler;
import org.genera.spi.Encoder;
import org.genera.spi.LatentSpaces;
import org.genera.spi.Likelihood;
import org.genera.spi.Likelihood.Exactness;
import org.genera.spi.Likelihood.LogLikelihoods;
import org.genera.spi.Likelihood.ReferenceMeasure;
import org.genera.spi.Model;
import org.genera.spi.Profiles;
import org.genera.spi.Profiles.Form;
import org.genera.spi.Profiles.Profile;
import org.genera.spi.Reconstruction;
import org.genera.spi.SampleRequest;
import org.genera.spi.Sampler;
import org.genera.spi.Sampling;
import org.genera.spi.SamplingCost;
import org.genera.spi.Trajectory;
import org.genera.spi.ValueRange;
import org.genera.spi.Variant;

/** What the abilities of a trained model promise, each looked at where the model has it. */
final class AbilityPromises {
    private static final int EXAMPLES = 6;
    private static final long SEED = 5;

    private final Model model;
    private final Variant variant;
    private final Requests requests;
    private final Batch batch;
    private final DataSpec data;
    private final int classes;

    AbilityPromises(Model model, Variant variant, TinyData data, Requests requests) {
        this.model = model;
        this.variant = variant;
        this.requests = requests;
        this.batch = data.batch(77, EXAMPLES);
        this.data = data.spec();
        this.classes = data.spec().classes();
    }

    /** How samples are asked for without much ado. */
    interface Requests {
        SampleRequest of(Sampler sampler, int count, long seed);
    }

    void hold() {
        if (model instanceof Likelihood likelihood) {
            likelihood.likelihoodMethods().forEach(method -> scores(likelihood, method));
        }
        if (model instanceof Reconstruction reconstruction) {
            assertThat(reconstruction.reconstruct(batch).count()).isEqualTo(EXAMPLES);
        }
        if (model instanceof Encoder encoder) {
            codes(encoder);
        }
        if (model instanceof LatentSpaces latents) {
            latents.spaces().forEach(space -> latents(latents, space));
            startsFromBaseNoise(latents);
            ways(latents);
        }
        if (model instanceof Trajectory trajectory) {
            frames(trajectory);
        }
        if (model instanceof DefaultSampler usual) {
            assertThat(variant.samplers()).extracting(Sampler::id).contains(usual.usualSampler());
        }
        if (model instanceof SamplingCost cost) {
            variant.samplers().forEach(sampler -> runsItTells(cost, requests.of(sampler, 1, SEED)));
        }
        if (model instanceof Classification classification) {
            posterior(classification);
        }
        new FieldPromises(model, variant.leadsTo(data), data, batch).hold();
        if (model instanceof Profiles profiles) {
            shown(profiles.profiles(batch, 3));
        }
        if (model instanceof Critic critic) {
            assertThat(critic.criticScores(batch)).hasSize(EXAMPLES).doesNotContain(Double.NaN);
        }
    }

    private void scores(Likelihood likelihood, Likelihood.Method method) {
        LogLikelihoods scores = likelihood.logLikelihood(batch, method.id(), 3);
        assertThat(scores.values()).hasSize(EXAMPLES).doesNotContain(Double.NaN);
        LogLikelihoods again = likelihood.logLikelihood(batch, method.id(), 3);
        assertThat(again.values()).isEqualTo(scores.values());
        assertThat(again.standardErrors()).isEqualTo(scores.standardErrors());
        if (method.exactness() == Exactness.EXACT) {
            assertThat(scores.standardErrors())
                    .as("standard errors of exact values")
                    .isEmpty();
        }
        if (data.range() == ValueRange.SYMBOLS) {
            assertThat(method.measure()).isEqualTo(ReferenceMeasure.COUNTING);
        }
        if (method.measure() == ReferenceMeasure.COUNTING && method.exactness() == Exactness.EXACT) {
            assertThat(Arrays.stream(scores.values()).max().orElseThrow())
                    .as("logarithms of probabilities")
                    .isLessThanOrEqualTo(1e-9);
        }
        assertThat(variant.capabilities()).contains(Capability.of(method.exactness()));
    }

    private void codes(Encoder encoder) {
        float[] codes = encoder.encode(batch);
        assertThat(codes).hasSize(EXAMPLES * encoder.codeWidth()).isEqualTo(encoder.encode(batch));
        encoder.codeSpace().ifPresent(id -> {
            LatentSpaces latents = (LatentSpaces) model;
            assertThat(latents.space(id).dimension()).isEqualTo(encoder.codeWidth());
            assertThat(latents.decode(id, codes).count()).isEqualTo(EXAMPLES);
        });
    }

    private static void latents(LatentSpaces latents, LatentSpaces.Space space) {
        float[] drawn = latents.prior(space.id(), EXAMPLES, 9);
        assertThat(drawn).hasSize(EXAMPLES * space.dimension()).doesNotContain(Float.NaN);
        assertThat(Arrays.copyOf(drawn, 2 * space.dimension())).isEqualTo(latents.prior(space.id(), 2, 9));
        assertThat(latents.decode(space.id(), drawn).count()).isEqualTo(EXAMPLES);
        assertThat(latents.map(space.id(), space.id(), drawn)).isEqualTo(drawn);
        if (space.prior() == LatentSpaces.Prior.STANDARD_NORMAL) {
            double[] squares = new double[1];
            float[] many = latents.prior(space.id(), 2_000, 9);
            for (float each : many) {
                squares[0] += each * each / many.length;
            }
            // The variance of a mean square of n standard normals is 2/n.
            assertThat(squares[0]).isCloseTo(1, Offset.offset(5 * Math.sqrt(2.0 / many.length)));
        }
    }

    /** Sampling starts in the first space. */
    private void startsFromBaseNoise(LatentSpaces latents) {
        if (variant.samplers().stream().anyMatch(Sampler::baseNoise)) {
            LatentSpaces.Space first = latents.spaces().get(0);
            assertThat(latents.prior(first.id(), EXAMPLES, SEED))
                    .as("the noise that all families share")
                    .isEqualTo(BaseNoise.normal(SEED, EXAMPLES, first.dimension()));
        }
    }

    /** Vectors decode to the same wherever they are carried first. */
    private static void ways(LatentSpaces latents) {
        String first = latents.spaces().get(0).id();
        float[] drawn = latents.prior(first, EXAMPLES, 9);
        float[] decoded = latents.decode(first, drawn).values();
        for (LatentSpaces.Space space : latents.spaces()) {
            float[] there = latents.map(first, space.id(), drawn);
            assertThat(there).hasSize(EXAMPLES * space.dimension());
            assertThat(latents.decode(space.id(), there).values())
                    .as("drawn in %s, carried to %s and decoded", first, space.id())
                    .containsExactly(decoded, Offset.offset(1e-4f));
        }
    }

    private void frames(Trajectory trajectory) {
        SampleRequest request = requests.of(variant.samplers().get(0), 3, SEED);
        List<Trajectory.Frame> frames = trajectory.trajectory(request, 4);
        assertThat(frames).hasSizeBetween(2, 4);
        assertThat(frames)
                .extracting(Trajectory.Frame::time)
                .isSorted()
                .doesNotHaveDuplicates()
                .startsWith(0.0)
                .endsWith(1.0);
        assertThat(frames.get(frames.size() - 1).samples().values())
                .isEqualTo(((Sampling) model).sample(request).values());
    }

    private static void shown(List<Profile> profiles) {
        assertThat(profiles).extracting(Profile::name).doesNotHaveDuplicates();
        for (Profile profile : profiles) {
            assertThat(profile.values())
                    .hasSize(profile.rows() * profile.columns())
                    .isNotEmpty();
            assertThat(profile.axis()).as("axis of %s", profile.name()).isNotBlank();
            if (profile.form() == Form.MATRIX) {
                assertThat(profile.rowAxis())
                        .as("axis of the rows of %s", profile.name())
                        .isNotBlank();
            }
        }
    }

    /** The network runs as often as told; what runs beside it is no more than the noise before, between and after. */
    private void runsItTells(SamplingCost cost, SampleRequest request) {
        int evaluations = cost.networkEvaluations(request);
        assertThat(evaluations).isNotNegative();
        if (model instanceof SessionModel network && evaluations > 0) {
            long before = network.session().runs();
            ((Sampling) model).sample(request);
            assertThat(network.session().runs() - before)
                    .as(
                            "runs of the graph for a sample by %s, which tells %d evaluations",
                            request.sampler(), evaluations)
                    .isBetween((long) evaluations, 2L * evaluations + 1);
        }
    }

    private void posterior(Classification classification) {
        double[] logPosterior = classification.logPosterior(batch);
        assertThat(logPosterior).hasSize(EXAMPLES * classes);
        for (int i = 0; i < EXAMPLES; i++) {
            double sum = Arrays.stream(logPosterior, i * classes, (i + 1) * classes)
                    .map(Math::exp)
                    .sum();
            assertThat(sum).isCloseTo(1, Offset.offset(1e-5));
        }
    }
}

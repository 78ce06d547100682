package org.genera.worker.context;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.genera.spi.Batch;
import org.genera.spi.Classification;
import org.genera.spi.Codes;
import org.genera.spi.Critic;
import org.genera.spi.DataShape;
import org.genera.spi.DefaultSampler;
import org.genera.spi.Embedding;
import org.genera.spi.Encoder;
import org.genera.spi.Given;
import org.genera.spi.Guide;
import org.genera.spi.Half;
import org.genera.spi.Known;
import org.genera.spi.LatentSpaces;
import org.genera.spi.Likelihood;
import org.genera.spi.Model;
import org.genera.spi.NoiseLevel;
import org.genera.spi.Part;
import org.genera.spi.Profiles;
import org.genera.spi.Reconstruction;
import org.genera.spi.SampleRequest;
import org.genera.spi.Sampler;
import org.genera.spi.Sampling;
import org.genera.spi.SamplingCost;
import org.genera.spi.ScoreField;
import org.genera.spi.Trajectory;

/**
 * Asks a guarded model once for each thing it can do, of a few examples, so that a wrong one fails before it has trained
 * for hours. Answers are pure functions of what is asked, so nothing that comes later is another for it.
 */
public final class Probe {
    private static final int EXAMPLES = 3;
    private static final int FRAMES = 2;
    private static final int SEED = 1;
    /** A way that takes longer is looked at when it is wanted. */
    private static final int NETWORK_EVALUATIONS = 100;

    private final RunContext open;

    public Probe(RunContext open) {
        this.open = open;
    }

    /** @throws IllegalArgumentException saying which answer is wrong */
    public void run() {
        Model model = open.model();
        Batch batch = open.data().test(EXAMPLES);
        if (model instanceof DefaultSampler usual) {
            usual.usualSampler();
        }
        if (model instanceof Sampling sampling) {
            sampling.knows();
        }
        if (model instanceof Likelihood likelihood) {
            likelihood.likelihoodMethods().stream()
                    .filter(method -> !method.atTheEndAlone())
                    .forEach(method -> likelihood.logLikelihood(batch, method.id(), SEED));
        }
        if (model instanceof Reconstruction reconstruction) {
            reconstruction.reconstruct(batch);
        }
        if (model instanceof Encoder encoder) {
            encoder.codeWidth();
            encoder.codeSpace();
            encoder.encode(batch);
        }
        if (model instanceof LatentSpaces latents) {
            latents.spaces().forEach(space -> latents.decode(space.id(), latents.prior(space.id(), EXAMPLES, SEED)));
        }
        if (model instanceof Classification classification && batch.labelled()) {
            classification.logPosterior(batch);
        }
        if (model instanceof Critic critic) {
            critic.criticScores(batch);
        }
        if (model instanceof Codes codes) {
            codes.grid();
            codes.alphabet();
            codes.fromCodes(codes.codes(batch));
        }
        if (model instanceof ScoreField field) {
            field.score(batch, Collections.nCopies(batch.count(), field.levels().get(0)));
        }
        if (model instanceof Guide guide) {
            open.variant().leadsTo(open.data().spec()).forEach(part -> lead(guide, part, batch));
        }
        if (model instanceof Embedding embedding) {
            embed(embedding, batch);
        }
        if (model instanceof Profiles profiles) {
            profiles.profiles(batch, SEED);
        }
        cheapest(model).ifPresent(request -> {
            ((Sampling) model).sample(request);
            if (model instanceof Trajectory trajectory) {
                trajectory.trajectory(request, FRAMES);
            }
        });
    }

    private void lead(Guide guide, Part to, Batch batch) {
        DataShape shape = open.data().spec().shape();
        Batch x = to.half()
                .map(half -> batch.half(half.other(), (DataShape.Pair) shape))
                .orElse(batch);
        if (x.lengths().length == 0) {
            guide.gradient(
                    x, Collections.nCopies(x.count(), NoiseLevel.CLEAN), new Given(batch, Known.only(to, shape)));
        }
    }

    private void embed(Embedding embedding, Batch batch) {
        embedding.scale();
        Set<Half> halves = embedding.halves();
        if (halves.isEmpty()) {
            embedding.embed(batch, Optional.empty());
        } else if (open.data().spec().shape() instanceof DataShape.Pair pair) {
            halves.forEach(half -> embedding.embed(batch.half(half, pair), Optional.of(half)));
        }
    }

    private Optional<SampleRequest> cheapest(Model model) {
        List<SampleRequest> requests = open.variant().samplers().stream()
                .filter(sampler -> !sampler.needsOthers())
                .map(sampler -> request(sampler))
                .toList();
        return model instanceof SamplingCost cost
                ? requests.stream()
                        .filter(request -> cost.networkEvaluations(request) <= NETWORK_EVALUATIONS)
                        .min(Comparator.comparingInt(cost::networkEvaluations))
                : requests.stream().findFirst();
    }

    private static SampleRequest request(Sampler sampler) {
        return SampleRequest.of(EXAMPLES, SEED, sampler);
    }
}

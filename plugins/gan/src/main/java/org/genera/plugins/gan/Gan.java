package org.genera.plugins.gan;

import static org.genera.spi.Hyperparameters.integer;
import static org.genera.spi.Hyperparameters.integers;
import static org.genera.spi.Hyperparameters.real;

import java.util.EnumSet;
import java.util.List;
import org.genera.nn.DataRange;
import org.genera.nn.GraphModel;
import org.genera.nn.RowByRow;
import org.genera.spi.Accepts;
import org.genera.spi.Batch;
import org.genera.spi.Capability;
import org.genera.spi.Critic;
import org.genera.spi.DataShape;
import org.genera.spi.Hyperparameter;
import org.genera.spi.LatentSpaces;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.SampleRequest;
import org.genera.spi.Sampler;
import org.genera.spi.Samples;
import org.genera.spi.Sampling;
import org.genera.spi.SamplingCost;
import org.genera.spi.ValueRange;
import org.genera.spi.Variant;

/**
 * A generator and a discriminator in training. The discriminator moves in each step, the generator in each k-th: every
 * move of either sees fresh data. Variants differ by their {@link AdversarialLoss}.
 */
final class Gan extends GraphModel implements Sampling, LatentSpaces, Critic, SamplingCost {
    static final Hyperparameter<Long> LATENT = integer("latent")
            .to(1024)
            .help("Dimensions of the noise z that the generator starts from. Many more than the data vary in make modes"
                    + " drop out on simple data. 0 chooses: 64 for images; for vectors as many as they have"
                    + " coordinates, at most 64.");
    static final Hyperparameter<List<Long>> GENERATOR_HIDDEN = integers("generatorHidden")
            .from(1)
            .to(4096)
            .lengths(0, 8)
            .in("units")
            .help("Widths of the generator's hidden layers (ReLU), from z on. An empty list chooses: 128, 128, 128 for"
                    + " vectors, 128, 256, 512 for images.");
    static final Hyperparameter<List<Long>> DISCRIMINATOR_HIDDEN = integers("discriminatorHidden")
            .from(1)
            .to(4096)
            .lengths(0, 8)
            .in("units")
            .help(
                    "Widths of the discriminator's hidden layers (LeakyReLU 0.2), from the data on. An empty list chooses:"
                            + " 128, 128, 128 for vectors, 512, 256, 128 for images.");
    static final Hyperparameter<Double> LEARNING_RATE = real("learningRate")
            .from(1e-6)
            .to(1e-1)
            .orElse(5e-4)
            .logarithmic()
            .help("Adam's step size for both players. Larger learns faster, until modes start to drop out.");
    static final Hyperparameter<Double> BETA1 = real("beta1")
            .from(0)
            .to(0.999)
            .orElse(0.5)
            .help("Decay of Adam's first moment; 0.5 rather than the usual 0.9 damps the players' circling.");
    static final Hyperparameter<Long> DISCRIMINATOR_STEPS = integer("discriminatorSteps")
            .from(1)
            .to(100)
            .orElse(1)
            .in("steps")
            .help("Steps of the discriminator for each step of the generator (k of algorithm 1): the generator moves in"
                    + " every k-th training step.");
    static final Hyperparameter<Double> DROPOUT = real("dropout")
            .from(0)
            .to(0.9)
            .orElse(0)
            .help(
                    "Share of the discriminator's hidden units that are silenced at random in training; about 0.3 keeps it"
                            + " from learning small image sets by heart.");
    static final Hyperparameter<Double> TRUNCATION = real("truncation")
            .from(0)
            .to(1)
            .orElse(1)
            .help(
                    "Scales the noise: below 1, samples gather around the generator's centre, less varied and more typical.");

    private final Space space;
    private final Game game;

    Gan(ModelSpec spec, ModelContext context, AdversarialLoss loss) {
        super(spec, context);
        GanSettings settings = GanSettings.of(spec);
        this.space = Space.z(settings.latent());
        this.game = new Game(
                graph,
                training,
                x,
                loss,
                settings,
                DataRange.ofContinuous(spec.data().range()));
    }

    /** What all variants share. */
    static Variant.Builder variant(String id, String title) {
        return Variant.named(id, title)
                .accepts(new Accepts(
                        EnumSet.of(DataShape.Kind.VECTOR, DataShape.Kind.IMAGE),
                        EnumSet.of(ValueRange.REAL, ValueRange.UNIT, ValueRange.SYMMETRIC),
                        false))
                .with(
                        LATENT,
                        GENERATOR_HIDDEN,
                        DISCRIMINATOR_HIDDEN,
                        LEARNING_RATE,
                        BETA1,
                        DISCRIMINATOR_STEPS,
                        DROPOUT)
                .preset(
                        "Goodfellow 2014, digits",
                        "For images of 28×28, 5,000 steps or more: dropout in the discriminator as in the paper (its"
                                + " maxout units are LeakyReLU here) makes samples cleaner and more varied.",
                        LATENT.at(64),
                        GENERATOR_HIDDEN.at(List.of(128, 256, 512)),
                        DISCRIMINATOR_HIDDEN.at(List.of(512, 256, 128)),
                        DROPOUT.at(0.3))
                .reports(Game.DISCRIMINATOR_LOSS, Game.GENERATOR_LOSS, Game.REAL_SCORE, Game.FAKE_SCORE)
                .drawnBy(new Sampler(
                                "prior", "Prior", "One pass of the generator over standard normal noise.", TRUNCATION)
                        .fromBaseNoise())
                .can(Capability.LATENT_SPACE, Capability.DISCRIMINATE);
    }

    @Override
    public Samples sample(SampleRequest request) {
        float[] latents = prior(space.id(), request.count(), request.seed());
        float truncation = request.settings().get(TRUNCATION).floatValue();
        for (int i = 0; i < latents.length; i++) {
            latents[i] *= truncation;
        }
        return decode(space.id(), latents);
    }

    /** The generator runs once. */
    @Override
    public int networkEvaluations(SampleRequest request) {
        return 1;
    }

    @Override
    public List<Space> spaces() {
        return List.of(space);
    }

    @Override
    public float[] prior(String ofSpace, int count, long seed) {
        return session().baseNoise(seed, "prior", count, space.dimension());
    }

    @Override
    public Samples decode(String ofSpace, float[] latents) {
        return samples(map(space.count(latents), game.decoded(), size, new RowByRow.Input(game.latents(), latents)));
    }

    @Override
    public double[] criticScores(Batch batch) {
        float[] probabilities = map(batch, game.probabilities(), 1);
        double[] scores = new double[batch.count()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = probabilities[i];
        }
        return scores;
    }
}

package org.genera.plugins.gan;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.genera.spi.Accepts;
import org.genera.spi.Capability;
import org.genera.spi.DataShape;
import org.genera.spi.Hyperparameter;
import org.genera.spi.Hyperparameter.IntegerValue;
import org.genera.spi.Hyperparameter.IntegersValue;
import org.genera.spi.Hyperparameter.RealValue;
import org.genera.spi.Metric;
import org.genera.spi.Metric.Direction;
import org.genera.spi.Sampler;
import org.genera.spi.ValueRange;
import org.genera.spi.Variant;
import org.genera.spi.Variant.Consumption;
import org.genera.spi.Variant.Preset;

/** The members of the family and what can be set. */
final class GanVariants {
    static final String NON_SATURATING = "non-saturating";
    static final String MINIMAX = "minimax";

    private static final List<Hyperparameter> HYPERPARAMETERS = List.of(
            new IntegerValue(
                    "latent",
                    "Dimensions of the noise z that the generator starts from. Many more than the data vary in make modes"
                            + " drop out on simple data. 0 chooses: 64 for images; for vectors as many as they have"
                            + " coordinates, at most 64.",
                    "",
                    0,
                    0,
                    1024),
            new IntegersValue(
                    "generatorHidden",
                    "Widths of the generator's hidden layers (ReLU), from z on. An empty list chooses: 128, 128, 128 for"
                            + " vectors, 128, 256, 512 for images.",
                    "units",
                    List.of(),
                    1,
                    4096,
                    0,
                    8),
            new IntegersValue(
                    "discriminatorHidden",
                    "Widths of the discriminator's hidden layers (LeakyReLU 0.2), from the data on. An empty list chooses:"
                            + " 128, 128, 128 for vectors, 512, 256, 128 for images.",
                    "units",
                    List.of(),
                    1,
                    4096,
                    0,
                    8),
            new RealValue(
                    "learningRate",
                    "Adam's step size for both players. Larger learns faster, until modes start to drop out.",
                    "",
                    5e-4,
                    1e-6,
                    1e-1,
                    true),
            new RealValue(
                    "beta1",
                    "Decay of Adam's first moment; 0.5 rather than the usual 0.9 damps the players' circling.",
                    "",
                    0.5,
                    0,
                    0.999,
                    false),
            new IntegerValue(
                    "discriminatorSteps",
                    "Steps of the discriminator for each step of the generator (k of algorithm 1): the generator moves in"
                            + " every k-th training step.",
                    "steps",
                    1,
                    1,
                    100),
            new RealValue(
                    "dropout",
                    "Share of the discriminator's hidden units that are silenced at random in training; about 0.3 keeps it"
                            + " from learning small image sets by heart.",
                    "",
                    0,
                    0,
                    0.9,
                    false));

    private static final List<Preset> PRESETS = List.of(new Preset(
            "Goodfellow 2014, digits",
            "For images of 28×28, 5,000 steps or more: dropout in the discriminator as in the paper (its maxout units are"
                    + " LeakyReLU here) makes samples cleaner and more varied.",
            Map.of(
                    "latent",
                    64L,
                    "generatorHidden",
                    List.of(128L, 256L, 512L),
                    "discriminatorHidden",
                    List.of(512L, 256L, 128L),
                    "dropout",
                    0.3)));

    private static final List<Metric> METRICS = List.of(
            new Metric(
                    "discriminatorLoss",
                    "Discriminator loss (log 4 where it can only guess)",
                    "nats",
                    Direction.NEITHER),
            new Metric("generatorLoss", "Generator loss", "nats", Direction.NEITHER),
            new Metric("realScore", "D(x), mean probability of data to be real", "", Direction.NEITHER),
            new Metric("fakeScore", "D(G(z)), mean probability of samples to be real", "", Direction.NEITHER));

    private static final List<Sampler> SAMPLERS = List.of(new Sampler(
            "prior",
            "Prior",
            "One pass of the generator over standard normal noise.",
            List.of(new RealValue(
                    "truncation",
                    "Scales the noise: below 1, samples gather around the generator's centre, less varied and more typical.",
                    "",
                    1,
                    0,
                    1,
                    false))));

    static final List<Variant> ALL = List.of(
            variant(
                    NON_SATURATING,
                    "Non-saturating GAN",
                    "The generator maximises log D(G(z)): strong gradients even where the discriminator wins. The usual"
                            + " choice."),
            variant(
                    MINIMAX,
                    "Minimax GAN",
                    "The generator minimises log(1 − D(G(z))), the value of the game itself: its gradient vanishes where"
                            + " the discriminator wins, early in training above all."));

    private GanVariants() {}

    private static Variant variant(String id, String title, String summary) {
        return new Variant(
                id,
                title,
                summary,
                new Accepts(
                        EnumSet.of(DataShape.Kind.VECTOR, DataShape.Kind.IMAGE),
                        EnumSet.of(ValueRange.REAL, ValueRange.UNIT, ValueRange.SYMMETRIC),
                        false),
                Consumption.MINIBATCH,
                HYPERPARAMETERS,
                PRESETS,
                METRICS,
                SAMPLERS,
                Set.of(Capability.LATENT_SPACE, Capability.DISCRIMINATE));
    }
}

package org.genera.plugins.flow;

import static org.genera.spi.Hyperparameters.choice;
import static org.genera.spi.Hyperparameters.flag;
import static org.genera.spi.Hyperparameters.integer;
import static org.genera.spi.Hyperparameters.integers;
import static org.genera.spi.Hyperparameters.real;

import java.util.EnumSet;
import java.util.List;
import org.genera.nn.Adam;
import org.genera.nn.Optimizer;
import org.genera.spi.Accepts;
import org.genera.spi.Capability;
import org.genera.spi.DataShape.Kind;
import org.genera.spi.Hyperparameter;
import org.genera.spi.Knowledge;
import org.genera.spi.Metric;
import org.genera.spi.Metric.Direction;
import org.genera.spi.ModelSpec;
import org.genera.spi.Part;
import org.genera.spi.Sampler;
import org.genera.spi.ValueRange;
import org.genera.spi.Variant;

/** What variants say of themselves alike, and what can be set in them. */
final class FlowVariant {
    static final String DENSE = "dense";
    private static final int CHANNELS = 64;

    static final Hyperparameter<String> NETWORK = choice("network", "convolutional", DENSE)
            .help(
                    "Of pictures: convolutional couplings at several resolutions, or dense ones on the flat picture, which know no"
                            + " neighbours. Points are always dense.");
    static final Hyperparameter<Long> LEVELS = integer("levels")
            .from(1)
            .to(8)
            .orElse(2)
            .in("levels")
            .help(
                    "Of convolutional flows: at each level height and width are halved, and behind each but the last half of the"
                            + " numbers leaves to the base. Sides of pictures must be divisible by 2 as often.");
    static final Hyperparameter<Long> COUPLINGS = integer("couplings")
            .from(2)
            .to(64)
            .orElse(8)
            .in("layers")
            .help(
                    "Coupling layers, of convolutional flows at each level; each moves the coordinates that the one before kept. More"
                            + " bend the data further and cost in proportion.");
    static final Hyperparameter<Long> STEPS = integer("steps")
            .from(1)
            .to(64)
            .orElse(8)
            .in("steps")
            .help(
                    "Steps of flow at each level (K): actnorm, 1×1 convolution, affine coupling. More bend the data further and cost"
                            + " in proportion.");
    static final Hyperparameter<List<Long>> HIDDEN = integers("hidden")
            .from(1)
            .to(8192)
            .lengths(0, 8)
            .in("units")
            .help(
                    "Widths of the hidden layers in each coupling; channels of convolutional ones, 3×3 first and 1×1 behind. An empty"
                            + " list chooses: 128 and 128 for vectors, 64 and 64 for convolutions, 512 and 512 for flat pictures.");
    static final Hyperparameter<Boolean> MASKED = flag("masked")
            .help(
                    "For repeating earlier runs: networks of couplings take and give all coordinates, though half of them are"
                            + " always zero. Off, they have no weights that nothing reaches.");
    static final Hyperparameter<Boolean> CLASS_CONDITIONAL = flag("classConditional")
            .orElse(true)
            .help(
                    "Where there are labels, the base has a place and a scale for each class: examples of a class are drawn, and classes"
                            + " told apart by Bayes' rule. Off, or without labels, one base for all.");
    static final Hyperparameter<String> BASE = choice("base", "gaussian", "logistic")
            .help("Distribution that the data are carried to; the logistic one has heavier tails.");
    static final Hyperparameter<Boolean> LOGIT = flag("logit")
            .orElse(true)
            .help("Opens bounded values by a logit first, so that samples stay within their range; changes nothing on"
                    + " unbounded data.");
    static final Hyperparameter<Double> LEARNING_RATE = real("learningRate")
            .from(1e-6)
            .to(1)
            .orElse(5e-4)
            .logarithmic()
            .help("Step size α of Adam (β₁ = 0.9, β₂ = 0.999). Lower it where the likelihood jumps.");
    static final Hyperparameter<Long> WARM_UP = integer("warmUp")
            .from(0)
            .to(1_000_000)
            .orElse(200)
            .in("steps")
            .help(
                    "Steps in which the learning rate rises to its value. Adam's first steps are as long as any, and all couplings"
                            + " stretch at once: without them the likelihood of deep flows can fall by millions of nats before it rises.");
    static final Hyperparameter<Double> GRADIENT_NORM = real("gradientNorm")
            .from(1e-3)
            .to(1e9)
            .orElse(10)
            .logarithmic()
            .help(
                    "Longer gradients of all weights together are shortened to this norm. An example far out in the tails has"
                            + " a gradient that would undo what was learned.");
    static final Hyperparameter<Double> AVERAGING = real("averaging")
            .from(0)
            .to(0.99999)
            .orElse(0.999)
            .help(
                    "Decay δ of the moving average of the weights that is measured and drawn from, a ← δ a + (1 − δ) w; 0 takes the"
                            + " weights themselves, which wander with each minibatch.");
    static final Hyperparameter<Double> TEMPERATURE = real("temperature")
            .from(0)
            .to(2)
            .orElse(1)
            .help("Factor on the standard normal draw. Below 1 samples are more typical and less varied.");

    static final Metric TRAIN_NLL = new Metric("trainNll", "Training negative log-likelihood", "nats", Direction.LOWER);
    static final Metric LOG_DETERMINANT =
            new Metric("logDeterminant", "Mean log-determinant", "nats", Direction.NEITHER);
    static final Sampler EXACT = new Sampler(
                    "exact", "Exact", "A draw from the base distribution, carried back through the flow.", TEMPERATURE)
            .fromBaseNoise();

    static final List<Knowledge> KNOWS = List.of(Knowledge.NOTHING, Knowledge.of(Part.LABEL));

    private FlowVariant() {}

    /** What all variants share. */
    static Variant.Builder of(String id, String title) {
        return Variant.named(id, title)
                .accepts(new Accepts(
                        EnumSet.of(Kind.VECTOR, Kind.IMAGE),
                        EnumSet.of(ValueRange.REAL, ValueRange.UNIT, ValueRange.SYMMETRIC),
                        false))
                .with(
                        COUPLINGS,
                        HIDDEN,
                        CLASS_CONDITIONAL,
                        BASE,
                        LOGIT,
                        LEARNING_RATE,
                        WARM_UP,
                        GRADIENT_NORM,
                        AVERAGING,
                        MASKED)
                .before(MASKED.at(true), CLASS_CONDITIONAL.at(false), AVERAGING.at(0), WARM_UP.at(0))
                .reports(TRAIN_NLL, LOG_DETERMINANT)
                .drawnBy(EXACT)
                .knows(KNOWS.toArray(Knowledge[]::new))
                .can(
                        Capability.EXACT_LIKELIHOOD,
                        Capability.SCORE,
                        Capability.ENCODE,
                        Capability.LATENT_SPACE,
                        Capability.RECONSTRUCT,
                        Capability.TRAJECTORY,
                        Capability.CLASSIFY);
    }

    /** Whether pictures go through convolutions. */
    static boolean convolutional(ModelSpec spec) {
        boolean flat = spec.values().has(NETWORK)
                ? spec.get(NETWORK).equals(DENSE)
                : !spec.values().has(LEVELS);
        return spec.data().shape().kind() == Kind.IMAGE && !flat;
    }

    /** Widths of the hidden layers that the hyperparameters ask for. */
    static List<Integer> hidden(ModelSpec spec) {
        List<Integer> given = spec.values().counts(HIDDEN);
        if (!given.isEmpty()) {
            return given;
        }
        int vector = 128;
        int flatPicture = 512;
        int width = spec.data().shape().kind() != Kind.IMAGE ? vector : convolutional(spec) ? CHANNELS : flatPicture;
        return List.of(width, width);
    }

    /** Adam as the hyperparameters ask for it. */
    static Optimizer optimizer(ModelSpec spec) {
        Adam adam = Adam.usual(spec.get(LEARNING_RATE));
        long steps = spec.get(WARM_UP);
        Adam warmed = steps == 0
                ? adam
                : new Adam(adam.learningRate().warmedUp(steps), adam.beta1(), adam.beta2(), adam.epsilon());
        return warmed.clippedTo(spec.get(GRADIENT_NORM));
    }
}

package org.genera.plugins.flow;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.genera.spi.Accepts;
import org.genera.spi.Capability;
import org.genera.spi.DataShape.Kind;
import org.genera.spi.DensityKind;
import org.genera.spi.FamilyCard;
import org.genera.spi.FamilyCard.Paper;
import org.genera.spi.GenerativeModel;
import org.genera.spi.Hyperparameter;
import org.genera.spi.Hyperparameter.ChoiceValue;
import org.genera.spi.Hyperparameter.FlagValue;
import org.genera.spi.Hyperparameter.IntegerValue;
import org.genera.spi.Hyperparameter.IntegersValue;
import org.genera.spi.Hyperparameter.RealValue;
import org.genera.spi.Metric;
import org.genera.spi.Metric.Direction;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelFamily;
import org.genera.spi.ModelSpec;
import org.genera.spi.Sampler;
import org.genera.spi.ValueRange;
import org.genera.spi.Variant;
import org.genera.spi.Variant.Consumption;
import org.genera.spi.Variant.Preset;
import org.pf4j.Extension;

/** Normalising flows of coupling layers. */
@Extension
public final class FlowFamily implements ModelFamily {
    static final String NICE = "nice";
    static final String REALNVP = "realnvp";
    static final Metric TRAIN_NLL = new Metric("trainNll", "Training negative log-likelihood", "nats", Direction.LOWER);
    static final Metric LOG_DETERMINANT =
            new Metric("logDeterminant", "Mean log-determinant", "nats", Direction.NEITHER);
    static final Sampler EXACT = new Sampler(
            "exact",
            "Exact",
            "A draw from the base distribution, carried back through the flow.",
            List.of(new RealValue(
                    "temperature",
                    "Factor on the standard normal draw. Below 1 samples are more typical and less varied.",
                    "",
                    1,
                    0,
                    2,
                    false)));

    @Override
    public FamilyCard card() {
        return new FamilyCard(
                "flow",
                "Normalising flow",
                "An invertible network carries the data to a simple base distribution; the change of variables gives the"
                        + " exact likelihood, which is what it is trained on, and the inverse gives samples in one pass."
                        + " Codes are as wide as the data and lose nothing. It stretches one connected cloud: modes that lie"
                        + " apart stay joined by thin bridges.",
                DensityKind.TRACTABLE,
                List.of(
                        new Paper(
                                "Dinh, Krueger, Bengio: NICE: Non-linear Independent Components Estimation, 2015",
                                "https://arxiv.org/abs/1410.8516"),
                        new Paper(
                                "Dinh, Sohl-Dickstein, Bengio: Density estimation using Real NVP, 2017",
                                "https://arxiv.org/abs/1605.08803")));
    }

    @Override
    public List<Variant> variants() {
        return List.of(
                variant(
                        REALNVP,
                        "RealNVP",
                        "Affine couplings: each scales and shifts half of the coordinates by dense networks of the other"
                                + " half. One scale of resolution, no convolutions.",
                        hyperparameters(8, "gaussian", true, 5e-4),
                        List.of()),
                variant(
                        NICE,
                        "NICE",
                        "Additive couplings, which preserve volume, and one scaling of each dimension at the end.",
                        hyperparameters(4, "logistic", false, 1e-3),
                        List.of(new Preset(
                                "Dinh et al. 2015, MNIST",
                                "Five hidden layers of 1000 units; slow on a CPU.",
                                Map.of("hidden", List.of(1000L, 1000L, 1000L, 1000L, 1000L))))));
    }

    private static Variant variant(
            String id, String title, String summary, List<Hyperparameter> hyperparameters, List<Preset> presets) {
        return new Variant(
                id,
                title,
                summary,
                new Accepts(
                        EnumSet.of(Kind.VECTOR, Kind.IMAGE),
                        EnumSet.of(ValueRange.REAL, ValueRange.UNIT, ValueRange.SYMMETRIC),
                        false),
                Consumption.MINIBATCH,
                hyperparameters,
                presets,
                List.of(TRAIN_NLL, LOG_DETERMINANT),
                List.of(EXACT),
                Set.copyOf(EnumSet.of(
                        Capability.EXACT_LIKELIHOOD,
                        Capability.ENCODE,
                        Capability.LATENT_SPACE,
                        Capability.RECONSTRUCT,
                        Capability.TRAJECTORY)));
    }

    private static List<Hyperparameter> hyperparameters(
            int couplings, String base, boolean logit, double learningRate) {
        List<Hyperparameter> all = new ArrayList<>();
        all.add(new IntegerValue(
                "couplings",
                "Coupling layers; each moves the coordinates that the one before kept. More bend the data further and"
                        + " cost in proportion.",
                "layers",
                couplings,
                2,
                64));
        all.add(new IntegersValue(
                "hidden",
                "Widths of the hidden layers in each coupling. An empty list chooses: 128 and 128 for vectors, 512 and"
                        + " 512 for images.",
                "units",
                List.of(),
                1,
                8192,
                0,
                8));
        all.add(new ChoiceValue(
                "base",
                "Distribution that the data are carried to; the logistic one has heavier tails.",
                base,
                List.of("gaussian", "logistic")));
        all.add(new FlagValue(
                "logit",
                "Opens bounded values by a logit first, so that samples stay within their range; changes nothing on"
                        + " unbounded data.",
                logit));
        all.add(new RealValue(
                "learningRate",
                "Step size α of Adam (β₁ = 0.9, β₂ = 0.999). Lower it where the likelihood jumps.",
                "",
                learningRate,
                1e-6,
                1,
                true));
        all.add(new RealValue(
                "gradientNorm",
                "Longer gradients of all weights together are shortened to this norm. An example far out in the tails"
                        + " has a gradient that would undo what was learned.",
                "",
                10,
                1e-3,
                1e9,
                true));
        return List.copyOf(all);
    }

    @Override
    public GenerativeModel build(ModelSpec spec, ModelContext context) {
        return new FlowModel(spec, context);
    }
}

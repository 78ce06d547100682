package org.genera.plugins.gaussian;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.genera.spi.Accepts;
import org.genera.spi.Capability;
import org.genera.spi.DensityKind;
import org.genera.spi.FamilyCard;
import org.genera.spi.GenerativeModel;
import org.genera.spi.Hyperparameter;
import org.genera.spi.Hyperparameter.FlagValue;
import org.genera.spi.Hyperparameter.RealValue;
import org.genera.spi.Metric;
import org.genera.spi.Metric.Direction;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelFamily;
import org.genera.spi.ModelSpec;
import org.genera.spi.Sampler;
import org.genera.spi.Variant;
import org.genera.spi.Variant.Consumption;
import org.genera.spi.Variant.Preset;
import org.pf4j.Extension;

/** The entry point of the plugin: a card, three variants that differ by their covariance, and the way to build them. */
@Extension
public final class GaussianFamily implements ModelFamily {
    static final Metric TRAIN_NLL = new Metric("trainNll", "Training negative log-likelihood", "nats", Direction.LOWER);
    static final Sampler EXACT = new Sampler("exact", "Exact", "Independent draws from the fitted density.", List.of());

    private static final List<Hyperparameter> HYPERPARAMETERS = List.of(
            new FlagValue(
                    "classConditional",
                    "One Gaussian for each class, weighted by its frequency; off, or without labels, one for all data.",
                    true),
            new RealValue(
                    "varianceFloor",
                    "Added to every variance. More of it blurs samples and keeps constant pixels from an infinite density.",
                    "",
                    1e-6,
                    0,
                    1e3,
                    true));

    @Override
    public FamilyCard card() {
        return new FamilyCard(
                "gaussian",
                "Class-conditional Gaussian",
                "A Gaussian for each class, fitted in closed form by maximum likelihood. Its likelihood and its samples are"
                        + " exact and it classifies by Bayes' rule. It knows nothing beyond second moments: the baseline"
                        + " that any other family should beat.",
                DensityKind.TRACTABLE,
                List.of(new FamilyCard.Paper(
                        "R. A. Fisher: The use of multiple measurements in taxonomic problems, 1936",
                        "https://doi.org/10.1111/j.1469-1809.1936.tb02137.x")));
    }

    @Override
    public List<Variant> variants() {
        return List.of(
                variant(
                        "full",
                        "Full covariance",
                        "A covariance matrix of its own for each class (quadratic discriminant analysis)."),
                variant(
                        "shared",
                        "Shared covariance",
                        "One covariance matrix for all classes (linear discriminant analysis)."),
                variant(
                        "diagonal",
                        "Diagonal covariance",
                        "Independent dimensions within a class (Gaussian naive Bayes)."));
    }

    private static Variant variant(String id, String title, String summary) {
        return new Variant(
                id,
                title,
                summary,
                Accepts.vectorsAndImages(),
                Consumption.WHOLE_SPLIT,
                HYPERPARAMETERS,
                List.of(
                        new Preset(
                                "One Gaussian", "The plainest baseline: no labels.", Map.of("classConditional", false)),
                        new Preset(
                                "Images in [0, 1]",
                                "A floor of a tenth of the grey range keeps the classes apart.",
                                Map.of("varianceFloor", 0.01))),
                List.of(TRAIN_NLL),
                List.of(EXACT),
                Set.copyOf(EnumSet.of(Capability.EXACT_LIKELIHOOD, Capability.SAMPLE_BY_CLASS, Capability.CLASSIFY)));
    }

    @Override
    public GenerativeModel build(ModelSpec spec, ModelContext context) {
        double floor = spec.values().real("varianceFloor");
        if (spec.data().classes() > 0 && spec.values().flag("classConditional")) {
            return new ClassGaussianModel(spec, context, floor);
        }
        return new GaussianModel(spec, context, floor, 1);
    }
}

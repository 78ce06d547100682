package org.genera.plugins.mixture;

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
import org.genera.spi.Hyperparameter.ChoiceValue;
import org.genera.spi.Hyperparameter.IntegerValue;
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

/** The entry point of the plugin: four variants that differ by what their covariances may look like. */
@Extension
public final class MixtureFamily implements ModelFamily {
    static final Metric TRAIN_NLL = new Metric("trainNll", "Training negative log-likelihood", "nats", Direction.LOWER);
    static final Metric BIC = new Metric("bic", "Bayesian information criterion", "", Direction.LOWER);
    static final Metric AIC = new Metric("aic", "Akaike information criterion", "", Direction.LOWER);
    static final Metric EFFECTIVE_COMPONENTS =
            new Metric("effectiveComponents", "Effective number of components", "", Direction.NEITHER);
    static final Metric SMALLEST_WEIGHT =
            new Metric("smallestWeight", "Weight of the smallest component", "", Direction.NEITHER);
    static final String K_MEANS = "k-means";
    static final String RANDOM_POINTS = "random-points";

    static final Sampler EXACT = new Sampler("exact", "Exact", "Independent draws from the fitted density.", List.of());

    private static final List<Hyperparameter> HYPERPARAMETERS = List.of(
            new IntegerValue(
                    "components",
                    "K, how many Gaussians. More fit more shapes and sooner fit single examples; BIC and the"
                            + " likelihood of test data say when it is enough.",
                    "",
                    8,
                    1,
                    1000),
            new RealValue(
                    "tolerance",
                    "Training ends when an iteration raises the mean log-likelihood by less; 0 uses the whole budget.",
                    "nats",
                    1e-3,
                    0,
                    10,
                    true),
            new RealValue(
                    "varianceFloor",
                    "Added to every variance. It keeps a component from an infinite density on a single example or a"
                            + " constant pixel; more of it blurs samples.",
                    "",
                    1e-6,
                    0,
                    1e3,
                    true),
            new ChoiceValue(
                    "initialisation",
                    "EM begins with the clusters of k-means, or at random examples with the covariance of all data; the"
                            + " latter shows how far EM comes alone.",
                    K_MEANS,
                    List.of(K_MEANS, RANDOM_POINTS)),
            new IntegerValue(
                    "restarts",
                    "How often k-means begins anew; EM goes on from the tightest clusters. Without k-means it does"
                            + " nothing.",
                    "",
                    3,
                    1,
                    100));

    private static final List<Preset> PRESETS = List.of(
            new Preset(
                    "EM alone",
                    "No help from k-means: begins at random examples and may stay in a worse optimum.",
                    Map.of("initialisation", RANDOM_POINTS)),
            new Preset(
                    "Images in [0, 1]",
                    "20 components, and a floor of a tenth of the grey range, so that constant pixels do not decide.",
                    Map.of("components", 20, "varianceFloor", 0.01)));

    @Override
    public FamilyCard card() {
        return new FamilyCard(
                "mixture",
                "Gaussian mixture",
                "A weighted sum of Gaussians, fitted by expectation-maximisation: softly assign each example to the"
                        + " components, refit each to its share, repeat; the likelihood of the training data never falls."
                        + " Density and samples are exact and training takes seconds. With enough components it fits any"
                        + " density in few dimensions; in many it needs constrained covariances.",
                DensityKind.TRACTABLE,
                List.of(
                        new FamilyCard.Paper(
                                "Dempster, Laird, Rubin: Maximum Likelihood from Incomplete Data via the EM Algorithm,"
                                        + " 1977",
                                "https://doi.org/10.1111/j.2517-6161.1977.tb01600.x"),
                        new FamilyCard.Paper(
                                "Arthur, Vassilvitskii: k-means++: The Advantages of Careful Seeding, 2007",
                                "https://theory.stanford.edu/~sergei/papers/kMeansPP-soda.pdf"),
                        new FamilyCard.Paper(
                                "Schwarz: Estimating the Dimension of a Model, 1978",
                                "https://doi.org/10.1214/aos/1176344136")));
    }

    @Override
    public List<Variant> variants() {
        return List.of(
                variant("full", "Full covariance", "A covariance matrix of its own for each component."),
                variant("tied", "Tied covariance", "One covariance matrix for all components."),
                variant(
                        "diagonal",
                        "Diagonal covariance",
                        "Independent dimensions within a component: the choice for many components or dimensions."),
                variant(
                        "spherical",
                        "Spherical covariance",
                        "One variance for each component: k-means with soft borders and its own sizes."));
    }

    private static Variant variant(String id, String title, String summary) {
        return new Variant(
                id,
                title,
                summary,
                Accepts.vectorsAndImages(),
                Consumption.WHOLE_SPLIT,
                HYPERPARAMETERS,
                PRESETS,
                List.of(TRAIN_NLL, BIC, AIC, EFFECTIVE_COMPONENTS, SMALLEST_WEIGHT),
                List.of(EXACT),
                Set.copyOf(EnumSet.of(Capability.EXACT_LIKELIHOOD, Capability.ENCODE)));
    }

    @Override
    public GenerativeModel build(ModelSpec spec, ModelContext context) {
        return new MixtureModel(spec, context, start(spec, context));
    }

    private static Start start(ModelSpec spec, ModelContext context) {
        return spec.values().choice("initialisation").equals(K_MEANS)
                ? new KMeansStart(context, spec.values().count("restarts"), spec.seed())
                : new RandomPointsStart(spec.seed());
    }
}

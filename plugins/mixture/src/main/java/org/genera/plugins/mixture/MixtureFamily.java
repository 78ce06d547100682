package org.genera.plugins.mixture;

import static org.genera.spi.Hyperparameters.choice;
import static org.genera.spi.Hyperparameters.integer;
import static org.genera.spi.Hyperparameters.real;

import java.util.List;
import org.genera.nn.InformationCriteria;
import org.genera.nn.gaussian.Covariance;
import org.genera.spi.Capability;
import org.genera.spi.DensityKind;
import org.genera.spi.FamilyCard;
import org.genera.spi.Hyperparameter;
import org.genera.spi.Knowledge;
import org.genera.spi.Metric;
import org.genera.spi.Metric.Direction;
import org.genera.spi.ModelFamily;
import org.genera.spi.Part;
import org.genera.spi.Reads;
import org.genera.spi.Sampler;
import org.genera.spi.Variant;
import org.pf4j.Extension;

/** The entry point of the plugin: four variants that differ by what their covariances may look like. */
@Extension
public final class MixtureFamily implements ModelFamily {
    static final Metric TRAIN_NLL = new Metric("trainNll", "Training negative log-likelihood", "nats", Direction.LOWER);
    static final Metric EFFECTIVE_COMPONENTS =
            new Metric("effectiveComponents", "Effective number of components", "", Direction.NEITHER);
    static final Metric SMALLEST_WEIGHT =
            new Metric("smallestWeight", "Weight of the smallest component", "", Direction.NEITHER);
    static final Metric VARIANCES_AT_FLOOR =
            new Metric("variancesAtFloor", "Variances that are floor for the most part", "", Direction.NEITHER);
    static final Sampler EXACT = new Sampler(
                    "exact", "Exact", "Independent draws from the fitted density, given what is known of an example.")
            .fromBaseNoise();

    /** Both exactly, in closed form. */
    static final List<Knowledge> KNOWS = List.of(Knowledge.NOTHING, Knowledge.of(Part.ANY));

    static final Hyperparameter<Long> COMPONENTS = integer("components")
            .from(1)
            .to(1000)
            .orElse(8)
            .help(
                    "K, how many Gaussians. More fit more shapes and sooner fit single examples; BIC and the likelihood of test"
                            + " data say when it is enough.");
    static final Hyperparameter<Double> TOLERANCE = real("tolerance")
            .from(0)
            .to(10)
            .orElse(1e-3)
            .logarithmic()
            .in("nats")
            .help("Training ends when an iteration raises the mean log-likelihood by less; 0 uses the whole budget.");
    static final Hyperparameter<Double> VARIANCE_FLOOR = real("varianceFloor")
            .from(0)
            .to(1e3)
            .orElse(0)
            .logarithmic()
            .help(
                    "Added to every variance, in squared units of the data. It keeps a component from an infinite density on a"
                            + " single example or a constant pixel; more of it blurs samples.");
    static final Hyperparameter<Double> RELATIVE_VARIANCE_FLOOR = real("relativeVarianceFloor")
            .from(0)
            .to(1)
            .orElse(1e-6)
            .logarithmic()
            .help(
                    "The same as a share of the variance of all data: of the same coordinate, or of the mean over an image or"
                            + " where it is constant.");
    static final String RANDOM_POINTS = "random-points";
    /** What k-means was before, kept for specifications that name it. */
    static final String NEIGHBOURING = "k-means";

    static final Hyperparameter<String> INITIALISATION = choice(
                    "initialisation", "k-means++", RANDOM_POINTS, NEIGHBOURING)
            .help(
                    "EM begins with the clusters of k-means from starts of k-means++, or at random examples with the covariance"
                            + " of all data; the latter shows how far EM comes alone. \"k-means\" repeats earlier runs: there"
                            + " neighbouring seeds share starts.");
    static final Hyperparameter<Long> RESTARTS = integer("restarts")
            .from(1)
            .to(100)
            .orElse(3)
            .help(
                    "How often k-means begins anew; EM goes on from the tightest clusters. Without k-means it does nothing.");

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
                variant(
                        "full",
                        "Full covariance",
                        "A covariance matrix of its own for each component.",
                        Covariance.FULL),
                variant("tied", "Tied covariance", "One covariance matrix for all components.", Covariance.TIED),
                variant(
                        "diagonal",
                        "Diagonal covariance",
                        "Independent dimensions within a component: the choice for many components or dimensions.",
                        Covariance.DIAGONAL),
                variant(
                        "spherical",
                        "Spherical covariance",
                        "One variance for each component: k-means with soft borders and its own sizes.",
                        Covariance.SPHERICAL));
    }

    private static Variant variant(String id, String title, String summary, Covariance covariance) {
        return Variant.named(id, title)
                .summary(summary)
                .reads(Reads.WHOLE_SPLIT)
                .with(COMPONENTS, TOLERANCE, RELATIVE_VARIANCE_FLOOR, VARIANCE_FLOOR, INITIALISATION, RESTARTS)
                .before(RELATIVE_VARIANCE_FLOOR.at(0.0))
                .preset(
                        "EM alone",
                        "No help from k-means: begins at random examples and may stay in a worse optimum.",
                        INITIALISATION.at(RANDOM_POINTS))
                .preset(
                        "Images in [0, 1]",
                        "20 components, and a floor of a tenth of the grey range, so that constant pixels do not decide.",
                        COMPONENTS.at(20),
                        VARIANCE_FLOOR.at(0.01))
                .reports(
                        TRAIN_NLL,
                        InformationCriteria.BIC,
                        InformationCriteria.AIC,
                        EFFECTIVE_COMPONENTS,
                        SMALLEST_WEIGHT,
                        VARIANCES_AT_FLOOR)
                .drawnBy(EXACT)
                .knows(KNOWS.toArray(Knowledge[]::new))
                .can(Capability.EXACT_LIKELIHOOD, Capability.SCORE, Capability.ENCODE)
                .builds(() -> (spec, context) -> new MixtureModel(spec, context, covariance));
    }
}

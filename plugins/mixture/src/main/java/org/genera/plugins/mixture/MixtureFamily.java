package org.genera.plugins.mixture;

import static org.genera.spi.Hyperparameters.choice;
import static org.genera.spi.Hyperparameters.flag;
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

/**
 * The entry point of the plugin: variants that differ by what their covariances may look like, and by whether their parameters are
 * estimated or have posteriors.
 */
@Extension
public final class MixtureFamily implements ModelFamily {
    static final Metric TRAIN_NLL = new Metric("trainNll", "Training negative log-likelihood", "nats", Direction.LOWER);
    static final Metric LABELLED_NLL =
            new Metric("trainLabelledNll", "Training negative log-likelihood with labels", "nats", Direction.LOWER);
    static final Metric EFFECTIVE_COMPONENTS =
            new Metric("effectiveComponents", "Effective number of components", "", Direction.NEITHER);
    static final Metric SMALLEST_WEIGHT =
            new Metric("smallestWeight", "Weight of the smallest component", "", Direction.NEITHER);
    static final Metric VARIANCES_AT_FLOOR =
            new Metric("variancesAtFloor", "Variances that are floor for the most part", "", Direction.NEITHER);
    static final Sampler EXACT = new Sampler(
                    "exact", "Exact", "Independent draws from the fitted density, given what is known of an example.")
            .fromBaseNoise();

    /** All of it exactly, in closed form. */
    static final List<Knowledge> KNOWS = List.of(
            Knowledge.NOTHING, Knowledge.of(Part.LABEL), Knowledge.of(Part.ANY), Knowledge.of(Part.LABEL, Part.ANY));

    static final List<Knowledge> KNOWS_NO_LABEL = List.of(Knowledge.NOTHING, Knowledge.of(Part.ANY));

    static final Hyperparameter<Long> COMPONENTS = integer("components")
            .from(1)
            .to(1000)
            .orElse(8)
            .help(
                    "K, how many Gaussians. More fit more shapes and sooner fit single examples; BIC and the likelihood of test"
                            + " data say when it is enough. Classes share them equally, at least one each.");
    static final Hyperparameter<Boolean> CLASS_CONDITIONAL = flag("classConditional")
            .orElse(true)
            .help(
                    "A mixture for each class, weighted by its frequency: draws of a class, and Bayes' rule. Off, or without"
                            + " labels, one for all data, whose components find the classes by themselves or do not.");
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

    static final Hyperparameter<Long> COMPONENTS_AT_MOST = integer("components")
            .from(1)
            .to(1000)
            .orElse(20)
            .help("K, how many Gaussians at most: take more than are needed, those without use die out.");
    static final Hyperparameter<Double> TOLERANCE_OF_BOUND = real("tolerance")
            .from(0)
            .to(10)
            .orElse(1e-6)
            .logarithmic()
            .in("nats")
            .help(
                    "Training ends when an iteration raises the bound per example by less; 0 uses the whole budget. Components"
                            + " die slowly, so it is small.");
    static final Hyperparameter<String> START_OF_BAYES = choice("initialisation", "k-means++", RANDOM_POINTS)
            .help(
                    "It begins with the clusters of k-means from starts of k-means++, or at random examples with the covariance of"
                            + " all data.");
    static final Metric EVIDENCE_BOUND =
            new Metric("evidenceBound", "Evidence bound per example", "nats", Direction.HIGHER);
    static final Metric LIVE_COMPONENTS =
            new Metric("liveComponents", "Components with an example or more", "", Direction.NEITHER);

    static final Hyperparameter<Double> WEIGHT_CONCENTRATION = real("weightConcentration")
            .from(1e-10)
            .to(1e3)
            .orElse(1e-3)
            .logarithmic()
            .help(
                    "α₀ of the Dirichlet prior of the weights. Below 1 components that explain little die out, the sooner the less"
                            + " it is; far above 1 all keep about the same weight.");
    static final Hyperparameter<Double> MEAN_STRENGTH = real("meanStrength")
            .from(1e-10)
            .to(1e3)
            .orElse(1e-3)
            .logarithmic()
            .in("examples")
            .help(
                    "β₀: for how many examples the prior counts that puts each mean at that of all data. At 1 means are expected"
                            + " within a component's own width of it.");
    static final Hyperparameter<Double> DEGREES_OF_FREEDOM = real("degreesOfFreedom")
            .from(1e-3)
            .to(1e6)
            .orElse(3)
            .logarithmic()
            .in("examples")
            .help(
                    "For how many examples the prior of the covariances counts: ν₀, less D − 1 where they are full. Also how heavy"
                            + " the tails are of a component without examples, whose variance is infinite at 2 or less.");
    static final Hyperparameter<Double> RELATIVE_PRIOR_VARIANCE = real("relativePriorVariance")
            .from(1e-10)
            .to(10)
            .orElse(0.01)
            .logarithmic()
            .help(
                    "The variance of a component that is expected before there are examples, as a share of the variance of all"
                            + " data in the same coordinate (of the mean over an image). More of it merges components.");

    @Override
    public FamilyCard card() {
        return new FamilyCard(
                "mixture",
                "Gaussian mixture",
                "A weighted sum of Gaussians, fitted by expectation-maximisation: softly assign each example to the"
                        + " components, refit each to its share, repeat; the likelihood of the training data never falls. With"
                        + " labels each class has a mixture of its own; with priors, components that are not needed die out."
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
                                "Hastie, Tibshirani: Discriminant Analysis by Gaussian Mixtures, 1996",
                                "https://doi.org/10.1111/j.2517-6161.1996.tb02073.x"),
                        new FamilyCard.Paper(
                                "Attias: A Variational Bayesian Framework for Graphical Models, 2000",
                                "https://papers.nips.cc/paper/1726-a-variational-baysian-framework-for-graphical-models"),
                        new FamilyCard.Paper(
                                "Bishop: Pattern Recognition and Machine Learning, section 10.2, 2006",
                                "https://www.microsoft.com/en-us/research/people/cmbishop/prml-book/"),
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
                        Covariance.SPHERICAL),
                variational(
                        "variational",
                        "Variational Bayes, full covariance",
                        "Weights, means and covariances have posteriors, by variational inference: of too many components those"
                                + " that are not needed die out, and the bound of the evidence says how well a choice of priors"
                                + " fits. Its density is the predictive one, a mixture of Student's t.",
                        PrecisionPrior.WISHART),
                variational(
                        "variational-diagonal",
                        "Variational Bayes, diagonal covariance",
                        "The same with independent dimensions within a component, each with a Student's t of its own: for many"
                                + " dimensions.",
                        PrecisionPrior.GAMMAS));
    }

    private static Variant variational(String id, String title, String summary, PrecisionPrior precisions) {
        return Variant.named(id, title)
                .summary(summary)
                .reads(Reads.WHOLE_SPLIT)
                .with(
                        COMPONENTS_AT_MOST,
                        WEIGHT_CONCENTRATION,
                        RELATIVE_PRIOR_VARIANCE,
                        MEAN_STRENGTH,
                        DEGREES_OF_FREEDOM,
                        TOLERANCE_OF_BOUND,
                        START_OF_BAYES,
                        RESTARTS)
                .preset(
                        "All components stay",
                        "A prior for equal weights: what EM does, with posteriors in place of floors.",
                        WEIGHT_CONCENTRATION.at(10.0))
                .reports(EVIDENCE_BOUND, EFFECTIVE_COMPONENTS, LIVE_COMPONENTS, SMALLEST_WEIGHT)
                .drawnBy(EXACT)
                .knows(KNOWS_NO_LABEL.toArray(Knowledge[]::new))
                .can(Capability.EXACT_LIKELIHOOD, Capability.SCORE, Capability.ENCODE)
                .builds(() ->
                        (spec, context) -> new VariationalModel(spec, context, precisions, Start.of(spec, context)));
    }

    private static Variant variant(String id, String title, String summary, Covariance covariance) {
        return Variant.named(id, title)
                .summary(summary)
                .reads(Reads.WHOLE_SPLIT)
                .with(
                        CLASS_CONDITIONAL,
                        COMPONENTS,
                        TOLERANCE,
                        RELATIVE_VARIANCE_FLOOR,
                        VARIANCE_FLOOR,
                        INITIALISATION,
                        RESTARTS)
                .before(RELATIVE_VARIANCE_FLOOR.at(0.0), CLASS_CONDITIONAL.at(false))
                .preset(
                        "Without labels",
                        "One mixture for all data: what EM finds that nobody told.",
                        CLASS_CONDITIONAL.at(false))
                .preset(
                        "EM alone",
                        "Without labels or help from k-means: begins at random examples and may stay in a worse optimum.",
                        CLASS_CONDITIONAL.at(false),
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
                        VARIANCES_AT_FLOOR,
                        LABELLED_NLL)
                .drawnBy(EXACT)
                .knows(KNOWS.toArray(Knowledge[]::new))
                .can(Capability.EXACT_LIKELIHOOD, Capability.SCORE, Capability.ENCODE, Capability.CLASSIFY)
                .builds(() -> (spec, context) -> {
                    Start start = Start.of(spec, context);
                    return spec.data().classes() > 1 && spec.get(CLASS_CONDITIONAL)
                            ? new ClassMixtureModel(spec, context, covariance, start)
                            : new MixtureModel(spec, context, covariance, start);
                });
    }
}

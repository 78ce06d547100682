package org.genera.plugins.gaussian;

import static org.genera.spi.Hyperparameters.flag;
import static org.genera.spi.Hyperparameters.real;

import java.util.List;
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

/** The entry point of the plugin: a card, three variants that differ by their covariance, and the way to build them. */
@Extension
public final class GaussianFamily implements ModelFamily {
    static final Metric TRAIN_NLL = new Metric("trainNll", "Training negative log-likelihood", "nats", Direction.LOWER);
    static final Metric VARIANCES_AT_FLOOR =
            new Metric("variancesAtFloor", "Variances that are floor for the most part", "", Direction.NEITHER);
    static final Sampler EXACT = new Sampler(
                    "exact", "Exact", "Independent draws from the fitted density, given what is known of an example.")
            .fromBaseNoise();

    /** All of it exactly, in closed form. */
    static final List<Knowledge> KNOWS = List.of(
            Knowledge.NOTHING, Knowledge.of(Part.LABEL), Knowledge.of(Part.ANY), Knowledge.of(Part.LABEL, Part.ANY));

    static final Hyperparameter<Boolean> CLASS_CONDITIONAL = flag("classConditional")
            .orElse(true)
            .help("One Gaussian for each class, weighted by its frequency; off, or without labels, one for all data.");
    static final Hyperparameter<Double> VARIANCE_FLOOR = real("varianceFloor")
            .from(0)
            .to(1e3)
            .orElse(0)
            .logarithmic()
            .help(
                    "Added to every variance, in squared units of the data. More of it blurs samples and keeps constant pixels"
                            + " from an infinite density.");
    static final Hyperparameter<Double> RELATIVE_VARIANCE_FLOOR = real("relativeVarianceFloor")
            .from(0)
            .to(1)
            .orElse(1e-6)
            .logarithmic()
            .help(
                    "Added to every variance as a share of that of all data: of the same coordinate, or of the mean over an image"
                            + " or where it is constant.");

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
                        "A covariance matrix of its own for each class (quadratic discriminant analysis).",
                        Covariance.FULL),
                variant(
                        "shared",
                        "Shared covariance",
                        "One covariance matrix for all classes (linear discriminant analysis).",
                        Covariance.TIED),
                variant(
                        "diagonal",
                        "Diagonal covariance",
                        "Independent dimensions within a class (Gaussian naive Bayes).",
                        Covariance.DIAGONAL));
    }

    private static Variant variant(String id, String title, String summary, Covariance covariance) {
        return Variant.named(id, title)
                .summary(summary)
                .reads(Reads.WHOLE_SPLIT)
                .with(CLASS_CONDITIONAL, RELATIVE_VARIANCE_FLOOR, VARIANCE_FLOOR)
                .before(RELATIVE_VARIANCE_FLOOR.at(0.0))
                .preset("One Gaussian", "The plainest baseline: no labels.", CLASS_CONDITIONAL.at(false))
                .preset(
                        "Images in [0, 1]",
                        "A floor of a tenth of the grey range keeps the classes apart.",
                        VARIANCE_FLOOR.at(0.01))
                .reports(TRAIN_NLL, VARIANCES_AT_FLOOR)
                .drawnBy(EXACT)
                .knows(KNOWS.toArray(Knowledge[]::new))
                .can(Capability.EXACT_LIKELIHOOD, Capability.SCORE, Capability.CLASSIFY)
                .builds(() -> (spec, context) -> spec.data().classes() > 0 && spec.get(CLASS_CONDITIONAL)
                        ? new ClassGaussianModel(spec, context, covariance)
                        : new GaussianModel(spec, context, covariance, 1));
    }
}

package org.genera.plugins.bernoulli;

import static org.genera.spi.Hyperparameters.flag;
import static org.genera.spi.Hyperparameters.real;

import java.util.EnumSet;
import java.util.List;
import org.genera.spi.Accepts;
import org.genera.spi.Capability;
import org.genera.spi.DataShape.Kind;
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
import org.genera.spi.ValueRange;
import org.genera.spi.Variant;
import org.pf4j.Extension;

/** The entry point of the plugin. */
@Extension
public final class BernoulliFamily implements ModelFamily {
    static final Metric TRAIN_NLL = new Metric("trainNll", "Training negative log-likelihood", "nats", Direction.LOWER);
    static final Sampler EXACT = new Sampler(
                    "exact", "Exact", "Independent draws from the fitted model, given what is known of an example.")
            .fromBaseNoise();

    /** All of it exactly, in closed form. */
    static final List<Knowledge> KNOWS = List.of(
            Knowledge.NOTHING, Knowledge.of(Part.LABEL), Knowledge.of(Part.ANY), Knowledge.of(Part.LABEL, Part.ANY));

    static final Hyperparameter<Boolean> CLASS_CONDITIONAL = flag("classConditional")
            .orElse(true)
            .help(
                    "Probabilities for each class, weighted by its frequency; off, or without labels, one set for all data.");
    static final Hyperparameter<Double> SMOOTHING = real("smoothing")
            .from(0)
            .to(1e6)
            .orElse(1)
            .logarithmic()
            .help(
                    "a in θ = (n₁ + a) / (n + 2a), as if so many examples of each value had been seen (1: Laplace's rule). At 0 a"
                            + " value that was never seen is impossible, and a test example with one costs infinitely many nats.");

    @Override
    public FamilyCard card() {
        return new FamilyCard(
                "bernoulli",
                "Class-conditional Bernoulli",
                "Each value of an example is 0 or 1 with a probability of its own, independently within a class, fitted in"
                        + " closed form by counting. Its likelihood, its samples and its completions are exact and it"
                        + " classifies by Bayes' rule (naive Bayes). It knows no dependence between pixels but that of the"
                        + " class: the baseline that any model of binary pictures should beat.",
                DensityKind.TRACTABLE,
                List.of(new FamilyCard.Paper(
                        "M. E. Maron: Automatic Indexing: An Experimental Inquiry, 1961",
                        "https://doi.org/10.1145/321075.321084")));
    }

    @Override
    public List<Variant> variants() {
        return List.of(Variant.named("independent", "Independent values")
                .summary(
                        "One probability for each value and class, by counting. For binarised pictures and binary vectors.")
                .accepts(new Accepts(EnumSet.of(Kind.VECTOR, Kind.IMAGE), EnumSet.of(ValueRange.BINARY), false))
                .reads(Reads.WHOLE_SPLIT)
                .with(CLASS_CONDITIONAL, SMOOTHING)
                .preset("For the whole set", "The plainest baseline: no labels.", CLASS_CONDITIONAL.at(false))
                .preset(
                        "Maximum likelihood",
                        "Plain frequencies. Test examples with a value that no training example has are impossible.",
                        SMOOTHING.at(0))
                .reports(TRAIN_NLL)
                .drawnBy(EXACT)
                .knows(KNOWS.toArray(Knowledge[]::new))
                .can(Capability.EXACT_LIKELIHOOD, Capability.CLASSIFY)
                .builds(() -> (spec, context) -> spec.data().classes() > 0 && spec.get(CLASS_CONDITIONAL)
                        ? new ClassBernoulliModel(spec, context)
                        : new BernoulliModel(spec, context, 1)));
    }
}

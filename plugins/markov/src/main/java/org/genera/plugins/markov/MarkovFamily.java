package org.genera.plugins.markov;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.genera.spi.Accepts;
import org.genera.spi.Capability;
import org.genera.spi.DataShape;
import org.genera.spi.DensityKind;
import org.genera.spi.FamilyCard;
import org.genera.spi.FamilyCard.Paper;
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
import org.genera.spi.ValueRange;
import org.genera.spi.Variant;
import org.genera.spi.Variant.Consumption;
import org.genera.spi.Variant.Preset;
import org.pf4j.Extension;

/** The entry point of the plugin: hidden Markov models over symbols and over vectors, and chains of symbols themselves. */
@Extension
public final class MarkovFamily implements ModelFamily {
    static final String CATEGORICAL = "hmm-categorical";
    static final String GAUSSIAN = "hmm-gaussian";
    static final String CHAIN = "chain";

    static final Metric TRAIN_NLL_PER_ELEMENT =
            new Metric("trainNllPerElement", "Training NLL per element", "nats", Direction.LOWER);
    static final Metric TRAIN_NLL = new Metric("trainNll", "Training NLL of a sequence", "nats", Direction.LOWER);
    static final Metric BIC = new Metric("bic", "Bayesian information criterion", "", Direction.LOWER);
    static final Metric AIC = new Metric("aic", "Akaike information criterion", "", Direction.LOWER);
    static final Metric STATES_IN_USE =
            new Metric("statesInUse", "Hidden states in use (perplexity)", "", Direction.NEITHER);
    static final Metric CONTEXTS_SEEN = new Metric("contextsSeen", "Contexts seen", "", Direction.NEITHER);
    static final Sampler ANCESTRAL = new Sampler(
            "ancestral",
            "Ancestral",
            "The length is drawn from those of the training sequences, then one element after the other.",
            List.of());

    private static final IntegerValue STATES = new IntegerValue(
            "states",
            "Hidden states. Too few blur what should be told apart; too many show in BIC before they show in the test likelihood.",
            "",
            3,
            1,
            100);
    private static final RealValue TOLERANCE = new RealValue(
            "tolerance",
            "Training ends when an iteration raises the mean log-likelihood of an element by less; 0 goes on to the end of the"
                    + " budget.",
            "nats",
            1e-7,
            0,
            1,
            true);
    private static final RealValue INITIAL_STAY = new RealValue(
            "initialStay",
            "How far the transitions begin from random ones towards staying in each state. States that last are found sooner with"
                    + " some of it: without, training may stand still where all states are alike.",
            "",
            0.5,
            0,
            0.99,
            false);
    private static final RealValue VARIANCE_FLOOR = new RealValue(
            "varianceFloor",
            "No variance falls below it: keeps a state from closing in on a single point.",
            "",
            1e-4,
            1e-12,
            1e3,
            true);
    private static final ChoiceValue BEGINNING = new ChoiceValue(
            "initialisation",
            "Where the means begin: at the centres that k-means finds among elements without their order, or at random elements.",
            Beginning.K_MEANS.id(),
            Beginning.ids());
    private static final IntegerValue ORDER = new IntegerValue(
            "order",
            "How many symbols before count; 0 takes symbols as independent. The table grows with the power of it.",
            "symbols",
            1,
            0,
            5);

    private static RealValue smoothing(double first) {
        return new RealValue(
                "smoothing",
                "Added to every count, so that what was never seen is not impossible. 0 is plain maximum likelihood.",
                "",
                first,
                0,
                1e3,
                true);
    }

    @Override
    public FamilyCard card() {
        return new FamilyCard(
                "markov",
                "Markov models",
                "Sequences by a chain of states: hidden ones that emit symbols or vectors, fitted by Baum and Welch, or the"
                        + " symbols themselves, counted. Likelihoods and samples are exact. Lengths are not modelled: likelihoods"
                        + " are those of the elements given the length, and samples take their lengths from the training"
                        + " sequences.",
                DensityKind.TRACTABLE,
                List.of(
                        new Paper(
                                "L. R. Rabiner: A tutorial on hidden Markov models and selected applications in speech"
                                        + " recognition, 1989",
                                "https://doi.org/10.1109/5.18626"),
                        new Paper(
                                "L. E. Baum, T. Petrie, G. Soules, N. Weiss: A maximization technique occurring in the"
                                        + " statistical analysis of probabilistic functions of Markov chains, 1970",
                                "https://doi.org/10.1214/aoms/1177697196"),
                        new Paper(
                                "C. E. Shannon: A mathematical theory of communication, 1948",
                                "https://doi.org/10.1002/j.1538-7305.1948.tb01338.x")));
    }

    @Override
    public List<Variant> variants() {
        Preset two = new Preset("Two states", "The smallest hidden chain.", Map.of("states", 2));
        Preset five = new Preset("Five states", "Room for more than is needed.", Map.of("states", 5));
        Set<Capability> hidden = EnumSet.of(Capability.EXACT_LIKELIHOOD, Capability.RECONSTRUCT);
        return List.of(
                variant(
                        CATEGORICAL,
                        "Hidden Markov, symbols",
                        "Hidden states that each emit symbols with frequencies of their own. Begins anywhere: other seeds may find"
                                + " other optima.",
                        true,
                        List.of(STATES, TOLERANCE, smoothing(0.01), INITIAL_STAY),
                        List.of(two, five),
                        STATES_IN_USE,
                        hidden),
                variant(
                        GAUSSIAN,
                        "Hidden Markov, Gaussian",
                        "Hidden states that each emit vectors from a Gaussian with independent coordinates.",
                        false,
                        List.of(STATES, TOLERANCE, smoothing(0.01), INITIAL_STAY, VARIANCE_FLOOR, BEGINNING),
                        List.of(two, five),
                        STATES_IN_USE,
                        hidden),
                variant(
                        CHAIN,
                        "Markov chain",
                        "The next symbol depends on the last few. Counted in one step.",
                        true,
                        List.of(ORDER, smoothing(0.5)),
                        List.of(
                                new Preset("Independent symbols", "The plainest baseline.", Map.of("order", 0)),
                                new Preset("Trigrams", "Two symbols of context.", Map.of("order", 2))),
                        CONTEXTS_SEEN,
                        EnumSet.of(Capability.EXACT_LIKELIHOOD)));
    }

    private static Variant variant(
            String id,
            String title,
            String summary,
            boolean symbols,
            List<Hyperparameter> hyperparameters,
            List<Preset> presets,
            Metric own,
            Set<Capability> capabilities) {
        List<Metric> metrics = new ArrayList<>(List.of(TRAIN_NLL_PER_ELEMENT, TRAIN_NLL, BIC, AIC));
        metrics.add(own);
        return new Variant(
                id,
                title,
                summary,
                new Accepts(
                        EnumSet.of(DataShape.Kind.SEQUENCE),
                        symbols ? EnumSet.of(ValueRange.SYMBOLS) : EnumSet.complementOf(EnumSet.of(ValueRange.SYMBOLS)),
                        false),
                Consumption.WHOLE_SPLIT,
                hyperparameters,
                presets,
                metrics,
                List.of(ANCESTRAL),
                capabilities);
    }

    @Override
    public GenerativeModel build(ModelSpec spec, ModelContext context) {
        return spec.variant().equals(CHAIN) ? new MarkovChain(spec, context) : new HiddenMarkov(spec, context);
    }
}

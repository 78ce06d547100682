package org.genera.plugins.markov;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.genera.nn.InformationCriteria;
import org.genera.spi.Accepts;
import org.genera.spi.DataShape;
import org.genera.spi.DensityKind;
import org.genera.spi.FamilyCard;
import org.genera.spi.FamilyCard.Paper;
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

/** The entry point of the plugin: hidden Markov models over symbols and over vectors, and chains of symbols themselves. */
@Extension
public final class MarkovFamily implements ModelFamily {
    static final Metric TRAIN_NLL_PER_ELEMENT =
            new Metric("trainNllPerElement", "Training NLL per element", "nats", Direction.LOWER);
    static final Metric TRAIN_NLL = new Metric("trainNll", "Training NLL of a sequence", "nats", Direction.LOWER);
    static final Sampler ANCESTRAL = new Sampler(
            "ancestral",
            "Ancestral",
            "The length is drawn from those of the training sequences, then one element after the other. Where some"
                    + " elements are known, the others are drawn given these, those behind them too; the length from those"
                    + " that reach as far as a known beginning.");

    /** All of it exactly: by recursions over the chain. */
    static final List<Knowledge> KNOWS = List.of(Knowledge.NOTHING, Knowledge.of(Part.PREFIX), Knowledge.of(Part.ANY));

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
        return List.of(HiddenMarkov.CATEGORICAL, HiddenMarkov.GAUSSIAN, MarkovChain.VARIANT);
    }

    /**
     * What all variants share.
     *
     * @param ranges of the elements
     * @param own what the variant reports beside the likelihood
     */
    static Variant.Builder variant(String id, String title, Set<ValueRange> ranges, Metric... own) {
        return Variant.named(id, title)
                .accepts(new Accepts(EnumSet.of(DataShape.Kind.SEQUENCE), ranges, false))
                .reads(Reads.WHOLE_SPLIT)
                .reports(Stream.concat(
                                Stream.of(
                                        TRAIN_NLL_PER_ELEMENT,
                                        TRAIN_NLL,
                                        InformationCriteria.BIC,
                                        InformationCriteria.AIC),
                                Stream.of(own))
                        .toArray(Metric[]::new))
                .drawnBy(ANCESTRAL)
                .knows(KNOWS.toArray(Knowledge[]::new));
    }
}

package org.genera.testkit;

import java.util.EnumSet;
import java.util.List;
import org.genera.spi.Accepts;
import org.genera.spi.Accepts.Alignment;
import org.genera.spi.Capability;
import org.genera.spi.DataShape;
import org.genera.spi.DataShape.Kind;
import org.genera.spi.DensityKind;
import org.genera.spi.FamilyCard;
import org.genera.spi.Knowledge;
import org.genera.spi.Metric;
import org.genera.spi.ModelFamily;
import org.genera.spi.Sampler;
import org.genera.spi.ValueRange;
import org.genera.spi.Variant;

/**
 * The smallest family of sequences and pairs, in plain Java: it counts symbols, or averages pictures. For tests of what
 * surrounds families, and as an example of what those kinds of data ask of one.
 */
public final class CountingFamily implements ModelFamily {
    /** Sequences of symbols. */
    public static final String UNIGRAM = "unigram";

    /** Pictures beside pictures or symbols, belonging together or not. */
    public static final String MEAN_PAIR = "mean-pair";

    static final String LOSS = "loss";

    private static final Accepts PICTURES_OR_SYMBOLS = new Accepts(
            EnumSet.of(Kind.IMAGE, Kind.SEQUENCE), EnumSet.complementOf(EnumSet.of(ValueRange.REAL)), false);

    @Override
    public FamilyCard card() {
        return new FamilyCard(
                "counting",
                "Counting",
                "Counts symbols or averages pictures, for tests of what surrounds families.",
                DensityKind.TRACTABLE,
                List.of(new FamilyCard.Paper(
                        "Shannon, A Mathematical Theory of Communication, 1948",
                        "https://doi.org/10.1002/j.1538-7305.1948.tb01338.x")));
    }

    @Override
    public List<Variant> variants() {
        Sampler exact = new Sampler("exact", "Exact", "Independent draws.");
        return List.of(
                Variant.named(UNIGRAM, UNIGRAM)
                        .summary("Symbols of a sequence are independent, each as frequent as in the data.")
                        .accepts(Accepts.symbols())
                        .reports(new Metric(LOSS, "NLL of a sequence", "nats", Metric.Direction.LOWER))
                        .drawnBy(exact)
                        .can(Capability.EXACT_LIKELIHOOD)
                        .builds(() -> (spec, context) -> new UnigramModel(
                                (DataShape.Sequence) spec.data().shape())),
                Variant.named(MEAN_PAIR, MEAN_PAIR)
                        .summary(
                                "Halves that know nothing of each other: the mean picture with a little noise, or symbols as"
                                        + " frequent as in the data.")
                        .accepts(Accepts.pairs(Accepts.images(), PICTURES_OR_SYMBOLS, Alignment.EITHER))
                        .reports(new Metric(LOSS, "Squared distance from the mean", "", Metric.Direction.LOWER))
                        .drawnBy(exact)
                        .knows(MeanPairModel.KNOWS.toArray(Knowledge[]::new))
                        .builds(() -> (spec, context) -> new MeanPairModel(spec)));
    }
}

package org.genera.testkit;

import java.util.EnumSet;
import java.util.List;
import org.genera.spi.Accepts;
import org.genera.spi.Accepts.Alignment;
import org.genera.spi.Capability;
import org.genera.spi.DataShape.Kind;
import org.genera.spi.DensityKind;
import org.genera.spi.FamilyCard;
import org.genera.spi.Metric;
import org.genera.spi.ModelFamily;
import org.genera.spi.Part;
import org.genera.spi.Sampler;
import org.genera.spi.ValueRange;
import org.genera.spi.Variant;

/**
 * The smallest models with each ability, in plain Java, each with its mathematics in closed form. For tests of what
 * surrounds families, and as an example of what an ability asks of one.
 */
public final class AbilitiesFamily implements ModelFamily {
    /** A diagonal Gaussian: two latent spaces and the way between, the score at several levels of noise, a matrix to show. */
    public static final String DIAGONAL = "diagonal";

    /** Above the mean or below it, number by number: codes on a grid. */
    public static final String SIGNS = "signs";

    /** The mean of each class: classifies, guides and embeds, and draws nothing. */
    public static final String PROTOTYPES = "prototypes";

    /** The mean picture of each symbol of a text: leads pictures to a text, and draws nothing. */
    public static final String CAPTIONED = "captioned";

    /** Embeds either half of a pair, leads the second to the brightness of the first, and draws nothing. */
    public static final String TWIN = "twin";

    static final Metric LOSS = new Metric("loss", "Squared distance from the mean", "", Metric.Direction.LOWER);

    @Override
    public FamilyCard card() {
        return new FamilyCard(
                "abilities",
                "Abilities",
                "The smallest models with each ability, for tests of what surrounds families.",
                DensityKind.TRACTABLE,
                List.of(new FamilyCard.Paper(
                        "Fisher, On the Mathematical Foundations of Theoretical Statistics, 1922",
                        "https://doi.org/10.1098/rsta.1922.0009")));
    }

    @Override
    public List<Variant> variants() {
        Sampler exact = new Sampler("exact", "Exact", "Independent draws.");
        Accepts numbers = new Accepts(
                EnumSet.of(Kind.VECTOR, Kind.IMAGE), EnumSet.of(ValueRange.REAL, ValueRange.SYMMETRIC), false);
        return List.of(
                Variant.named(DIAGONAL, DIAGONAL)
                        .summary("Independent numbers, each a Gaussian.")
                        .accepts(numbers)
                        .reports(LOSS)
                        .drawnBy(exact)
                        .can(
                                Capability.EXACT_LIKELIHOOD,
                                Capability.SCORE,
                                Capability.ENCODE,
                                Capability.LATENT_SPACE,
                                Capability.TRAJECTORY)
                        .builds(() -> (spec, context) -> new DiagonalModel(spec)),
                Variant.named(SIGNS, SIGNS)
                        .summary("A bit for each number: whether it lies above the mean.")
                        .accepts(numbers)
                        .reports(LOSS)
                        .drawnBy(exact)
                        .can(Capability.CODES)
                        .builds(() -> (spec, context) -> new SignsModel(spec)),
                Variant.named(PROTOTYPES, PROTOTYPES)
                        .summary("The nearest mean of a class.")
                        .accepts(new Accepts(numbers.kinds(), numbers.ranges(), true))
                        .reports(LOSS)
                        .can(Capability.CLASSIFY, Capability.GUIDE, Capability.EMBED)
                        .builds(() -> (spec, context) -> new PrototypesModel(spec)),
                Variant.named(TWIN, TWIN)
                        .summary("Mean and deviation of the numbers of either half.")
                        .accepts(Accepts.pairs(Accepts.images(), Accepts.images(), Alignment.ALIGNED))
                        .reports(LOSS)
                        .can(Capability.EMBED, Capability.GUIDE)
                        .leadsTo(Part.FIRST)
                        .builds(() -> (spec, context) -> new TwinModel(spec)),
                Variant.named(CAPTIONED, CAPTIONED)
                        .summary("The mean picture of each symbol of a text beside it.")
                        .accepts(Accepts.pairs(Accepts.images(), Accepts.symbols(), Alignment.ALIGNED))
                        .reports(LOSS)
                        .can(Capability.GUIDE)
                        .leadsTo(Part.SECOND)
                        .builds(() -> (spec, context) -> new CaptionedModel(spec)));
    }
}

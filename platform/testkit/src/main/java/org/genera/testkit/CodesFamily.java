package org.genera.testkit;

import java.util.EnumSet;
import java.util.List;
import org.genera.spi.Accepts;
import org.genera.spi.Capability;
import org.genera.spi.DataShape.Kind;
import org.genera.spi.DensityKind;
import org.genera.spi.Dependency;
import org.genera.spi.FamilyCard;
import org.genera.spi.Metric;
import org.genera.spi.ModelFamily;
import org.genera.spi.Sampler;
import org.genera.spi.ValueRange;
import org.genera.spi.Variant;

/**
 * The smallest family whose models build on those of other runs, in plain Java: points have codes, and another run models
 * the codes. For tests of what surrounds families, and as an example of what building on a run asks of one.
 */
public final class CodesFamily implements ModelFamily {
    /** The code of a point is how far it is from the mean. */
    public static final String CENTRED = "centred";

    /** A Gaussian over the codes of another run. */
    public static final String CODE_PRIOR = "code-prior";

    /** The role of the run whose codes are modelled. */
    public static final String CODES = "codes";

    /** The role of the run that leads draws of centred points. */
    public static final String GUIDE = "guide";

    /** Leads draws by a run on other data. */
    public static final String LED = "led";

    static final String LOSS = "loss";

    @Override
    public FamilyCard card() {
        return new FamilyCard(
                "codes",
                "Codes",
                "Points with codes and a prior over the codes, for tests of what surrounds families.",
                DensityKind.IMPLICIT,
                List.of(new FamilyCard.Paper(
                        "van den Oord et al., Neural Discrete Representation Learning, 2017",
                        "https://arxiv.org/abs/1711.00937")));
    }

    @Override
    public List<Variant> variants() {
        Accepts points = new Accepts(EnumSet.of(Kind.VECTOR), EnumSet.of(ValueRange.REAL), false);
        Accepts numbers = new Accepts(EnumSet.of(Kind.VECTOR, Kind.IMAGE), EnumSet.of(ValueRange.REAL), false);
        Sampler exact = new Sampler("exact", "Exact", "Independent draws.");
        return List.of(
                Variant.named(CENTRED, "Centred points")
                        .summary("The code of a point is how far it is from the mean.")
                        .accepts(numbers)
                        .reports(new Metric(LOSS, "Squared code", "", Metric.Direction.LOWER))
                        .drawnBy(
                                exact,
                                new Sampler("guided", "Guided", "A step towards where another run sees a class.")
                                        .buildingOn(Dependency.onSameData(
                                                GUIDE,
                                                "Guide",
                                                "A run on the same data that tells classes apart.",
                                                Capability.GUIDE)),
                                new Sampler(LED, "Led", "A step towards what another run sees beside them.")
                                        .buildingOn(Dependency.onSameData(
                                                        GUIDE,
                                                        "Guide",
                                                        "A run on pairs of which one half is prepared like these data.",
                                                        Capability.GUIDE)
                                                .onAnyData()
                                                .orNone()))
                        .can(Capability.ENCODE, Capability.LATENT_SPACE, Capability.RECONSTRUCT)
                        .builds(() -> (spec, context) -> new CentredModel(spec)),
                Variant.named(CODE_PRIOR, "Prior over codes")
                        .summary("A Gaussian over the codes of another run, which decodes what is drawn.")
                        .accepts(points)
                        .buildsOn(Dependency.onSameData(
                                CODES,
                                "Run with the codes",
                                "A run on the same data that encodes examples and decodes their codes.",
                                Capability.ENCODE,
                                Capability.LATENT_SPACE))
                        .reports(new Metric(LOSS, "Squared distance from the mean code", "", Metric.Direction.LOWER))
                        .drawnBy(exact)
                        .builds(() -> (spec, context) ->
                                new CodePriorModel(context.run(CODES).orElseThrow())));
    }
}

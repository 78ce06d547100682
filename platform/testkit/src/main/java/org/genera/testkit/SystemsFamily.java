package org.genera.testkit;

import java.util.EnumSet;
import java.util.List;
import org.genera.spi.Accepts;
import org.genera.spi.Accepts.Alignment;
import org.genera.spi.Capability;
import org.genera.spi.DataShape.Kind;
import org.genera.spi.DensityKind;
import org.genera.spi.Dependency;
import org.genera.spi.FamilyCard;
import org.genera.spi.Knowledge;
import org.genera.spi.Metric;
import org.genera.spi.ModelFamily;
import org.genera.spi.Part;
import org.genera.spi.Reads;
import org.genera.spi.Sampler;
import org.genera.spi.Stage;
import org.genera.spi.ValueRange;
import org.genera.spi.Variant;

/**
 * Whole systems as families would declare them, with the smallest model of each in plain Java: a translation of pictures, a
 * picture completed pixel by pixel, codes with a prior over them in two stages or over another run, a diffusion that another
 * run guides. For tests of what surrounds families, and to see how the interfaces read together.
 */
public final class SystemsFamily implements ModelFamily {
    /** As Pix2Pix: the second picture from the first, and a score of how well they go together. */
    public static final String TRANSLATION = "translation";

    /** As PixelCNN: each pixel given those before it. */
    public static final String RASTER = "raster";

    /** As VQ-VAE: codes first, then a prior over them. */
    public static final String CODES_THEN_PRIOR = "codes-then-prior";

    /** The same prior over the codes of another run. */
    public static final String PRIOR_ON_CODES = "prior-on-codes";

    /** As diffusion with guidance: from noise along the score, led by another run where one is chosen. */
    public static final String GUIDED = "guided";

    /** The role of the run whose codes a prior models. */
    public static final String CODES = "codes";

    /** The role of the run that leads a draw. */
    public static final String GUIDE = "guide";

    static final Metric LOSS = new Metric("loss", "Squared error", "", Metric.Direction.LOWER);
    static final Metric NLL = new Metric("nll", "NLL of an example", "nats", Metric.Direction.LOWER);

    private static final Sampler EXACT = new Sampler("exact", "Exact", "Independent draws.");

    @Override
    public FamilyCard card() {
        return new FamilyCard(
                "systems",
                "Systems",
                "Whole systems with the smallest models, for tests of what surrounds families.",
                DensityKind.TRACTABLE,
                List.of(new FamilyCard.Paper(
                        "Isola et al., Image-to-Image Translation with Conditional Adversarial Networks, 2017",
                        "https://arxiv.org/abs/1611.07004")));
    }

    @Override
    public List<Variant> variants() {
        Accepts bounded = new Accepts(EnumSet.of(Kind.IMAGE), EnumSet.of(ValueRange.SYMMETRIC), false);
        Accepts numbers = new Accepts(
                EnumSet.of(Kind.VECTOR, Kind.IMAGE), EnumSet.of(ValueRange.REAL, ValueRange.SYMMETRIC), false);
        return List.of(
                Variant.named(TRANSLATION, TRANSLATION)
                        .summary("Each pixel of the second picture from the same pixel of the first.")
                        .accepts(Accepts.pairs(bounded, bounded, Alignment.ALIGNED))
                        .reports(LOSS)
                        .drawnBy(EXACT)
                        .knows(Knowledge.of(Part.FIRST))
                        .can(Capability.DISCRIMINATE)
                        .builds(() -> (spec, context) -> new TranslationModel(spec)),
                Variant.named(RASTER, RASTER)
                        .summary("Each pixel is black or white depending on the one before it.")
                        .accepts(new Accepts(EnumSet.of(Kind.IMAGE), EnumSet.of(ValueRange.BINARY), false))
                        .reports(NLL)
                        .drawnBy(EXACT)
                        .knows(Knowledge.NOTHING, Knowledge.near(Part.ANY))
                        .can(Capability.EXACT_LIKELIHOOD, Capability.TRAJECTORY)
                        .builds(() -> (spec, context) -> new RasterModel(spec)),
                Variant.named(CODES_THEN_PRIOR, CODES_THEN_PRIOR)
                        .summary("A bit for each number, then how often each bit is set.")
                        .accepts(numbers)
                        .stages(
                                new Stage(CODES, "Codes", Reads.MINIBATCH, 0.5, false, List.of(LOSS)),
                                new Stage("prior", "Prior", Reads.MINIBATCH, 0.5, true, List.of(NLL)))
                        .drawnBy(EXACT)
                        .can(Capability.CODES)
                        .builds(() -> (spec, context) -> new CodesThenPriorModel(spec)),
                Variant.named(PRIOR_ON_CODES, PRIOR_ON_CODES)
                        .summary("How often each bit of another run's codes is set.")
                        .accepts(numbers)
                        .buildsOn(Dependency.onSameData(
                                CODES, "Run with the codes", "A run on the same data with codes.", Capability.CODES))
                        .reports(NLL)
                        .drawnBy(EXACT)
                        .builds(() -> (spec, context) ->
                                new BitPriorModel(context.run(CODES).orElseThrow())),
                Variant.named(GUIDED, GUIDED)
                        .summary("From noise to the data along the score, towards the target of another run.")
                        .accepts(numbers)
                        .reports(LOSS)
                        .drawnBy(
                                new Sampler("free", "Free", "Along the score alone."),
                                new Sampler("led", "Led", "Along the score and the gradient of a guide.")
                                        .buildingOn(Dependency.onSameData(
                                                        GUIDE,
                                                        "Guide",
                                                        "A run on the same data that can guide.",
                                                        Capability.GUIDE)
                                                .orNone()))
                        .can(Capability.SCORE, Capability.TRAJECTORY)
                        .builds(() -> (spec, context) -> new GuidedModel(spec)));
    }
}

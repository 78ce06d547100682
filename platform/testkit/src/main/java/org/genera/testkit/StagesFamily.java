package org.genera.testkit;

import static org.genera.spi.Hyperparameters.integer;

import java.util.EnumSet;
import java.util.List;
import org.genera.spi.Accepts;
import org.genera.spi.DataShape.Kind;
import org.genera.spi.DensityKind;
import org.genera.spi.FamilyCard;
import org.genera.spi.Hyperparameter;
import org.genera.spi.Metric;
import org.genera.spi.ModelFamily;
import org.genera.spi.Reads;
import org.genera.spi.Sampler;
import org.genera.spi.Stage;
import org.genera.spi.ValueRange;
import org.genera.spi.Variant;

/**
 * The smallest family whose steps do not read one minibatch each, in plain Java: several, or in two stages, or none. For
 * tests of what surrounds families, and as an example of what stages ask of one.
 */
public final class StagesFamily implements ModelFamily {
    /** A mean over three minibatches a step. */
    public static final String THREE_A_STEP = "three-a-step";

    /** A mean by minibatches, then deviations from it over the whole split; only then can it be drawn from. */
    public static final String MEAN_THEN_SPREAD = "mean-then-spread";

    /** A walk that reads nothing. */
    public static final String READS_NOTHING = "reads-nothing";

    public static final String MEAN_STAGE = "mean";
    public static final String SPREAD_STAGE = "spread";

    /** After how many steps the first stage converges; 0 for never. */
    static final Hyperparameter<Long> SETTLED_AFTER =
            integer("settledAfter").from(0).to(1_000_000).orElse(0).help("Steps after which the mean is settled.");

    static final Metric LOSS = new Metric("loss", "Squared distance from the mean", "", Metric.Direction.LOWER);
    static final Metric SPREAD = new Metric("spread", "Change of the deviation", "", Metric.Direction.LOWER);

    @Override
    public FamilyCard card() {
        return new FamilyCard(
                "stages",
                "Stages",
                "Means and deviations in several stages, for tests of what surrounds families.",
                DensityKind.IMPLICIT,
                List.of(new FamilyCard.Paper(
                        "Robbins & Monro, A Stochastic Approximation Method, 1951",
                        "https://doi.org/10.1214/aoms/1177729586")));
    }

    @Override
    public List<Variant> variants() {
        return List.of(
                points(THREE_A_STEP, "The mean moves towards three minibatches a step.")
                        .reports(LOSS)
                        .builds(() -> (spec, context) -> new SpreadModel(spec)),
                points(MEAN_THEN_SPREAD, "The mean is settled before the deviations from it are fitted.")
                        .with(SETTLED_AFTER)
                        .stages(
                                new Stage(MEAN_STAGE, "Mean", Reads.MINIBATCH, 0.5, false, List.of(LOSS)),
                                new Stage(SPREAD_STAGE, "Spread", Reads.WHOLE_SPLIT, 0.5, true, List.of(SPREAD)))
                        .builds(() -> (spec, context) -> new SpreadModel(spec)),
                points(READS_NOTHING, "The mean walks by itself.")
                        .reads(Reads.NOTHING)
                        .reports(LOSS)
                        .builds(() -> (spec, context) -> new SpreadModel(spec)));
    }

    private static Variant.Builder points(String id, String summary) {
        return Variant.named(id, id)
                .summary(summary)
                .accepts(new Accepts(EnumSet.of(Kind.VECTOR), EnumSet.of(ValueRange.REAL), false))
                .drawnBy(new Sampler("exact", "Exact", "Independent draws."));
    }
}

package org.genera.server;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.genera.spi.Accepts;
import org.genera.spi.Capability;
import org.genera.spi.DataShape;
import org.genera.spi.DensityKind;
import org.genera.spi.Dependency;
import org.genera.spi.FamilyCard;
import org.genera.spi.Hyperparameter;
import org.genera.spi.Metric;
import org.genera.spi.Model;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelFamily;
import org.genera.spi.ModelSpec;
import org.genera.spi.Reads;
import org.genera.spi.Sampler;
import org.genera.spi.Stage;
import org.genera.spi.ValueRange;
import org.genera.spi.Variant;

/** A family whose values tell the fake worker what to do. It comes into the test's plugin jar. */
@org.pf4j.Extension
public final class FakeFamily implements ModelFamily {

    @Override
    public FamilyCard card() {
        return new FamilyCard(
                "fake",
                "Fake",
                "Does as told.",
                DensityKind.IMPLICIT,
                List.of(new FamilyCard.Paper("Nobody, Nothing, 2020", "https://example.org")));
    }

    @Override
    public List<Variant> variants() {
        return List.of(
                variant("plain", Accepts.vectorsAndImages()),
                variant(
                        "images-only",
                        new Accepts(EnumSet.of(DataShape.Kind.IMAGE), EnumSet.allOf(ValueRange.class), false)),
                variant("plain", Accepts.vectorsAndImages())
                        .derive("coder", "Coder")
                        .drawnBy(
                                new Sampler("direct", "Direct", "At once."),
                                new Sampler("guided", "Guided", "Led.")
                                        .buildingOn(Dependency.onSameData(
                                                "guide", "Guide", "A run that guides.", Capability.GUIDE)))
                        .can(Capability.ENCODE, Capability.GUIDE)
                        .builds(() -> NEVER),
                variant("plain", Accepts.vectorsAndImages())
                        .derive("on-codes", "On codes")
                        .can(Capability.ENCODE)
                        .buildsOn(
                                Dependency.onSameData("codes", "Codes", "A run that encodes.", Capability.ENCODE),
                                Dependency.onSameData("start", "Start", "Any run.")
                                        .onAnyData()
                                        .orNone())
                        .builds(() -> NEVER));
    }

    private static final Variant.ModelConstructor NEVER = (spec, context) -> {
        throw new IllegalArgumentException("models are not built in the server's tests");
    };

    private static Variant variant(String id, Accepts accepts) {
        return new Variant(
                id,
                "Plain",
                "Plain.",
                accepts,
                List.of(Stage.whole(Reads.MINIBATCH, new Metric("loss", "Loss", "nats", Metric.Direction.LOWER))),
                List.of(
                        new Hyperparameter.ChoiceValue(
                                "mode",
                                "What goes wrong.",
                                "good",
                                List.of(
                                        "good",
                                        "crash",
                                        "crash-at-start",
                                        "fail",
                                        "slow-start",
                                        "deaf",
                                        "weird",
                                        "damaged")),
                        new Hyperparameter.IntegerValue("steps", "How many.", "", 20, 1, 100_000),
                        new Hyperparameter.IntegerValue("pause", "Between steps.", "ms", 1, 0, 10_000),
                        new Hyperparameter.RealValue("rate", "Nothing.", "", 0.1, 0.001, 1, true),
                        new Hyperparameter.FlagValue("sure", "Nothing.", true),
                        new Hyperparameter.IntegersValue("widths", "Nothing.", "", List.of(8L, 8L), 1, 64, 1, 3)),
                List.of(new Variant.Preset("Long", "Many steps.", Map.of("steps", 100L))),
                List.of(new Sampler(
                        "direct",
                        "Direct",
                        "At once.",
                        List.of(new Hyperparameter.RealValue("warmth", "More is wilder.", "", 1, 0, 2, false)))),
                Set.of());
    }

    @Override
    public Model build(ModelSpec spec, ModelContext context) {
        return NEVER.build(spec, context);
    }
}

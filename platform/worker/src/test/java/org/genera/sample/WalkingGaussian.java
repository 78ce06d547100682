package org.genera.sample;

import static org.genera.spi.Hyperparameters.flag;
import static org.genera.spi.Hyperparameters.real;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.genera.spi.Capability;
import org.genera.spi.DensityKind;
import org.genera.spi.FamilyCard;
import org.genera.spi.Hyperparameter;
import org.genera.spi.Hyperparameter.IntegerValue;
import org.genera.spi.Knowledge;
import org.genera.spi.Metric;
import org.genera.spi.Model;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelFamily;
import org.genera.spi.ModelSpec;
import org.genera.spi.Part;
import org.genera.spi.Reads;
import org.genera.spi.Sampler;
import org.genera.spi.Variant;

/**
 * A family for tests, in plain Java: a diagonal Gaussian whose mean and deviation walk after the batches with momentum
 * and noise. It can do everything a family can, and misbehave when asked to.
 */
@org.pf4j.Extension
public final class WalkingGaussian implements ModelFamily {
    static final Hyperparameter<Boolean> REFUSE = flag("refuse").help("Refuses to be built.");
    static final Hyperparameter<Double> TEMPERATURE =
            real("temperature").from(0).to(2).orElse(0.5).help("Less is colder.");

    @Override
    public FamilyCard card() {
        return new FamilyCard("walking-gaussian", "Walking Gaussian", "For tests.", DensityKind.TRACTABLE, List.of());
    }

    @Override
    public List<Variant> variants() {
        return List.of(variant("minibatch", Reads.MINIBATCH), variant("whole", Reads.WHOLE_SPLIT));
    }

    private static Variant variant(String id, Reads reads) {
        List<Hyperparameter<?>> hyperparameters = new ArrayList<>();
        for (String name : List.of("stepMillis", "drawMillis", "nanAtStep", "throwAtStep", "convergeAtStep")) {
            hyperparameters.add(new IntegerValue(name, "Misbehaves.", "", 0, 0, 1_000_000));
        }
        hyperparameters.add(REFUSE);
        return Variant.named(id, id)
                .summary("For tests.")
                .reads(reads)
                .with(hyperparameters.toArray(Hyperparameter<?>[]::new))
                .reports(
                        new Metric("loss", "Loss", "nats", Metric.Direction.LOWER),
                        new Metric("mean/first", "First mean", "", Metric.Direction.NEITHER))
                .drawnBy(
                        new Sampler("exact", "Exact", "Exact."),
                        new Sampler("cold", "Cold", "With a temperature.", TEMPERATURE))
                .knows(Knowledge.NOTHING, Knowledge.of(Part.LABEL), Knowledge.of(Part.ANY))
                .can(EnumSet.range(Capability.EXACT_LIKELIHOOD, Capability.CLASSIFY)
                        .toArray(Capability[]::new))
                .builds(() -> (spec, context) -> new WalkingGaussianModel(spec));
    }

    @Override
    public Model build(ModelSpec spec, ModelContext context) {
        if (spec.get(REFUSE)) {
            throw new IllegalArgumentException("this variant was asked to refuse");
        }
        return new WalkingGaussianModel(spec);
    }
}

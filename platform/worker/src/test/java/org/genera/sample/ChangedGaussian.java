package org.genera.sample;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.genera.spi.FamilyCard;
import org.genera.spi.Hyperparameter;
import org.genera.spi.Hyperparameter.IntegerValue;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelFamily;
import org.genera.spi.ModelSpec;
import org.genera.spi.Variant;

/**
 * A later version of the {@link WalkingGaussian}: its first variant has another name for a value, its second one
 * saves other files.
 */
@org.pf4j.Extension
public final class ChangedGaussian implements ModelFamily {
    private final WalkingGaussian before = new WalkingGaussian();

    @Override
    public FamilyCard card() {
        return before.card();
    }

    @Override
    public List<Variant> variants() {
        Variant minibatch = before.variant("minibatch");
        List<Hyperparameter<?>> renamed = new ArrayList<>(minibatch.hyperparameters());
        renamed.set(0, new IntegerValue("pauseMillis", "Once stepMillis.", "", 0, 0, 1_000_000));
        return List.of(
                new Variant(
                        minibatch.id(),
                        minibatch.title(),
                        minibatch.summary(),
                        minibatch.accepts(),
                        minibatch.stages(),
                        renamed,
                        minibatch.presets(),
                        minibatch.samplers(),
                        minibatch.capabilities()),
                before.variant("whole"));
    }

    @Override
    public org.genera.spi.Model build(ModelSpec spec, ModelContext context) {
        return new Model(spec);
    }

    private static final class Model extends WalkingGaussianModel {
        private Model(ModelSpec spec) {
            super(spec);
        }

        @Override
        public void restore(Path checkpoint) {
            throw new IllegalStateException("expected the files mean and deviation\nin the folder");
        }
    }
}

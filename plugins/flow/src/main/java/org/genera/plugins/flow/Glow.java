package org.genera.plugins.flow;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.genera.nn.Scope;
import org.genera.nn.Seeds;
import org.genera.spi.Accepts;
import org.genera.spi.DataShape.Kind;
import org.genera.spi.ModelSpec;
import org.genera.spi.ValueRange;
import org.genera.spi.Variant;
import org.tensorflow.types.TFloat32;

/** Steps of actnorm, an invertible 1×1 convolution and an affine coupling, in levels (Kingma and Dhariwal 2018, sec. 3). */
final class Glow {
    static final Variant VARIANT = FlowVariant.of("glow", "Glow")
            .summary(
                    "Invertible 1×1 convolutions mix the channels between the couplings, so that each pixel's numbers meet in"
                            + " many ways; actnorm keeps them at scale from the first batch on.")
            .accepts(new Accepts(
                    EnumSet.of(Kind.IMAGE), EnumSet.of(ValueRange.UNIT, ValueRange.SYMMETRIC, ValueRange.REAL), false))
            .without(FlowVariant.COUPLINGS, FlowVariant.MASKED)
            .first(FlowVariant.STEPS, FlowVariant.LEVELS)
            .with(FlowVariant.LEARNING_RATE.orElse(1e-3))
            .builds(() -> (spec, context) -> FlowModel.of(spec, context, Glow::flow));

    private Glow() {}

    private static Flow<TFloat32> flow(ModelSpec spec, Scope scope) {
        return Architecture.multiScale(spec, scope, (place, channels) -> level(spec, place, channels));
    }

    private static List<Bijection<TFloat32>> level(ModelSpec spec, Scope place, int channels) {
        Couplings couplings = new Couplings(CouplingNetwork.convolutional(FlowVariant.hidden(spec)), false);
        boolean[] kept = Couplings.half(channels, true);
        List<Bijection<TFloat32>> layers = new ArrayList<>();
        for (int i = 1; i <= spec.count(FlowVariant.STEPS); i++) {
            Scope step = place.child("step" + i);
            long seed = Seeds.derive(spec.seed(), "initial/" + step.path());
            LuMatrix<TFloat32> matrix = LuMatrix.of(step.child("convolution"), channels, seed);
            layers.add(ActNorm.of("actnorm " + i, step.child("actnorm"), channels));
            layers.add(new InvertibleConvolution<>("1×1 convolution " + i, matrix));
            layers.add(couplings.affine("coupling " + i, step.child("coupling"), kept));
        }
        return layers;
    }
}

package org.genera.plugins.flow;

import java.util.List;
import org.genera.nn.Scope;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.Variant;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Affine couplings (Dinh et al. 2017, sec. 3.2). */
final class RealNvp extends FlowModel {
    /** A coupling scales by e⁻² to e² at most: larger factors blow training up and no flow of several needs them. */
    private static final float LARGEST_LOG_SCALE = 2;

    static final Variant VARIANT = FlowModel.variant("realnvp", "RealNVP")
            .summary(
                    "Affine couplings: each scales and shifts half of the coordinates by dense networks of the other half."
                            + " One scale of resolution, no convolutions.")
            .builds(() -> RealNvp::new);

    RealNvp(ModelSpec spec, ModelContext context) {
        super(spec, context);
    }

    @Override
    List<Bijection<TFloat32>> layers(Scope scope) {
        List<Integer> hidden = Conditioner.hidden(spec);
        return couplings(scope, (place, halves, kept) -> {
            List<Operand<TFloat32>> both = Conditioner.zeroAtFirst(place, halves, hidden, kept, 2);
            Operand<TFloat32> logScale = tf.math.mul(tf.math.tanh(both.get(0)), tf.constant(LARGEST_LOG_SCALE));
            return new AffineCoupling.ScaleAndShift<>(logScale, both.get(1));
        });
    }
}

package org.genera.plugins.flow;

import java.util.ArrayList;
import java.util.List;
import org.genera.nn.Initializer;
import org.genera.nn.Scope;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.Variant;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Additive couplings and a scaling (Dinh et al. 2015, sec. 3). */
final class Nice extends FlowModel {
    /** log s of the scaling goes a long way, and Adam moves a weight by no more than the learning rate in a step. */
    private static final float LOG_SCALE_OF_A_WEIGHT = 10;

    static final Variant VARIANT = FlowModel.variant("nice", "NICE")
            .summary("Additive couplings, which preserve volume, and one scaling of each dimension at the end.")
            .with(COUPLINGS.orElse(4L), BASE.orElse("logistic"), LOGIT.orElse(false), LEARNING_RATE.orElse(1e-3))
            .preset(
                    "Dinh et al. 2015, MNIST",
                    "Five hidden layers of 1000 units; slow on a CPU.",
                    HIDDEN.at(List.of(1000, 1000, 1000, 1000, 1000)))
            .builds(() -> Nice::new);

    Nice(ModelSpec spec, ModelContext context) {
        super(spec, context);
    }

    @Override
    List<Bijection<TFloat32>> layers(Scope scope) {
        List<Integer> hidden = Conditioner.hidden(spec);
        List<Bijection<TFloat32>> layers = new ArrayList<>(couplings(scope, (place, halves, kept) -> {
            Operand<TFloat32> shift =
                    Conditioner.zeroAtFirst(place, halves, hidden, kept, 1).get(0);
            return new AffineCoupling.ScaleAndShift<>(tf.zerosLike(shift), shift);
        }));
        Operand<TFloat32> weight = scope.weight("scaling", Shape.of(size), Initializer.zeros());
        layers.add(new Scaling<>(tf.math.mul(weight, tf.constant(LOG_SCALE_OF_A_WEIGHT))));
        return layers;
    }
}

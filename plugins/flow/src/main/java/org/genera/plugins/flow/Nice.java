package org.genera.plugins.flow;

import java.util.ArrayList;
import java.util.List;
import org.genera.nn.Initializer;
import org.genera.nn.Scope;
import org.genera.spi.DataShape;
import org.genera.spi.ModelSpec;
import org.genera.spi.Variant;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Additive couplings and a scaling (Dinh et al. 2015, sec. 3). */
final class Nice {
    /** log s of the scaling goes a long way, and Adam moves a weight by no more than the learning rate in a step. */
    private static final float LOG_SCALE_OF_A_WEIGHT = 10;

    static final Variant VARIANT = FlowVariant.of("nice", "NICE")
            .summary("Additive couplings, which preserve volume, and one scaling of each dimension at the end.")
            .with(
                    FlowVariant.COUPLINGS.orElse(4L),
                    FlowVariant.BASE.orElse("logistic"),
                    FlowVariant.LOGIT.orElse(false),
                    FlowVariant.LEARNING_RATE.orElse(1e-3))
            .preset(
                    "Dinh et al. 2015, MNIST",
                    "Five hidden layers of 1000 units; slow on a CPU.",
                    FlowVariant.HIDDEN.at(List.of(1000, 1000, 1000, 1000, 1000)))
            .builds(() -> (spec, context) -> FlowModel.of(spec, context, Nice::flow));

    private Nice() {}

    private static Flow<TFloat32> flow(ModelSpec spec, Scope scope) {
        Couplings couplings =
                new Couplings(CouplingNetwork.dense(FlowVariant.hidden(spec)), spec.get(FlowVariant.MASKED));
        DataShape shape = spec.data().shape();
        List<Bijection<TFloat32>> layers = new ArrayList<>();
        for (int i = 1; i <= spec.count(FlowVariant.COUPLINGS); i++) {
            layers.add(couplings.additive(
                    "coupling " + i, scope.child("coupling" + i), Couplings.alternating(shape, i % 2 == 0)));
        }
        Ops tf = scope.tf();
        Operand<TFloat32> weight = scope.weight("scaling", Shape.of(shape.size()), Initializer.zeros());
        layers.add(new Scaling<>(tf.math.mul(weight, tf.constant(LOG_SCALE_OF_A_WEIGHT))));
        return Architecture.flat(spec, layers);
    }
}

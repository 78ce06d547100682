package org.genera.plugins.flow;

import java.util.ArrayList;
import java.util.List;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.nn.Variable;
import org.genera.spi.Batch;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * Sets the weights of each {@link ActNorm} from the first batch that a model is trained on, layer by layer: each sees what those
 * before it give once they are set. Whether that has happened is a variable, so that checkpoints tell it.
 */
final class FirstBatch {
    private final Operand<TFloat32> x;
    private final List<Op> fit = new ArrayList<>();
    private final List<Variable<TFloat32>> done = new ArrayList<>();

    /**
     * @param scope of the weights of the flow, which are all made
     * @param x examples [B, D]
     */
    FirstBatch(ModelGraph graph, String scope, Flow<TFloat32> flow, Operand<TFloat32> x) {
        this.x = x;
        List<Variable<TFloat32>> weights = graph.trainable(scope);
        var tf = graph.tf();
        flow.fitted(tf, x).forEach((actnorm, fitted) -> {
            fit.add(tf.assignVariableOp(handle(weights, actnorm.shift()), fitted.shift()));
            fit.add(tf.assignVariableOp(handle(weights, actnorm.logScale()), fitted.logScale()));
        });
        if (!fit.isEmpty()) {
            Variable<TFloat32> flag =
                    graph.variable(scope + "/fitted", TFloat32.class, Shape.scalar(), false, tf.constant(0f));
            done.add(flag);
            fit.add(tf.assignVariableOp(flag.handle(), tf.constant(1f)));
        }
    }

    private static Operand<? extends TType> handle(List<Variable<TFloat32>> weights, Operand<TFloat32> value) {
        return weights.stream()
                .filter(each -> each.value() == value)
                .findFirst()
                .orElseThrow()
                .handle();
    }

    /** Does nothing but the first time. */
    void fit(ModelSession session, Batch batch, int size) {
        if (done.stream().anyMatch(flag -> session.read(flag)[0] == 0)) {
            var call = session.call().feed(x, batch.values(), batch.count(), size);
            fit.forEach(call::target);
            call.run();
        }
    }
}

package org.genera.nn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Exponential moving averages of weights: a ← δ a + (1 − δ) w after each step, with the decay warmed up as min(δ, (1 +
 * n) / (10 + n)) after n steps, so that short trainings do not sample from their first weights.
 */
public final class Ema {
    private final Map<String, Variable<TFloat32>> byPath;
    private final Op update;

    private Ema(Map<String, Variable<TFloat32>> byPath, Op update) {
        this.byPath = byPath;
        this.update = update;
    }

    /**
     * @param trainStep the update of the weights; averages are taken after it
     * @param decay δ in [0, 1)
     */
    public static Ema of(ModelGraph graph, List<Variable<TFloat32>> weights, Op trainStep, double decay) {
        Ops tf = graph.tf();
        Ops after = tf.withControlDependencies(List.of(trainStep));
        Variable<TFloat32> steps = graph.variable(
                "ema/steps", TFloat32.class, org.tensorflow.ndarray.Shape.scalar(), false, tf.constant(0f));
        Operand<TFloat32> warm =
                tf.math.div(tf.math.add(steps.value(), tf.constant(1f)), tf.math.add(steps.value(), tf.constant(10f)));
        Operand<TFloat32> rate = tf.math.sub(tf.constant(1f), tf.math.minimum(tf.constant((float) decay), warm));
        Map<String, Variable<TFloat32>> byPath = new LinkedHashMap<>();
        List<Op> updates = new ArrayList<>();
        for (Variable<TFloat32> weight : weights) {
            Variable<TFloat32> average = graph.variable(
                    "ema/" + weight.path(), TFloat32.class, weight.shape(), false, graph.firstValue(weight.path()));
            // A fresh read, since the shared one may have happened before the step.
            Operand<TFloat32> moved = after.readVariableOp(weight.handle(), TFloat32.class);
            updates.add(after.assignSubVariableOp(
                    average.handle(), after.math.mul(rate, after.math.sub(average.value(), moved))));
            byPath.put(weight.path(), average);
        }
        List<Op> all = new ArrayList<>(updates);
        all.add(tf.withControlDependencies(updates)
                .assignVariableOp(steps.handle(), tf.math.add(steps.value(), tf.constant(1f))));
        return new Ema(
                byPath, tf.withControlDependencies(all).withName("ema_update").noOp());
    }

    /** The operation that trains one step and then moves the averages. */
    public Op update() {
        return update;
    }

    Map<String, Variable<TFloat32>> byPath() {
        return byPath;
    }
}

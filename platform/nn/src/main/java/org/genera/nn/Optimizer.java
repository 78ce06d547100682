package org.genera.nn;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A way to move weights along their gradients: {@link Adam}, {@link AdamW}, {@link RmsProp} or {@link Sgd}. */
public interface Optimizer {

    /**
     * One update of the variables.
     *
     * @param name of this optimizer, unique in the graph; checkpoints keep its state under it
     * @param gradients one for each variable
     * @return the operation that performs the step
     */
    Op step(ModelGraph graph, String name, List<Variable<TFloat32>> variables, List<Operand<TFloat32>> gradients);

    /** This optimizer on gradients that are scaled down together wherever their global norm exceeds the limit. */
    default Optimizer clippedTo(double globalNorm) {
        return (graph, name, variables, gradients) ->
                step(graph, name, variables, Gradients.clipByGlobalNorm(graph.tf(), gradients, (float) globalNorm));
    }

    /** Moves one variable; {@code tf} waits for all gradients, and so do the operations made with it. */
    @FunctionalInterface
    interface Update {
        Op of(Ops tf, Variable<TFloat32> variable, Operand<TFloat32> gradient);
    }

    /**
     * Updates all variables, none before every gradient is there: a later layer's step must not change an earlier
     * gradient.
     *
     * @return one operation for each variable
     */
    static List<Op> each(
            ModelGraph graph, List<Variable<TFloat32>> variables, List<Operand<TFloat32>> gradients, Update update) {
        if (variables.size() != gradients.size()) {
            throw new IllegalArgumentException(
                    "expected a gradient for each of " + variables.size() + " variables, got " + gradients.size());
        }
        Ops after = graph.tf().withControlDependencies(new ArrayList<Op>(gradients));
        List<Op> updates = new ArrayList<>();
        for (int i = 0; i < variables.size(); i++) {
            updates.add(update.of(after, variables.get(i), gradients.get(i)));
        }
        return updates;
    }

    /** A number for each of a variable's, zero at first. */
    static Variable<TFloat32> slot(ModelGraph graph, String path, Variable<TFloat32> of) {
        Ops tf = graph.tf();
        return graph.variable(
                path,
                TFloat32.class,
                of.shape(),
                false,
                tf.fill(tf.constant(of.shape().asArray()), tf.constant(0f)));
    }
}

package org.genera.nn;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * RMSProp (Tieleman & Hinton 2012): v ← ρ v + (1 − ρ) g², w ← w − η g / √(v + ε).
 *
 * @param learningRate η
 * @param decay ρ
 * @param epsilon ε
 */
public record RmsProp(LearningRate learningRate, float decay, float epsilon) implements Optimizer {

    /** ρ = 0.9, ε = 1e-7. */
    public static RmsProp usual(double learningRate) {
        return new RmsProp(LearningRate.constant(learningRate), 0.9f, 1e-7f);
    }

    @Override
    public Op step(
            ModelGraph graph, String name, List<Variable<TFloat32>> variables, List<Operand<TFloat32>> gradients) {
        Ops tf = graph.tf();
        Operand<TFloat32> rate = learningRate.in(graph);
        List<Op> updates = Optimizer.each(
                graph,
                variables,
                gradients,
                (after, variable, gradient) -> after.train.resourceApplyRmsProp(
                        variable.handle(),
                        Optimizer.slot(graph, name + "/v/" + variable.path(), variable)
                                .handle(),
                        Optimizer.slot(graph, name + "/momentum/" + variable.path(), variable)
                                .handle(),
                        rate,
                        tf.constant(decay),
                        tf.constant(0f),
                        tf.constant(epsilon),
                        gradient));
        return tf.withControlDependencies(updates).withName(name + "_step").noOp();
    }
}

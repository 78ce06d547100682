package org.genera.nn;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Stochastic gradient descent with momentum (Polyak 1964): v ← μ v + g, w ← w − η v.
 *
 * @param learningRate η
 * @param momentum μ; 0 is plain gradient descent
 */
public record Sgd(LearningRate learningRate, float momentum) implements Optimizer {

    @Override
    public Op step(
            ModelGraph graph, String name, List<Variable<TFloat32>> variables, List<Operand<TFloat32>> gradients) {
        Ops tf = graph.tf();
        Operand<TFloat32> rate = learningRate.in(graph);
        List<Op> updates = Optimizer.each(
                graph,
                variables,
                gradients,
                (after, variable, gradient) -> momentum == 0
                        ? after.train.resourceApplyGradientDescent(variable.handle(), rate, gradient)
                        : after.train.resourceApplyMomentum(
                                variable.handle(),
                                Optimizer.slot(graph, name + "/v/" + variable.path(), variable)
                                        .handle(),
                                rate,
                                gradient,
                                tf.constant(momentum)));
        return tf.withControlDependencies(updates).withName(name + "_step").noOp();
    }
}

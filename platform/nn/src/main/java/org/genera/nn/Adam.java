package org.genera.nn;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Adam (Kingma & Ba 2015, algorithm 1).
 *
 * @param learningRate α
 * @param beta1 decay of the first moment
 * @param beta2 decay of the second moment
 * @param epsilon added to the root of the second moment
 */
public record Adam(LearningRate learningRate, float beta1, float beta2, float epsilon) implements Optimizer {

    /** β₁ = 0.9, β₂ = 0.999, ε = 1e-8, as in the paper. */
    public static Adam usual(double learningRate) {
        return withBeta1(learningRate, 0.9);
    }

    /** β₁ = 0.5, as for GANs (Radford et al. 2016). */
    public static Adam withBeta1(double learningRate, double beta1) {
        return new Adam(LearningRate.constant(learningRate), (float) beta1, 0.999f, 1e-8f);
    }

    @Override
    public Op step(
            ModelGraph graph, String name, List<Variable<TFloat32>> variables, List<Operand<TFloat32>> gradients) {
        Ops tf = graph.tf();
        Operand<TFloat32> rate = learningRate.in(graph);
        Operand<TFloat32> beta1Operand = tf.constant(beta1);
        Operand<TFloat32> beta2Operand = tf.constant(beta2);
        Operand<TFloat32> epsilonOperand = tf.constant(epsilon);
        Variable<TFloat32> power1 = power(graph, name + "/beta1Power", beta1);
        Variable<TFloat32> power2 = power(graph, name + "/beta2Power", beta2);
        List<Op> updates = Optimizer.each(
                graph,
                variables,
                gradients,
                (after, variable, gradient) -> after.train.resourceApplyAdam(
                        variable.handle(),
                        Optimizer.slot(graph, name + "/m/" + variable.path(), variable)
                                .handle(),
                        Optimizer.slot(graph, name + "/v/" + variable.path(), variable)
                                .handle(),
                        power1.value(),
                        power2.value(),
                        rate,
                        beta1Operand,
                        beta2Operand,
                        epsilonOperand,
                        gradient));
        Ops last = tf.withControlDependencies(updates);
        List<Op> all = new ArrayList<>(updates);
        all.add(last.assignVariableOp(power1.handle(), last.math.mul(power1.value(), beta1Operand)));
        all.add(last.assignVariableOp(power2.handle(), last.math.mul(power2.value(), beta2Operand)));
        return tf.withControlDependencies(all).withName(name + "_step").noOp();
    }

    private static Variable<TFloat32> power(ModelGraph graph, String path, float beta) {
        return graph.variable(
                path, TFloat32.class, Shape.scalar(), false, graph.tf().constant(beta));
    }
}

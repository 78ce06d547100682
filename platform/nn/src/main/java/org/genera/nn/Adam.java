package org.genera.nn;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
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
public record Adam(float learningRate, float beta1, float beta2, float epsilon) {

    /** β₁ = 0.9, β₂ = 0.999, ε = 1e-8, as in the paper. */
    public static Adam usual(double learningRate) {
        return new Adam((float) learningRate, 0.9f, 0.999f, 1e-8f);
    }

    /** β₁ = 0.5, as for GANs (Radford et al. 2016). */
    public static Adam withBeta1(double learningRate, double beta1) {
        return new Adam((float) learningRate, (float) beta1, 0.999f, 1e-8f);
    }

    /**
     * One update of the variables.
     *
     * @param name of this optimizer, unique in the graph
     * @param gradients one for each variable
     * @return the operation that performs the step
     */
    public Op step(
            ModelGraph graph, String name, List<Variable<TFloat32>> variables, List<Operand<TFloat32>> gradients) {
        if (variables.size() != gradients.size()) {
            throw new IllegalArgumentException(
                    "expected a gradient for each of " + variables.size() + " variables, got " + gradients.size());
        }
        Ops tf = graph.tf();
        Operand<TFloat32> beta1Operand = tf.constant(beta1);
        Operand<TFloat32> beta2Operand = tf.constant(beta2);
        // No update may run before every gradient is there: a later layer's step must not change an earlier gradient.
        List<Op> allGradients = new ArrayList<>(gradients);
        Ops after = tf.withControlDependencies(allGradients);
        Variable<TFloat32> power1 = power(graph, name + "/beta1Power", beta1);
        Variable<TFloat32> power2 = power(graph, name + "/beta2Power", beta2);
        List<Op> updates = new ArrayList<>();
        for (int i = 0; i < variables.size(); i++) {
            Variable<TFloat32> variable = variables.get(i);
            updates.add(after.train.resourceApplyAdam(
                    variable.handle(),
                    slot(graph, name + "/m/" + variable.path(), variable).handle(),
                    slot(graph, name + "/v/" + variable.path(), variable).handle(),
                    power1.value(),
                    power2.value(),
                    tf.constant(learningRate),
                    beta1Operand,
                    beta2Operand,
                    tf.constant(epsilon),
                    gradients.get(i)));
        }
        Ops last = tf.withControlDependencies(updates);
        List<Op> all = new ArrayList<>(updates);
        all.add(last.assignVariableOp(power1.handle(), last.math.mul(power1.value(), beta1Operand)));
        all.add(last.assignVariableOp(power2.handle(), last.math.mul(power2.value(), beta2Operand)));
        return tf.withControlDependencies(all).withName(name + "_step").noOp();
    }

    private static Variable<TFloat32> power(ModelGraph graph, String path, float beta) {
        return graph.variable(
                path,
                TFloat32.class,
                org.tensorflow.ndarray.Shape.scalar(),
                false,
                graph.tf().constant(beta));
    }

    private static Variable<TFloat32> slot(ModelGraph graph, String path, Variable<TFloat32> of) {
        return graph.variable(
                path,
                TFloat32.class,
                of.shape(),
                false,
                graph.tf()
                        .fill(
                                graph.tf().constant(of.shape().asArray()),
                                graph.tf().constant(0f)));
    }
}

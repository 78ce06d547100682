package org.genera.nn;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Adam with decoupled weight decay (Loshchilov & Hutter 2019, algorithm 2): w ← w − η (Adam's step + λ w).
 *
 * @param adam the moments and the learning rate η
 * @param weightDecay λ
 */
public record AdamW(Adam adam, float weightDecay) implements Optimizer {

    @Override
    public Op step(
            ModelGraph graph, String name, List<Variable<TFloat32>> variables, List<Operand<TFloat32>> gradients) {
        Op moved = adam.step(graph, name, variables, gradients);
        Ops tf = graph.tf();
        Ops after = tf.withControlDependencies(List.of(moved));
        Operand<TFloat32> part = tf.math.mul(adam.learningRate().in(graph), tf.constant(weightDecay));
        List<Op> decays = new ArrayList<>();
        for (Variable<TFloat32> variable : variables) {
            // The shared read is of the weight before Adam's step, as the paper has it.
            decays.add(after.assignSubVariableOp(variable.handle(), after.math.mul(part, variable.value())));
        }
        return tf.withControlDependencies(decays).withName(name + "_decay").noOp();
    }
}

package org.genera.nn;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Gradients of a scalar with respect to an explicit list of variables; never of everything in the graph. */
public final class Gradients {

    private Gradients() {}

    /**
     * dLoss/dVariable for each variable.
     *
     * @param loss a scalar
     * @throws IllegalArgumentException if the loss does not reach a variable
     */
    public static List<Operand<TFloat32>> of(
            ModelGraph graph, Operand<TFloat32> loss, List<Variable<TFloat32>> variables) {
        return ofOperands(
                graph,
                loss,
                variables.stream().map(Variable::value).toList(),
                variables.stream().map(Variable::path).toList());
    }

    /** dLoss/dx for one operand, such as an input. */
    public static Operand<TFloat32> of(ModelGraph graph, Operand<TFloat32> loss, Operand<TFloat32> x) {
        return ofOperands(graph, loss, List.of(x), List.of(x.op().name())).get(0);
    }

    private static List<Operand<TFloat32>> ofOperands(
            ModelGraph graph, Operand<TFloat32> loss, List<Operand<TFloat32>> xs, List<String> names) {
        Output<?>[] inputs = xs.stream().map(Operand::asOutput).toArray(Output<?>[]::new);
        // The seed is given, since the default one has no gradient of its own. The prefix must be new for each call.
        Output<?>[] seed = {graph.tf().constant(1f).asOutput()};
        Output<?>[] gradients;
        try {
            gradients = graph.graph()
                    .addGradients("gradients/" + graph.nextGradient(), new Output<?>[] {loss.asOutput()}, inputs, seed);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "expected a loss that reaches " + names + " through differentiable operations: " + e.getMessage(),
                    e);
        }
        List<Operand<TFloat32>> checked = new ArrayList<>();
        for (int i = 0; i < gradients.length; i++) {
            checked.add(reached(gradients[i], names.get(i)));
        }
        return checked;
    }

    @SuppressWarnings("unchecked") // The gradient of a float32 operand is float32.
    private static Operand<TFloat32> reached(Output<?> gradient, String name) {
        // A variable reached only through a stopped gradient comes back closed.
        if (gradient == null || gradient.isClosed()) {
            throw new IllegalArgumentException(
                    "expected a loss that reaches " + name + ", got none: is a gradient stopped?");
        }
        return (Operand<TFloat32>) (Operand<?>) gradient;
    }

    /** √Σ‖g‖² over all gradients, a scalar. */
    public static Operand<TFloat32> globalNorm(Ops tf, List<Operand<TFloat32>> gradients) {
        List<Operand<TFloat32>> squares = new ArrayList<>();
        for (Operand<TFloat32> gradient : gradients) {
            squares.add(tf.reduceSum(
                    tf.math.mul(gradient, gradient), tf.range(tf.constant(0), tf.rank(gradient), tf.constant(1))));
        }
        // Not AddN: of three or more parts it sums in an order that changes from run to run.
        return tf.math.sqrt(tf.reduceSum(tf.stack(squares), tf.constant(0)));
    }

    /** Scales all gradients so that their global norm is at most {@code limit}. */
    public static List<Operand<TFloat32>> clipByGlobalNorm(Ops tf, List<Operand<TFloat32>> gradients, float limit) {
        Operand<TFloat32> factor =
                tf.math.div(tf.constant(limit), tf.math.maximum(globalNorm(tf, gradients), tf.constant(limit)));
        List<Operand<TFloat32>> clipped = new ArrayList<>();
        for (Operand<TFloat32> gradient : gradients) {
            clipped.add(tf.math.mul(gradient, factor));
        }
        return clipped;
    }
}

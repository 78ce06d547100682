package org.genera.nn;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * Compares gradients with central differences along random directions: for each variable w and direction d, (L(w + h d)
 * − L(w − h d)) / 2h should equal ⟨∇L, d⟩. Built into a graph before it is opened.
 */
public final class GradientCheck {
    private static final float STEP = 1e-2f;

    private final Operand<TFloat32> loss;
    private final List<Variable<TFloat32>> variables;
    private final List<Operand<TFloat32>> gradients;
    private final Placeholder<TFloat32> shift;
    private final List<Op> moves;

    private GradientCheck(
            Operand<TFloat32> loss,
            List<Variable<TFloat32>> variables,
            List<Operand<TFloat32>> gradients,
            Placeholder<TFloat32> shift,
            List<Op> moves) {
        this.loss = loss;
        this.variables = variables;
        this.gradients = gradients;
        this.shift = shift;
        this.moves = moves;
    }

    /** Adds what the check needs to the graph. */
    public static GradientCheck of(ModelGraph graph, Operand<TFloat32> loss, List<Variable<TFloat32>> variables) {
        var tf = graph.tf();
        Placeholder<TFloat32> shift =
                tf.withName("gradientCheck_shift").placeholder(TFloat32.class, Placeholder.shape(Shape.unknown()));
        List<Op> moves = variables.stream()
                .<Op>map(variable -> tf.assignAddVariableOp(
                        variable.handle(),
                        tf.reshape(shift, tf.constant(variable.shape().asArray()))))
                .toList();
        return new GradientCheck(loss, variables, Gradients.of(graph, loss, variables), shift, moves);
    }

    /**
     * The largest error over all variables, relative to the larger of the two derivatives and the scale of the loss.
     *
     * @param call makes a call with all inputs fed, the same every time
     */
    public double largestError(ModelSession session, Supplier<Call> call) {
        Random random = new Random(7);
        double worst = 0;
        for (int i = 0; i < variables.size(); i++) {
            int size = Math.toIntExact(variables.get(i).size());
            float[] direction = new float[size];
            double norm = 0;
            for (int j = 0; j < size; j++) {
                direction[j] = (float) random.nextGaussian();
                norm += direction[j] * direction[j];
            }
            for (int j = 0; j < size; j++) {
                direction[j] /= (float) Math.sqrt(norm);
            }
            double exact = dot(call.get().floats(gradients.get(i)), direction);
            double difference = difference(session, call, i, direction);
            worst = Math.max(
                    worst,
                    Math.abs(exact - difference) / Math.max(1e-1, Math.max(Math.abs(exact), Math.abs(difference))));
        }
        return worst;
    }

    private double difference(ModelSession session, Supplier<Call> call, int index, float[] direction) {
        move(session, index, direction, STEP);
        double above = call.get().floats(loss)[0];
        move(session, index, direction, -2 * STEP);
        double below = call.get().floats(loss)[0];
        move(session, index, direction, STEP);
        return (above - below) / (2 * STEP);
    }

    private void move(ModelSession session, int index, float[] direction, float length) {
        float[] scaled = new float[direction.length];
        for (int j = 0; j < direction.length; j++) {
            scaled[j] = direction[j] * length;
        }
        session.call()
                .feed(shift, scaled, direction.length)
                .target(moves.get(index))
                .run();
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}

package org.genera.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.genera.spi.ModelContext;
import org.junit.jupiter.api.Test;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.RawCustomGradient;
import org.tensorflow.op.math.TanhGrad;
import org.tensorflow.types.TFloat32;

class CustomGradientsTest {
    private static final RawCustomGradient NOTHING = (tf, operation, gradients) -> List.of();

    /** Of dy (1 − y²) with respect to y and dy. */
    @SuppressWarnings("unchecked") // All operands of this test are float32.
    private static List<Operand<?>> ofTanhGrad(Ops tf, GraphOperation operation, List<Output<?>> gradients) {
        Operand<TFloat32> y = (Operand<TFloat32>) (Operand<?>) operation.input(0);
        Operand<TFloat32> dy = (Operand<TFloat32>) (Operand<?>) operation.input(1);
        Operand<TFloat32> g = (Operand<TFloat32>) (Operand<?>) gradients.get(0);
        Operand<TFloat32> slope = tf.math.sub(tf.constant(1f), tf.math.mul(y, y));
        return List.of(tf.math.mul(g, tf.math.mul(tf.constant(-2f), tf.math.mul(y, dy))), tf.math.mul(g, slope));
    }

    @Test
    void a_penalty_on_a_gradient_has_the_gradient_of_finite_differences_once_tanh_has_a_second_one() {
        CustomGradients.register(TanhGrad.OP_NAME, CustomGradientsTest::ofTanhGrad);
        CustomGradients.register(TanhGrad.OP_NAME, CustomGradientsTest::ofTanhGrad);
        ModelGraph graph = new ModelGraph(ModelContext.cpu(), 5);
        Ops tf = graph.tf();
        var x = graph.input("x", -1, 3);
        Operand<TFloat32> critic = tf.math.tanh(Dense.uniformFanIn(3, 4).apply(graph.scope("net"), x));
        Operand<TFloat32> slope = Gradients.of(graph, tf.reduceSum(critic, tf.constant(new int[] {0, 1})), x);
        Operand<TFloat32> penalty = tf.math.mean(tf.math.mul(slope, slope), tf.constant(new int[] {0, 1}));
        GradientCheck check = GradientCheck.of(
                graph,
                tf.math.mul(penalty, tf.constant(10f)),
                List.of(graph.trainable("net").get(0)));
        try (ModelSession session = graph.open()) {
            float[] values = {0.3f, -0.2f, 0.9f, -1.1f, 0.4f, 0.1f};
            assertThat(check.largestError(session, () -> session.call().feed(x, values, 2, 3)))
                    .isLessThan(2e-3);
        }
    }

    @Test
    void the_eleventh_is_refused_in_a_sentence_that_names_the_ten() {
        List<String> taken = new ArrayList<>();
        var gradients = new CustomGradients((operation, gradient) -> taken.add(operation));
        for (int i = 1; i <= CustomGradients.MOST; i++) {
            gradients.add("Op" + i, NOTHING);
            gradients.add("Op1", NOTHING);
        }
        assertThat(taken).hasSize(10);
        assertThatThrownBy(() -> gradients.add("Op11", NOTHING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "expected at most 10 custom gradients in a process, as many as TensorFlow has room for, got one"
                                + " more for Op11; taken by Op1, Op2, Op3, Op4, Op5, Op6, Op7, Op8, Op9, Op10: compose the"
                                + " operation of others that TensorFlow differentiates");
        assertThat(taken).hasSize(10);
        gradients.add("Op10", NOTHING);
    }

    @Test
    void an_operation_that_tensorflow_differentiates_keeps_its_gradient() {
        assertThatThrownBy(() -> CustomGradients.register("MatMul", NOTHING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected an operation that TensorFlow does not differentiate, got MatMul, which has a"
                        + " gradient; leave out the custom one");
    }
}

package org.genera.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.genera.spi.ModelContext;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;

class SumsInOrderTest {
    private static final int USES = 6;

    /** Σ over uses i of Σ exp(i x): the gradient with respect to x is a sum of six tensors. */
    private static Operand<TFloat32> gradient(ModelGraph graph, Operand<TFloat32> x) {
        Ops tf = graph.tf();
        List<Operand<TFloat32>> terms = new ArrayList<>();
        for (int i = 1; i <= USES; i++) {
            terms.add(tf.reduceSum(tf.math.exp(tf.math.mul(x, tf.constant((float) i))), tf.constant(0)));
        }
        return Gradients.of(graph, tf.math.addN(terms), x);
    }

    @Test
    void no_sum_of_more_than_two_is_left_and_every_name_is_still_there() {
        ModelGraph graph = new ModelGraph(ModelContext.cpu(), 1);
        Operand<TFloat32> gradient = gradient(graph, graph.input("x", -1));
        assertThat(sums(graph.graph())).isNotEmpty();
        try (Graph ordered = SumsInOrder.of(graph.graph())) {
            assertThat(sums(ordered)).isEmpty();
            graph.graph()
                    .operations()
                    .forEachRemaining(each -> assertThat(ordered.operation(each.name()))
                            .as(each.name())
                            .isNotNull());
            assertThat(ordered.operation(gradient.op().name()).type()).isEqualTo("AddV2");
        }
    }

    private static List<NodeDef> sums(Graph graph) {
        return graph.toGraphDef().getNodeList().stream()
                .filter(node ->
                        node.getOp().equals("AddN") && node.getAttrOrThrow("N").getI() > 2)
                .toList();
    }

    @Test
    void a_gradient_through_many_uses_is_right_and_the_same_to_the_last_bit_in_every_call() {
        ModelGraph graph = new ModelGraph(ModelContext.cpu(), 1);
        var x = graph.input("x", -1);
        Operand<TFloat32> gradient = gradient(graph, x);
        float[] points = new float[4_000];
        for (int i = 0; i < points.length; i++) {
            points[i] = (float) Math.sin(i);
        }
        try (ModelSession session = graph.open()) {
            float[] first = session.call().feed(x, points, points.length).floats(gradient);
            for (int i = 0; i < points.length; i++) {
                double expected = 0;
                for (int use = 1; use <= USES; use++) {
                    expected += use * Math.exp(use * (double) points[i]);
                }
                assertThat((double) first[i])
                        .isCloseTo(expected, org.assertj.core.data.Percentage.withPercentage(1e-3));
            }
            for (int call = 0; call < 300; call++) {
                assertThat(session.call().feed(x, points, points.length).floats(gradient))
                        .isEqualTo(first);
            }
        }
    }
}

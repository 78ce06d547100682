package org.genera.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.genera.nn.CausalAttention.Past;
import org.genera.spi.ModelContext;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class TransformerTest {
    private final ModelGraph graph = new ModelGraph(ModelContext.cpu(), 3);
    private final Ops tf = graph.tf();

    private static float[] random(int seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (2 * random.nextDouble() - 1);
        }
        return values;
    }

    private Operand<TFloat32> sum(Operand<TFloat32> x) {
        return tf.reduceSum(tf.reshape(x, tf.constant(new int[] {-1})), tf.constant(0));
    }

    /** Whose gradient is not that of its own mirror image. */
    private Operand<TFloat32> loss(Operand<TFloat32> y) {
        return sum(tf.math.mul(y, tf.math.add(y, tf.constant(0.3f))));
    }

    @Test
    void layer_normalisation_gives_each_place_mean_0_and_variance_1_and_has_the_gradient_of_finite_differences() {
        var x = graph.input("x", -1, 5);
        Operand<TFloat32> h = Dense.glorot(6).apply(graph.scope("net").child("dense"), x);
        Operand<TFloat32> y = LayerNorm.apply(graph.scope("net").child("norm"), h);
        // Weighted, since the plain sum of the squares of a place is always 6.
        Operand<TFloat32> weights = tf.constant(new float[] {1, -2, 3, 1, 0.5f, -1});
        GradientCheck check = GradientCheck.of(graph, loss(tf.math.mul(y, weights)), graph.trainable("net"));
        float[] values = random(1, 20);
        try (ModelSession session = graph.open()) {
            float[] normed = session.call().feed(x, values, 4, 5).floats(y);
            for (int row = 0; row < 4; row++) {
                double sum = 0;
                double squares = 0;
                for (int i = 0; i < 6; i++) {
                    sum += normed[6 * row + i];
                    squares += normed[6 * row + i] * normed[6 * row + i];
                }
                assertThat(sum / 6).isCloseTo(0, within(1e-5));
                assertThat(squares / 6).isCloseTo(1, within(1e-3));
            }
            assertThat(check.largestError(session, () -> session.call().feed(x, values, 4, 5)))
                    .isLessThan(5e-3);
        }
    }

    @Test
    void an_embedding_is_the_row_of_a_symbol_and_its_gradient_counts_how_often_it_was_asked_for() {
        var symbols = graph.labelInput("symbols");
        Operand<TFloat32> y = Embedding.small(4, 3).apply(graph.scope("net"), symbols);
        List<Operand<TFloat32>> gradients = Gradients.of(graph, sum(y), graph.trainable("net"));
        try (ModelSession session = graph.open()) {
            float[] vectors = session.read(graph.trainable("net").get(0));
            int[] asked = {2, 0, 2, 2};
            float[] given = session.call().feed(symbols, asked, 4).floats(y);
            for (int i = 0; i < 4; i++) {
                assertThat(Arrays.copyOfRange(given, 3 * i, 3 * i + 3))
                        .isEqualTo(Arrays.copyOfRange(vectors, 3 * asked[i], 3 * asked[i] + 3));
            }
            assertThat(session.call().feed(symbols, asked, 4).floats(gradients.get(0)))
                    .containsExactly(1, 1, 1, 0, 0, 0, 3, 3, 3, 0, 0, 0);
        }
    }

    /** Where all keys are alike the weights are equal, and each place sees the mean of the values up to it. */
    @Test
    void attention_to_places_that_are_all_alike_is_their_mean_so_far() {
        int length = 5;
        var x = graph.input("x", -1, length, 4);
        Operand<TFloat32> y = new CausalAttention(2, Initializer.glorotUniform()).apply(graph.scope("net"), x);
        Operand<TFloat32> values = weights("net/values");
        Operand<TFloat32> out = weights("net/out");
        // A factor of 0 for the keys: their weights are taken away.
        var keys = graph.trainable("net/keys").get(0);
        var none = tf.assignVariableOp(keys.handle(), tf.zerosLike(keys.value()));
        Operand<TFloat32> flat = tf.reshape(x, tf.constant(new int[] {-1, 4}));
        Operand<TFloat32> through = tf.linalg.matMul(tf.linalg.matMul(flat, values), out);
        try (ModelSession session = graph.open()) {
            session.call().target(none).run();
            float[] numbers = random(2, 3 * length * 4);
            float[] given = session.call().feed(x, numbers, 3, length, 4).floats(y);
            float[] each = session.call().feed(x, numbers, 3, length, 4).floats(through);
            for (int i = 0; i < given.length; i++) {
                int place = i / 4 % length;
                double mean = 0;
                for (int back = 0; back <= place; back++) {
                    mean += each[i - 4 * back] / (place + 1.0);
                }
                assertThat((double) given[i]).isCloseTo(mean, within(1e-5));
            }
        }
    }

    private Operand<TFloat32> weights(String scope) {
        return graph.trainable(scope).get(0).value();
    }

    /** Against softmax(QKᵀ/√d)V written out in double, over more places than ask together. */
    @Test
    void attention_is_that_of_its_equation_however_many_places_ask_together() {
        int length = 250;
        int width = 4;
        int each = 2;
        var x = graph.input("x", -1, length, width);
        Operand<TFloat32> y = new CausalAttention(2, Initializer.glorotUniform()).apply(graph.scope("net"), x);
        try (ModelSession session = graph.open()) {
            float[] numbers = random(3, length * width);
            float[] given = session.call().feed(x, numbers, 1, length, width).floats(y);
            double[][] q =
                    times(numbers, session.read(graph.trainable("net/queries").get(0)), width);
            double[][] k =
                    times(numbers, session.read(graph.trainable("net/keys").get(0)), width);
            double[][] v =
                    times(numbers, session.read(graph.trainable("net/values").get(0)), width);
            float[] seen = new float[length * width];
            for (int t = 0; t < length; t++) {
                for (int head = 0; head < 2; head++) {
                    double all = 0;
                    double[] weighted = new double[each];
                    for (int s = 0; s <= t; s++) {
                        double logit = 0;
                        for (int i = head * each; i < (head + 1) * each; i++) {
                            logit += q[t][i] * k[s][i] / Math.sqrt(each);
                        }
                        all += Math.exp(logit);
                        for (int i = 0; i < each; i++) {
                            weighted[i] += Math.exp(logit) * v[s][head * each + i];
                        }
                    }
                    for (int i = 0; i < each; i++) {
                        seen[t * width + head * each + i] = (float) (weighted[i] / all);
                    }
                }
            }
            double[][] expected =
                    times(seen, session.read(graph.trainable("net/out").get(0)), width);
            for (int i = 0; i < given.length; i++) {
                assertThat((double) given[i]).isCloseTo(expected[i / width][i % width], within(1e-5));
            }
        }
    }

    private static double[][] times(float[] rows, float[] weights, int width) {
        double[][] product = new double[rows.length / width][width];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < width; j++) {
                product[i / width][j] += (double) rows[i] * weights[i % width * width + j];
            }
        }
        return product;
    }

    @Test
    void a_transformer_has_the_gradient_of_finite_differences() {
        var x = graph.input("x", -1, 6, 8);
        Operand<TFloat32> y = new Transformer(8, 2, 2).apply(graph.scope("net"), x);
        GradientCheck check = GradientCheck.of(graph, loss(y), graph.trainable("net"));
        float[] values = random(4, 2 * 6 * 8);
        try (ModelSession session = graph.open()) {
            assertThat(check.largestError(session, () -> session.call().feed(x, values, 2, 6, 8)))
                    .isLessThan(1e-2);
        }
    }

    @Test
    void a_place_of_a_transformer_moves_with_those_before_it_and_itself_alone() {
        int length = 240;
        var x = graph.input("x", -1, length, 8);
        Operand<TFloat32> y = new Transformer(8, 2, 2).apply(graph.scope("net"), x);
        float[] values = random(5, length * 8);
        try (ModelSession session = graph.open()) {
            float[] before = session.call().feed(x, values, 1, length, 8).floats(y);
            for (int changed : new int[] {0, 1, 77, 111, 112, 120, 238, 239}) {
                float[] other = values.clone();
                other[8 * changed] += 1;
                float[] after = session.call().feed(x, other, 1, length, 8).floats(y);
                for (int place = 0; place < length; place++) {
                    boolean moved = !Arrays.equals(before, 8 * place, 8 * place + 8, after, 8 * place, 8 * place + 8);
                    assertThat(moved).as("%d with %d", place, changed).isEqualTo(place >= changed);
                }
            }
        }
    }

    @Test
    void place_by_place_a_transformer_gives_what_it_gives_all_places_at_once() {
        int length = 7;
        int room = 10;
        int rows = 3;
        Transformer transformer = new Transformer(8, 2, 2);
        Scope scope = graph.scope("net");
        var x = graph.input("x", -1, length, 8);
        Operand<TFloat32> whole = transformer.apply(scope, x);
        var own = graph.input("own", -1, 8);
        var mask = graph.input("mask", -1);
        List<Operand<TFloat32>> inputs = new ArrayList<>();
        List<Past> past = new ArrayList<>();
        for (int layer = 0; layer < 2; layer++) {
            inputs.add(graph.input("keys" + layer, -1, 2, -1, 4));
            inputs.add(graph.input("values" + layer, -1, 2, -1, 4));
            past.add(new Past(inputs.get(2 * layer), inputs.get(2 * layer + 1), mask));
        }
        Transformer.At at = transformer.at(scope, own, past);
        List<Operand<TFloat32>> given = new ArrayList<>(List.of(at.output()));
        given.addAll(at.remembered());
        float[] values = random(6, rows * length * 8);
        List<KeptTensor> kept = new ArrayList<>();
        try (ModelSession session = graph.open()) {
            inputs.forEach(input -> kept.add(KeptTensor.zeros(rows, 2, room, 4)));
            float[] expected = session.call().feed(x, values, rows, length, 8).floats(whole);
            for (int t = 0; t < length; t++) {
                float[] here = new float[rows * 8];
                for (int row = 0; row < rows; row++) {
                    System.arraycopy(values, (row * length + t) * 8, here, row * 8, 8);
                }
                Call call = session.call().feed(own, here, rows, 8).feed(mask, CausalAttention.mask(room, t), room);
                for (int i = 0; i < inputs.size(); i++) {
                    call.feed(inputs.get(i), kept.get(i));
                }
                try (Call.Fetched fetched = call.fetch(given.toArray(Operand[]::new))) {
                    for (int i = 0; i < rows * 8; i++) {
                        assertThat(fetched.floats(0)[i])
                                .isCloseTo(expected[(i / 8 * length + t) * 8 + i % 8], within(1e-5f));
                    }
                    for (int i = 0; i < inputs.size(); i++) {
                        float[] numbers = fetched.floats(1 + i);
                        for (int part = 0; part < rows * 2; part++) {
                            kept.get(i).put((part * room + t) * 4L, numbers, part * 4, 4);
                        }
                    }
                }
            }
        } finally {
            kept.forEach(KeptTensor::close);
        }
    }

    @Test
    void a_width_that_heads_do_not_share_evenly_is_refused() {
        assertThatThrownBy(() -> new Transformer(10, 4, 1)).hasMessageContaining("width 10, 4 heads");
    }
}

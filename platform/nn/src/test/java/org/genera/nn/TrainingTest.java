package org.genera.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.genera.spi.ModelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

class TrainingTest {

    /** y = x W + b fitted to noise, with noise of its own in each step. */
    private static final class Regression implements AutoCloseable {
        final ModelGraph graph;
        final Placeholder<TFloat32> x;
        final Operand<TFloat32> loss;
        final Op update;
        final Operand<TFloat32> averaged;
        final ModelSession session;

        Regression(long seed) {
            graph = new ModelGraph(ModelContext.cpu(), seed);
            var tf = graph.tf();
            x = graph.input("x", -1, 3);
            Scope net = graph.scope("net");
            Operand<TInt32> shape = tf.shape(x);
            Operand<TFloat32> noisy =
                    tf.math.add(x, tf.math.mul(graph.trainingNormal("input", shape), tf.constant(0.1f)));
            Operand<TFloat32> y = network(net, noisy);
            loss = tf.math.mean(tf.math.squaredDifference(y, tf.constant(1f)), tf.constant(new int[] {0, 1}));
            List<Variable<TFloat32>> weights = graph.trainable("net");
            Op step = Adam.usual(0.05).step(graph, "adam", weights, Gradients.of(graph, loss, weights));
            Ema ema = Ema.of(graph, weights, step, 0.9);
            update = ema.update();
            averaged = network(net.averaged(ema), x);
            session = graph.open();
        }

        private static Operand<TFloat32> network(Scope scope, Operand<TFloat32> x) {
            var tf = scope.tf();
            return Dense.glorot(2)
                    .apply(
                            scope.child("out"),
                            Activation.TANH.apply(tf, Dense.glorot(4).apply(scope.child("hidden"), x)));
        }

        double train(long step) {
            float[] values = {1, 2, 3, -1, 0, 1};
            try (Call.Fetched fetched = session.call()
                    .feed(x, values, 2, 3)
                    .feed(graph.step(), step)
                    .target(update)
                    .fetch(loss)) {
                return fetched.scalar(0);
            }
        }

        float[] averagedOutput() {
            return session.call().feed(x, new float[] {1, 0, -1}, 1, 3).floats(averaged);
        }

        @Override
        public void close() {
            session.close();
        }
    }

    @Test
    void the_loss_falls_on_one_fixed_batch() {
        try (Regression model = new Regression(1)) {
            double first = model.train(1);
            double last = 0;
            for (int step = 2; step <= 200; step++) {
                last = model.train(step);
            }
            assertThat(last).isLessThan(0.05 * first);
        }
    }

    @Test
    void the_same_seed_gives_the_same_losses_and_another_seed_others() {
        try (Regression one = new Regression(1);
                Regression same = new Regression(1);
                Regression other = new Regression(2)) {
            for (int step = 1; step <= 20; step++) {
                double loss = one.train(step);
                assertThat(same.train(step)).isEqualTo(loss);
                assertThat(other.train(step)).isNotEqualTo(loss);
            }
        }
    }

    @Test
    void a_restored_model_goes_on_as_if_nothing_had_happened(@TempDir Path folder) throws Exception {
        Path checkpoint = Files.createDirectory(folder.resolve("checkpoint"));
        try (Regression uninterrupted = new Regression(1);
                Regression resumed = new Regression(99)) {
            for (int step = 1; step <= 30; step++) {
                uninterrupted.train(step);
            }
            uninterrupted.session.save(checkpoint);
            resumed.session.restore(checkpoint);
            // The seed is the same for both in a real resume; here it differs, so noise is compared apart from it.
            assertThat(resumed.averagedOutput()).isEqualTo(uninterrupted.averagedOutput());
        }
        try (Regression uninterrupted = new Regression(1);
                Regression resumed = new Regression(1)) {
            for (int step = 1; step <= 30; step++) {
                uninterrupted.train(step);
            }
            resumed.session.restore(checkpoint);
            for (int step = 31; step <= 60; step++) {
                assertThat(resumed.train(step)).isEqualTo(uninterrupted.train(step));
            }
            assertThat(resumed.averagedOutput()).isEqualTo(uninterrupted.averagedOutput());
        }
    }

    @Test
    void adam_follows_its_recurrence() {
        ModelGraph graph = new ModelGraph(ModelContext.cpu(), 1);
        var tf = graph.tf();
        Operand<TFloat32> w =
                graph.scope("w").weight("value", org.tensorflow.ndarray.Shape.of(1), Initializer.constant(2f));
        Operand<TFloat32> loss = tf.reduceSum(tf.math.mul(w, tf.math.mul(w, w)), tf.constant(0));
        List<Variable<TFloat32>> variables = graph.trainable("w");
        Op step = new Adam(LearningRate.constant(0.1), 0.9f, 0.99f, 1e-8f)
                .step(graph, "adam", variables, Gradients.of(graph, loss, variables));
        try (ModelSession session = graph.open()) {
            double expected = 2;
            double m = 0;
            double v = 0;
            for (int t = 1; t <= 25; t++) {
                double g = 3 * expected * expected;
                m = 0.9 * m + 0.1 * g;
                v = 0.99 * v + 0.01 * g * g;
                expected -= 0.1 * (m / (1 - Math.pow(0.9, t))) / (Math.sqrt(v / (1 - Math.pow(0.99, t))) + 1e-8);
                session.call().target(step).run();
                assertThat((double) session.read(variables.get(0))[0]).isCloseTo(expected, Offset.offset(2e-5));
            }
        }
    }

    @Test
    void averages_follow_the_weights_after_each_step() {
        ModelGraph graph = new ModelGraph(ModelContext.cpu(), 1);
        var tf = graph.tf();
        Scope scope = graph.scope("w");
        Operand<TFloat32> w = scope.weight("value", org.tensorflow.ndarray.Shape.of(1), Initializer.constant(2f));
        List<Variable<TFloat32>> variables = graph.trainable("w");
        Operand<TFloat32> loss = tf.reduceSum(tf.math.mul(w, w), tf.constant(0));
        Ema ema = Ema.of(
                graph,
                variables,
                Adam.usual(0.1).step(graph, "adam", variables, Gradients.of(graph, loss, variables)),
                0.5);
        Operand<TFloat32> average =
                scope.averaged(ema).weight("value", org.tensorflow.ndarray.Shape.of(1), Initializer.zeros());
        try (ModelSession session = graph.open()) {
            double expected = 2;
            for (int n = 0; n < 20; n++) {
                session.call().target(ema.update()).run();
                double weight = session.read(variables.get(0))[0];
                double decay = Math.min(0.5, (1.0 + n) / (10.0 + n));
                expected = decay * expected + (1 - decay) * weight;
                assertThat((double) session.call().floats(average)[0]).isCloseTo(expected, Offset.offset(1e-5));
            }
        }
    }

    @Test
    void a_row_of_noise_depends_on_its_index_and_not_on_the_count() {
        try (Regression model = new Regression(1)) {
            float[] few = model.session.normal(5, "prior", 7, 3);
            float[] many = model.session.normal(5, "prior", 40_000, 3);
            assertThat(java.util.Arrays.copyOf(many, few.length)).isEqualTo(few);
            assertThat(model.session.normal(5, "other", 7, 3)).isNotEqualTo(few);
            double mean = 0;
            double square = 0;
            for (float value : many) {
                mean += value / many.length;
                square += (double) value * value / many.length;
            }
            assertThat(mean).isCloseTo(0, Offset.offset(0.02));
            assertThat(square).isCloseTo(1, Offset.offset(0.02));
        }
    }

    @Test
    void a_loss_that_misses_a_variable_is_named() {
        ModelGraph graph = new ModelGraph(ModelContext.cpu(), 1);
        var x = graph.input("x", -1, 3);
        Operand<TFloat32> a = Dense.glorot(1).apply(graph.scope("a"), x);
        Dense.glorot(1).apply(graph.scope("b"), x);
        Operand<TFloat32> loss = graph.tf().math.mean(a, graph.tf().constant(new int[] {0, 1}));
        assertThatThrownBy(() -> Gradients.of(graph, loss, graph.trainable("b")))
                .hasMessageContaining("b/weights");
        Operand<TFloat32> stopped =
                graph.tf().math.mean(graph.tf().stopGradient(a), graph.tf().constant(new int[] {0, 1}));
        assertThatThrownBy(() -> Gradients.of(graph, stopped, graph.trainable("a")))
                .hasMessageContaining("a/weights");
        graph.open().close();
    }

    @Test
    void clipping_keeps_the_direction_and_bounds_the_norm() {
        ModelGraph graph = new ModelGraph(ModelContext.cpu(), 1);
        var tf = graph.tf();
        List<Operand<TFloat32>> gradients = List.of(tf.constant(new float[] {3, 0}), tf.constant(new float[][] {{4}}));
        List<Operand<TFloat32>> clipped = Gradients.clipByGlobalNorm(tf, gradients, 1f);
        List<Operand<TFloat32>> untouched = Gradients.clipByGlobalNorm(tf, gradients, 10f);
        try (ModelSession session = graph.open()) {
            assertThat(session.call().floats(clipped.get(0)))
                    .containsExactly(new float[] {0.6f, 0}, Offset.offset(1e-6f));
            assertThat(session.call().floats(clipped.get(1))).containsExactly(new float[] {0.8f}, Offset.offset(1e-6f));
            assertThat(session.call().floats(untouched.get(0))).containsExactly(3f, 0f);
        }
    }

    @Test
    void a_wanted_gpu_that_is_not_there_is_said_plainly() {
        org.junit.jupiter.api.Assumptions.assumeFalse(Files.exists(Path.of("/dev/nvidia0")), "this machine has a GPU");
        assertThatThrownBy(() -> Placement.require(ModelContext.Device.GPU))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a GPU");
    }

    @Test
    void operations_are_pinned_to_the_device_of_the_context() {
        ModelGraph cpu = new ModelGraph(ModelContext.cpu(), 1);
        ModelGraph gpu = new ModelGraph(new ModelContext(ModelContext.Device.GPU, 0), 1);
        assertThat(devicesOf(cpu)).allMatch(device -> device.contains("CPU:0"));
        assertThat(devicesOf(gpu)).anyMatch(device -> device.contains("GPU:0"));
        cpu.open().close();
        gpu.graph().close();
    }

    private static List<String> devicesOf(ModelGraph graph) {
        Dense.glorot(2).apply(graph.scope("net"), graph.input("x", -1, 2));
        return graph.graph().toGraphDef().getNodeList().stream()
                .map(node -> node.getDevice())
                .filter(device -> !device.isEmpty())
                .toList();
    }
}

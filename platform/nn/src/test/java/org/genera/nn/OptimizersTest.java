package org.genera.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.genera.spi.Batch;
import org.genera.spi.Batches;
import org.genera.spi.Metric;
import org.genera.spi.ModelContext;
import org.genera.spi.Reads;
import org.genera.spi.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class OptimizersTest {
    private static final double[] CURVATURES = {1, 10};
    private static final float[] FIRST = {2, -1};
    private static final int STEPS = 7;

    /** The next weight of one number, from its gradient, in plain arithmetic. */
    private interface Rule {
        double next(double weight, double gradient, int step);
    }

    /** ½ Σ a w², whose gradient is a w. */
    private static final class Bowl implements AutoCloseable {
        final ModelGraph graph = new ModelGraph(ModelContext.cpu(), 1);
        final Ops tf = graph.tf();
        final Operand<TFloat32> weights =
                graph.scope("bowl").weight("w", Shape.of(2), (ops, shape, seed) -> ops.constant(FIRST));
        final Operand<TFloat32> loss = tf.math.mul(
                tf.reduceSum(
                        tf.math.mul(tf.constant(new float[] {1, 10}), tf.math.mul(weights, weights)), tf.constant(0)),
                tf.constant(0.5f));
        final Training training = new Training(graph);

        @org.jspecify.annotations.Nullable
        ModelSession session;

        void train(int steps) {
            training.reported();
            session = graph.open();
            for (int step = 1; step <= steps; step++) {
                training.take(new StepWithoutData(step), batch -> session.call());
            }
        }

        float[] weights() {
            return session.read(graph.trainable("bowl").get(0));
        }

        @Override
        public void close() {
            session.close();
        }
    }

    private record StepWithoutData(long step) implements Batches {
        @Override
        public Batch next() {
            return new Batch(1, new float[1], new int[0]);
        }

        @Override
        public Batch all() {
            return next();
        }

        @Override
        public Stage stage() {
            return Stage.whole(Reads.MINIBATCH);
        }

        @Override
        public OptionalDouble progress() {
            return OptionalDouble.empty();
        }
    }

    private static Rule adam(double rate, double decay) {
        double[] moments = new double[2];
        return (w, g, t) -> {
            moments[0] = 0.9 * moments[0] + 0.1 * g;
            moments[1] = 0.999 * moments[1] + 0.001 * g * g;
            double step = moments[0] / (1 - Math.pow(0.9, t)) / Math.sqrt(moments[1] / (1 - Math.pow(0.999, t)));
            return w - rate * (step + decay * w);
        };
    }

    static Stream<Arguments> optimizers() {
        LearningRate tenth = LearningRate.constant(0.1);
        return Stream.of(
                Arguments.of("Adam", Adam.usual(0.1), adam(0.1, 0), adam(0.1, 0)),
                Arguments.of("AdamW", new AdamW(Adam.usual(0.1), 0.3f), adam(0.1, 0.3), adam(0.1, 0.3)),
                Arguments.of("RMSProp", RmsProp.usual(0.1), rmsProp(), rmsProp()),
                Arguments.of("gradient descent", new Sgd(tenth, 0), (Rule) (w, g, t) -> w - 0.1 * g, (Rule)
                        (w, g, t) -> w - 0.1 * g),
                Arguments.of("momentum", new Sgd(tenth, 0.5f), momentum(), momentum()));
    }

    private static Rule rmsProp() {
        double[] mean = new double[1];
        return (w, g, t) -> {
            mean[0] = 0.9 * mean[0] + 0.1 * g * g;
            return w - 0.1 * g / Math.sqrt(mean[0] + 1e-7);
        };
    }

    private static Rule momentum() {
        double[] velocity = new double[1];
        return (w, g, t) -> {
            velocity[0] = 0.5 * velocity[0] + g;
            return w - 0.1 * velocity[0];
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("optimizers")
    void steps_are_those_of_the_formula(String name, Optimizer optimizer, Rule first, Rule second) {
        double[] expected = {FIRST[0], FIRST[1]};
        for (int step = 1; step <= STEPS; step++) {
            expected[0] = first.next(expected[0], CURVATURES[0] * expected[0], step);
            expected[1] = second.next(expected[1], CURVATURES[1] * expected[1], step);
        }
        try (Bowl bowl = new Bowl()) {
            bowl.training.minimise("bowl", bowl.loss, optimizer);
            bowl.training.report(new Metric("loss", "Loss", "", Metric.Direction.LOWER), bowl.loss);
            bowl.train(STEPS);
            for (int i = 0; i < 2; i++) {
                assertThat((double) bowl.weights()[i]).isCloseTo(expected[i], within(1e-5));
            }
        }
    }

    @Test
    void clipped_gradients_keep_their_direction_and_lose_their_length() {
        try (Bowl bowl = new Bowl()) {
            // The gradient is (2, −10), of length √104.
            bowl.training.minimise("bowl", bowl.loss, new Sgd(LearningRate.constant(1), 0).clippedTo(0.5));
            bowl.training.report(new Metric("loss", "Loss", "", Metric.Direction.LOWER), bowl.loss);
            bowl.train(1);
            assertThat((double) bowl.weights()[0]).isCloseTo(2 - 0.5 * 2 / Math.sqrt(104), within(1e-6));
            assertThat((double) bowl.weights()[1]).isCloseTo(-1 + 0.5 * 10 / Math.sqrt(104), within(1e-6));
        }
    }

    @Test
    void learning_rates_follow_their_schedules() {
        ModelGraph graph = new ModelGraph(ModelContext.cpu(), 1);
        Map<Operand<TFloat32>, double[]> expected = Map.of(
                LearningRate.constant(0.2).warmedUp(4).in(graph), new double[] {0.05, 0.1, 0.2, 0.2},
                LearningRate.constant(0.2).halvedEvery(2).in(graph),
                        new double[] {0.2 * Math.sqrt(0.5), 0.1, 0.05, 0.0125},
                LearningRate.constant(0.2).cosineOver(8).in(graph),
                        new double[] {0.1 * (1 + Math.cos(Math.PI / 8)), 0.1 * (1 + Math.cos(Math.PI / 4)), 0.1, 0});
        long[] steps = {1, 2, 4, 8};
        try (ModelSession session = graph.open()) {
            expected.forEach((rate, values) -> {
                for (int i = 0; i < steps.length; i++) {
                    float found = session.call().feed(graph.step(), steps[i]).floats(rate)[0];
                    assertThat((double) found).isCloseTo(values[i], within(1e-7));
                }
            });
        }
    }

    @Test
    void a_move_that_is_made_in_every_third_step_waits_for_it_and_reports_are_of_the_weights_before_it() {
        try (Bowl bowl = new Bowl()) {
            bowl.training.minimise("bowl", bowl.loss, new Sgd(LearningRate.constant(0.1), 0), "slow", 3);
            bowl.training.report(new Metric("loss", "Loss", "", Metric.Direction.LOWER), bowl.loss);
            bowl.train(0);
            List<Double> losses = Stream.of(1, 2, 3, 4)
                    .map(step -> bowl.training
                            .take(new StepWithoutData(step), batch -> bowl.session.call())
                            .metrics()
                            .get("loss"))
                    .toList();
            assertThat(losses.subList(0, 3)).containsOnly(7.0);
            assertThat(losses.get(3)).isLessThan(7);
        }
    }
}

package org.genera.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.genera.spi.Batch;
import org.genera.spi.Batches;
import org.genera.spi.Metric;
import org.genera.spi.ModelContext;
import org.genera.spi.Reads;
import org.genera.spi.Stage;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** What a step does with the minibatches it reads: −Σ x as the loss of a weight of 0, moved by 1, counts what it has seen. */
class StepsTest {
    private static final Metric SEEN = new Metric("seen", "Seen", "", Metric.Direction.NEITHER);
    private static final Stage FIRST = new Stage("first", "First", Reads.MINIBATCH, 0.5, true, List.of(SEEN));
    private static final Stage SECOND = new Stage("second", "Second", Reads.MINIBATCH, 0.5, true, List.of(SEEN));

    /** Minibatch n is the number n. */
    private static final class Numbers implements Batches {
        private final Stage stage;
        private long step;
        private int read;

        Numbers(Stage stage) {
            this.stage = stage;
        }

        Numbers at(long number) {
            step = number;
            return this;
        }

        @Override
        public Batch next() {
            return new Batch(1, new float[] {++read}, new int[0]);
        }

        @Override
        public Batch all() {
            return new Batch(1, new float[] {100}, new int[0]);
        }

        @Override
        public long step() {
            return step;
        }

        @Override
        public Stage stage() {
            return stage;
        }

        @Override
        public OptionalDouble progress() {
            return OptionalDouble.of(0.5);
        }
    }

    /** Two weights, each moved by what its examples are. */
    private static final class Players {
        final ModelGraph graph = new ModelGraph(ModelContext.cpu(), 1);
        final Ops tf = graph.tf();
        final Placeholder<TFloat32> x = graph.input("x", -1, 1);
        final Operand<TFloat32> critic = weight("critic");
        final Operand<TFloat32> generator = weight("generator");
        final Training training = new Training(graph);

        private Operand<TFloat32> weight(String name) {
            return graph.scope(name).weight("w", Shape.of(1), (ops, shape, seed) -> ops.constant(new float[] {0}));
        }

        Training.Move move(String scope, Operand<TFloat32> weight, Operand<TFloat32> by, LearningRate rate) {
            Operand<TFloat32> loss = tf.reduceSum(tf.math.neg(tf.math.mul(weight, by)), tf.constant(new int[] {0, 1}));
            return training.minimise(scope, loss, new Sgd(rate, 0), scope, 1);
        }

        Operand<TFloat32> sum(Operand<TFloat32> of) {
            return tf.reduceSum(of, tf.constant(new int[] {0}));
        }

        ModelSession open() {
            training.finish();
            return graph.open();
        }

        void take(ModelSession session, Batches batches) {
            training.take(batches, batch -> session.call().feed(x, batch.values(), 1, 1));
        }

        double of(ModelSession session, String scope) {
            return session.read(graph.trainable(scope).get(0))[0];
        }
    }

    @Test
    void a_repeated_move_sees_a_fresh_minibatch_each_time_and_the_others_see_the_last() {
        Players players = new Players();
        LearningRate one = LearningRate.constant(1);
        players.training.repeat(players.move("critic", players.critic, players.x, one), 3);
        players.move("generator", players.generator, players.x, one);
        players.training.report(SEEN, players.sum(players.critic));
        try (ModelSession session = players.open()) {
            Numbers numbers = new Numbers(FIRST);
            players.take(session, numbers.at(1));
            assertThat(players.of(session, "critic")).isEqualTo(1 + 2 + 3);
            assertThat(players.of(session, "generator")).isEqualTo(3);
            players.take(session, numbers.at(2));
            assertThat(players.of(session, "critic")).isEqualTo(1 + 2 + 3 + 4 + 5 + 6);
            assertThat(players.of(session, "generator")).isEqualTo(3 + 6);
        }
    }

    @Test
    void each_time_draws_noise_of_its_own_and_the_last_draws_that_of_the_step() {
        Players players = new Players();
        Operand<TFloat32> noise = players.graph.trainingNormal("noise", players.tf.constant(new int[] {1, 1}));
        players.training.repeat(players.move("critic", players.critic, noise, LearningRate.constant(1)), 2);
        players.training.report(SEEN, players.sum(players.critic));
        try (ModelSession session = players.open()) {
            List<Double> drawn = new ArrayList<>();
            Numbers numbers = new Numbers(FIRST);
            double before = 0;
            for (long step = 1; step <= 3; step++) {
                players.take(session, numbers.at(step));
                double now = players.of(session, "critic");
                double own = session.call().feed(players.graph.step(), step).floats(noise)[0];
                drawn.add(own);
                drawn.add(Math.rint((now - before - own) * 1e5) / 1e5);
                before = now;
            }
            assertThat(drawn).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_move_and_a_report_belong_to_a_stage() {
        Players players = new Players();
        LearningRate one = LearningRate.constant(1);
        players.training.during(FIRST, players.move("critic", players.critic, players.x, one));
        players.training.during(SECOND, players.move("generator", players.generator, players.x, one));
        players.training.report(FIRST, SEEN, players.sum(players.critic));
        players.training.report(SECOND, SEEN, players.sum(players.generator));
        try (ModelSession session = players.open()) {
            players.take(session, new Numbers(FIRST).at(1));
            assertThat(players.of(session, "critic")).isEqualTo(1);
            assertThat(players.of(session, "generator")).isZero();
            players.take(session, new Numbers(SECOND).at(2));
            assertThat(players.of(session, "critic")).isEqualTo(1);
            assertThat(players.of(session, "generator")).isEqualTo(1);
        }
    }

    @Test
    void a_rate_follows_the_stage_where_it_is_known_how_much_of_it_is_left() {
        Players players = new Players();
        LearningRate falling = LearningRate.constant(1).cosineOverStage();
        players.move("critic", players.critic, players.x, falling);
        Operand<TFloat32> rate = falling.in(players.graph);
        players.training.report(SEEN, players.sum(players.critic));
        try (ModelSession session = players.open()) {
            players.take(session, new Numbers(FIRST).at(1));
            assertThat(players.of(session, "critic")).isCloseTo(0.5, within(1e-6));
            assertThat(session.call().floats(rate)[0]).isEqualTo(1f);
        }
    }

    @Test
    void a_move_that_is_made_less_than_once_or_is_not_of_the_training_is_refused() {
        Players players = new Players();
        Training.Move move = players.move("critic", players.critic, players.x, LearningRate.constant(1));
        assertThatThrownBy(() -> players.training.repeat(move, 0))
                .hasMessageContaining("once in a step or more, got 0");
        players.training.repeat(move, 2);
        assertThatThrownBy(() -> players.training.repeat(move, 3)).hasMessageContaining("as it was last returned");
    }
}

package org.genera.plugins.gan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.genera.nn.Adam;
import org.genera.nn.Call;
import org.genera.nn.DataRange;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.nn.Training;
import org.genera.nn.Variable;
import org.genera.spi.ModelContext;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

class GameTest {

    /** A small game on two-dimensional data. */
    private static final class Table implements AutoCloseable {
        final ModelGraph graph;
        final Placeholder<TFloat32> data;
        final Game game;
        final Operand<TFloat32> report;
        final ModelSession session;

        Table(AdversarialLoss loss, double dropout) {
            this(loss, dropout, DataRange.REAL);
        }

        Table(AdversarialLoss loss, double dropout, DataRange space) {
            graph = new ModelGraph(ModelContext.cpu(), 5);
            GanSettings settings =
                    new GanSettings(3, List.of(16, 16), List.of(16, 16), Adam.withBeta1(1e-2, 0.5), 1, dropout);
            data = graph.input("x", -1, 2);
            Training training = new Training(graph);
            game = new Game(graph, training, data, loss, settings, space);
            report = training.reported();
            session = graph.open();
        }

        float[] move(Training.Move move, long step, float[] examples) {
            try (Call.Fetched fetched = session.call()
                    .feed(data, examples, examples.length / 2, 2)
                    .feed(graph.step(), step)
                    .target(move.step())
                    .fetch(report)) {
                return fetched.floats(0);
            }
        }

        float[] look(Operand<TFloat32> operand, long step) {
            return session.call()
                    .feed(data, cloud(1, 1, 32), 32, 2)
                    .feed(graph.step(), step)
                    .floats(operand);
        }

        /** Every weight of a player. */
        List<float[]> weights(String player) {
            List<float[]> values = new ArrayList<>();
            for (Variable<TFloat32> variable : graph.trainable(player)) {
                values.add(session.read(variable));
            }
            return values;
        }

        float[] decode(float[] latents) {
            return session.call()
                    .feed(game.latents(), latents, latents.length / 3, 3)
                    .floats(game.decoded());
        }

        @Override
        public void close() {
            session.close();
        }
    }

    private static float[] cloud(double x, double y, int count) {
        Random random = new Random(11);
        float[] values = new float[2 * count];
        for (int i = 0; i < count; i++) {
            values[2 * i] = (float) (x + 0.1 * random.nextGaussian());
            values[2 * i + 1] = (float) (y + 0.1 * random.nextGaussian());
        }
        return values;
    }

    private static void assertSameBits(List<float[]> found, List<float[]> expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i)).isEqualTo(expected.get(i));
        }
    }

    private static boolean differsEverywhere(List<float[]> some, List<float[]> others) {
        for (int i = 0; i < some.size(); i++) {
            if (Arrays.equals(some.get(i), others.get(i))) {
                return false;
            }
        }
        return true;
    }

    @Test
    void the_discriminators_step_leaves_the_generators_variables_bit_identical() {
        try (Table table = new Table(new NonSaturatingLoss(), 0)) {
            List<float[]> generator = table.weights(Game.GENERATOR);
            List<float[]> discriminator = table.weights(Game.DISCRIMINATOR);
            for (int step = 1; step <= 20; step++) {
                table.move(table.game.discriminatorMove(), step, cloud(1, 1, 32));
            }
            assertSameBits(table.weights(Game.GENERATOR), generator);
            assertThat(differsEverywhere(table.weights(Game.DISCRIMINATOR), discriminator))
                    .isTrue();
        }
    }

    @Test
    void the_generators_step_leaves_the_discriminators_variables_bit_identical() {
        // One table plays a whole round, its twin only the discriminator's half: where the generator's half left the
        // discriminator alone, both discriminators are the same.
        try (Table both = new Table(new NonSaturatingLoss(), 0.3);
                Table half = new Table(new NonSaturatingLoss(), 0.3)) {
            List<float[]> generator = both.weights(Game.GENERATOR);
            assertSameBits(half.weights(Game.GENERATOR), generator);
            both.move(both.game.generatorMove(), 1, cloud(1, 1, 32));
            half.move(half.game.discriminatorMove(), 1, cloud(1, 1, 32));
            assertSameBits(both.weights(Game.DISCRIMINATOR), half.weights(Game.DISCRIMINATOR));
            assertSameBits(half.weights(Game.GENERATOR), generator);
            assertThat(differsEverywhere(both.weights(Game.GENERATOR), generator))
                    .isTrue();
        }
    }

    @Test
    void the_generator_plays_against_the_discriminator_as_it_is_after_its_step() {
        // Two rounds that differ in the real data alone. The generator never sees data, and both discriminators began
        // the same: a generator that has moved differently has met the moved discriminator.
        try (Table one = new Table(new NonSaturatingLoss(), 0);
                Table other = new Table(new NonSaturatingLoss(), 0)) {
            one.move(one.game.generatorMove(), 1, cloud(1, 1, 32));
            other.move(other.game.generatorMove(), 1, cloud(-1, -1, 32));
            assertThat(differsEverywhere(one.weights(Game.GENERATOR), other.weights(Game.GENERATOR)))
                    .isTrue();
        }
    }

    @Test
    void the_report_is_of_the_players_before_their_moves() {
        try (Table table = new Table(new NonSaturatingLoss(), 0)) {
            float[] still = table.look(table.report, 1);
            assertThat(table.move(table.game.generatorMove(), 1, cloud(1, 1, 32)))
                    .isEqualTo(still);
            assertThat(table.move(table.game.generatorMove(), 1, cloud(1, 1, 32)))
                    .isNotEqualTo(still);
        }
    }

    @Test
    void the_players_draw_different_noise_and_fresh_noise_in_each_step() {
        try (Table table = new Table(new NonSaturatingLoss(), 0)) {
            float[] shown = table.look(table.game.shownToDiscriminator(), 1);
            assertThat(table.look(table.game.shownToDiscriminator(), 1)).isEqualTo(shown);
            assertThat(table.look(table.game.playedByGenerator(), 1)).isNotEqualTo(shown);
            assertThat(table.look(table.game.shownToDiscriminator(), 2)).isNotEqualTo(shown);
        }
    }

    @Test
    void a_discriminator_learns_to_tell_distant_data_from_a_frozen_generator() {
        try (Table table = new Table(new NonSaturatingLoss(), 0)) {
            float[] report = new float[4];
            float first = table.move(table.game.discriminatorMove(), 1, cloud(3, 3, 32))[0];
            for (int step = 2; step <= 150; step++) {
                report = table.move(table.game.discriminatorMove(), step, cloud(3, 3, 32));
            }
            assertThat(report[0]).isLessThan(0.1f * first);
            assertThat(report[2]).isGreaterThan(0.95f);
            assertThat(report[3]).isLessThan(0.05f);
            float[] probabilities = table.session
                    .call()
                    .feed(table.data, new float[] {3, 3, 0, 0}, 2, 2)
                    .floats(table.game.probabilities());
            assertThat(probabilities[0]).isGreaterThan(0.95f);
            assertThat(probabilities[1]).isLessThan(0.05f);
        }
    }

    @Test
    void dropout_silences_units_in_training_only() {
        try (Table table = new Table(new NonSaturatingLoss(), 0.5)) {
            assertThat(table.look(table.report, 1)).isNotEqualTo(table.look(table.report, 2));
            assertThat(table.look(table.game.probabilities(), 1)).isEqualTo(table.look(table.game.probabilities(), 2));
        }
    }

    @Test
    void samples_lie_in_the_range_of_the_data() {
        float[] latents = new float[3 * 200];
        Random random = new Random(2);
        for (int i = 0; i < latents.length; i++) {
            latents[i] = (float) (40 * random.nextGaussian());
        }
        try (Table unit = new Table(new MinimaxLoss(), 0, DataRange.UNIT);
                Table symmetric = new Table(new MinimaxLoss(), 0, DataRange.SYMMETRIC);
                Table real = new Table(new MinimaxLoss(), 0, DataRange.REAL)) {
            float[] sums = real.decode(latents);
            float[] inUnit = unit.decode(latents);
            float[] inSymmetric = symmetric.decode(latents);
            for (int i = 0; i < sums.length; i++) {
                // The same seed gives the same first weights, so the three differ in their last step alone.
                assertThat((double) inSymmetric[i]).isCloseTo(Math.tanh(sums[i]), Offset.offset(1e-5));
                assertThat((double) inUnit[i]).isCloseTo(0.5 + 0.5 * Math.tanh(sums[i]), Offset.offset(1e-5));
                assertThat(inUnit[i]).isBetween(0f, 1f);
            }
        }
    }

    @Test
    void the_discriminator_sees_unit_data_as_the_generator_makes_samples() {
        try (Table unit = new Table(new MinimaxLoss(), 0, DataRange.UNIT);
                Table symmetric = new Table(new MinimaxLoss(), 0, DataRange.SYMMETRIC)) {
            float[] inUnit = {0, 1, 0.25f, 0.5f};
            float[] same = {-1, 1, -0.5f, 0};
            assertThat(unit.session.call().feed(unit.data, inUnit, 2, 2).floats(unit.game.probabilities()))
                    .isEqualTo(symmetric
                            .session
                            .call()
                            .feed(symmetric.data, same, 2, 2)
                            .floats(symmetric.game.probabilities()));
        }
    }
}

package org.genera.plugins.gan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.genera.nn.Activation;
import org.genera.nn.Call;
import org.genera.nn.DenseNetwork;
import org.genera.nn.GradientCheck;
import org.genera.nn.Gradients;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.nn.Scope;
import org.genera.spi.ModelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

class AdversarialLossTest {
    private static final AdversarialLoss MINIMAX = new MinimaxLoss();
    private static final AdversarialLoss NON_SATURATING = new NonSaturatingLoss();

    /** Both players' losses and the generator's slope in each logit. */
    private record Measured(double discriminator, double generator, float[] slopes) {}

    private static Measured measure(AdversarialLoss loss, float[] realLogits, float[] fakeLogits) {
        ModelGraph graph = new ModelGraph(ModelContext.cpu(), 1);
        Placeholder<TFloat32> real = graph.input("real", -1, 1);
        Placeholder<TFloat32> fake = graph.input("fake", -1, 1);
        Operand<TFloat32> discriminator = loss.discriminator(graph.tf(), real, fake);
        Operand<TFloat32> generator = loss.generator(graph.tf(), fake);
        Operand<TFloat32> slope = Gradients.of(graph, generator, fake);
        try (ModelSession session = graph.open();
                Call.Fetched fetched = session.call()
                        .feed(real, realLogits, realLogits.length, 1)
                        .feed(fake, fakeLogits, fakeLogits.length, 1)
                        .fetch(discriminator, generator, slope)) {
            float[] slopes = fetched.floats(2);
            for (int i = 0; i < slopes.length; i++) {
                slopes[i] *= slopes.length; // The loss is a mean.
            }
            return new Measured(fetched.scalar(0), fetched.scalar(1), slopes);
        }
    }

    private static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    static List<AdversarialLoss> losses() {
        return List.of(MINIMAX, NON_SATURATING);
    }

    /** −V(D, G) in double, for logits of data and of samples. */
    private static double minusValueOfTheGame(AdversarialLoss loss, double[] realLogits, double[] fakeLogits) {
        ModelGraph graph = new ModelGraph(ModelContext.cpu(), 1);
        Placeholder<TFloat64> real = graph.tf().placeholder(TFloat64.class);
        Placeholder<TFloat64> fake = graph.tf().placeholder(TFloat64.class);
        Operand<TFloat64> discriminator = loss.discriminator(graph.tf(), real, fake);
        try (ModelSession session = graph.open()) {
            return session.call()
                    .feed(real, realLogits, realLogits.length, 1)
                    .feed(fake, fakeLogits, fakeLogits.length, 1)
                    .doubles(discriminator)[0];
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void where_the_discriminator_can_only_guess_the_value_of_the_game_is_minus_log_4(AdversarialLoss loss) {
        assertThat(minusValueOfTheGame(loss, new double[5], new double[7]))
                .isCloseTo(Math.log(4), Offset.offset(1e-12));
    }

    /** Data and samples on two points, three to one and one to three: D* = p/(p + q) has the logits ± log 3. */
    @ParameterizedTest
    @MethodSource("losses")
    void the_best_discriminator_earns_twice_the_jensen_shannon_divergence_and_any_other_less(AdversarialLoss loss) {
        double divergence = 0.75 * Math.log(0.75 / 0.5) + 0.25 * Math.log(0.25 / 0.5);
        double best = minusValueOfTheGame(loss, onTwoPoints(3, 1, Math.log(3)), onTwoPoints(1, 3, Math.log(3)));
        assertThat(best).isCloseTo(Math.log(4) - 2 * divergence, Offset.offset(1e-12));
        for (double logit : new double[] {-1, 0, 1, 1.09, 1.11, 3}) {
            assertThat(minusValueOfTheGame(loss, onTwoPoints(3, 1, logit), onTwoPoints(1, 3, logit)))
                    .isGreaterThan(best);
        }
    }

    /** The logit at the first point so many times, its negative at the second so many times. */
    private static double[] onTwoPoints(int first, int second, double logit) {
        double[] logits = new double[first + second];
        Arrays.fill(logits, 0, first, logit);
        Arrays.fill(logits, first, logits.length, -logit);
        return logits;
    }

    @Test
    void the_losses_are_those_of_the_paper() {
        float[] real = {-1.5f, 0.25f, 3f};
        float[] fake = {-2f, 0.5f};
        double logReal = 0;
        for (float logit : real) {
            logReal += Math.log(sigmoid(logit)) / real.length;
        }
        double logFooled = 0;
        double logCaught = 0;
        for (float logit : fake) {
            logFooled += Math.log(sigmoid(logit)) / fake.length;
            logCaught += Math.log(1 - sigmoid(logit)) / fake.length;
        }
        assertThat(measure(MINIMAX, real, fake).discriminator()).isCloseTo(-(logReal + logCaught), Offset.offset(1e-6));
        assertThat(measure(MINIMAX, real, fake).generator()).isCloseTo(logCaught, Offset.offset(1e-6));
        assertThat(measure(NON_SATURATING, real, fake).generator()).isCloseTo(-logFooled, Offset.offset(1e-6));
    }

    @Test
    void both_generators_want_higher_logits_but_only_minimax_stops_wanting_where_it_is_losing() {
        float[] logits = {-30f, -4f, -0.5f, 0f, 0.5f, 4f, 30f};
        float[] minimax = measure(MINIMAX, new float[1], logits).slopes();
        float[] nonSaturating = measure(NON_SATURATING, new float[1], logits).slopes();
        for (int i = 0; i < logits.length; i++) {
            assertThat((double) minimax[i]).isCloseTo(-sigmoid(logits[i]), Offset.offset(1e-6));
            assertThat((double) nonSaturating[i]).isCloseTo(sigmoid(logits[i]) - 1, Offset.offset(1e-6));
            assertThat(minimax[i]).isNegative();
            assertThat(nonSaturating[i]).isLessThanOrEqualTo(0);
        }
        assertThat(minimax[0]).isGreaterThan(-1e-12f);
        assertThat(nonSaturating[0]).isCloseTo(-1f, Offset.offset(1e-6f));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void extreme_logits_give_finite_losses_that_grow_linearly(AdversarialLoss loss) {
        Measured lost = measure(loss, new float[] {-500f}, new float[] {500f});
        assertThat(lost.discriminator()).isCloseTo(1000, Offset.offset(1e-3));
        assertThat(lost.generator()).isFinite();
        assertThat(measure(loss, new float[] {500f}, new float[] {-500f}).discriminator())
                .isCloseTo(0, Offset.offset(1e-6));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void gradients_of_both_players_equal_finite_differences(AdversarialLoss loss) {
        ModelGraph graph = new ModelGraph(ModelContext.cpu(), 3);
        // Smooth players: a finite difference across the kink of a ReLU would differ.
        DenseNetwork player = new DenseNetwork(List.of(5, 4), Activation.TANH, 1);
        DenseNetwork maker = new DenseNetwork(List.of(4), Activation.TANH, 2);
        Placeholder<TFloat32> x = graph.input("x", -1, 2);
        Placeholder<TFloat32> z = graph.input("z", -1, 3);
        Scope discriminatorScope = graph.scope(Game.DISCRIMINATOR);
        Operand<TFloat32> samples = maker.apply(graph.scope(Game.GENERATOR), z);
        Operand<TFloat32> realLogits = player.apply(discriminatorScope, x);
        Operand<TFloat32> fakeLogits = player.apply(discriminatorScope, samples);
        GradientCheck discriminator = GradientCheck.of(
                graph, loss.discriminator(graph.tf(), realLogits, fakeLogits), graph.trainable(Game.DISCRIMINATOR));
        GradientCheck generator =
                GradientCheck.of(graph, loss.generator(graph.tf(), fakeLogits), graph.trainable(Game.GENERATOR));
        try (ModelSession session = graph.open()) {
            assertThat(discriminator.largestError(session, () -> inputs(session, x, z)))
                    .isLessThan(5e-3);
            assertThat(generator.largestError(session, () -> inputs(session, x, z)))
                    .isLessThan(5e-3);
        }
    }

    private static Call inputs(ModelSession session, Operand<TFloat32> x, Operand<TFloat32> z) {
        return session.call()
                .feed(x, new float[] {1f, -0.5f, 0.3f, 2f}, 2, 2)
                .feed(z, new float[] {0.2f, -1f, 0.7f, 1.1f, 0.4f, -0.6f}, 2, 3);
    }
}

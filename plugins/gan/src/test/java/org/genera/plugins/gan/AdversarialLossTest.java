package org.genera.plugins.gan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.genera.nn.Activation;
import org.genera.nn.Call;
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

class AdversarialLossTest {
    private static final AdversarialLoss MINIMAX = new AdversarialLoss.Minimax();
    private static final AdversarialLoss NON_SATURATING = new AdversarialLoss.NonSaturating();

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

    @ParameterizedTest
    @MethodSource("losses")
    void where_the_discriminator_can_only_guess_the_value_of_the_game_is_minus_log_4(AdversarialLoss loss) {
        Measured optimum = measure(loss, new float[5], new float[7]);
        assertThat(optimum.discriminator()).isCloseTo(Math.log(4), Offset.offset(1e-6));
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
        Operand<TFloat32> samples = maker.apply(graph.scope(Game.GENERATOR), z, DenseNetwork.Regularisation.NONE);
        Operand<TFloat32> realLogits = player.apply(discriminatorScope, x, DenseNetwork.Regularisation.NONE);
        Operand<TFloat32> fakeLogits = player.apply(discriminatorScope, samples, DenseNetwork.Regularisation.NONE);
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

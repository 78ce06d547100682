package org.genera.plugins.gan;

import java.util.List;
import org.genera.nn.Activation;
import org.genera.nn.DenseNetwork;
import org.genera.nn.Gradients;
import org.genera.nn.ModelGraph;
import org.genera.nn.Scope;
import org.genera.nn.Variable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Both players in one graph: what each sees, what each loses and how each moves (Goodfellow et al. 2014, alg. 1). Each
 * player's optimizer has that player's variables and no others.
 */
final class Game {
    static final String GENERATOR = "generator";
    static final String DISCRIMINATOR = "discriminator";

    private final Placeholder<TFloat32> data;
    private final Placeholder<TFloat32> latents;
    private final Operand<TFloat32> shownToDiscriminator;
    private final Operand<TFloat32> playedByGenerator;
    private final Operand<TFloat32> decoded;
    private final Operand<TFloat32> probabilities;
    private final Operand<TFloat32> report;
    private final Op discriminatorStep;
    private final Op round;

    /**
     * @param dimensions of one example
     */
    Game(ModelGraph graph, AdversarialLoss loss, GanSettings settings, PlayerSpace space, int dimensions) {
        Ops tf = graph.tf();
        DenseNetwork generator = new DenseNetwork(settings.generatorHidden(), Activation.RELU, dimensions);
        DenseNetwork discriminator = new DenseNetwork(settings.discriminatorHidden(), Activation.LEAKY_RELU, 1);
        Scope generatorScope = graph.scope(GENERATOR);
        Scope discriminatorScope = graph.scope(DISCRIMINATOR);
        this.data = graph.input("data", -1, dimensions);
        Operand<TInt32> batch = tf.gather(tf.shape(data), tf.constant(0), tf.constant(0));
        Operand<TInt32> latentShape = tf.stack(List.of(batch, tf.constant(settings.latent())));
        Operand<TFloat32> real = space.fromData(tf, data);

        // The discriminator's move. Its samples come from a z of their own, and stay put under its gradient.
        this.shownToDiscriminator = space.fromSums(
                tf,
                generator.apply(
                        generatorScope,
                        graph.trainingNormal("latents/discriminator", latentShape),
                        DenseNetwork.Regularisation.NONE));
        Operand<TFloat32> realLogits = discriminator.apply(
                discriminatorScope, real, new Dropout(graph, settings.dropout(), "dropout/real", batch));
        Operand<TFloat32> fakeLogits = discriminator.apply(
                discriminatorScope,
                tf.stopGradient(shownToDiscriminator),
                new Dropout(graph, settings.dropout(), "dropout/fake", batch));
        Operand<TFloat32> discriminatorLoss = loss.discriminator(tf, realLogits, fakeLogits);
        List<Variable<TFloat32>> discriminatorVariables = graph.trainable(DISCRIMINATOR);
        this.discriminatorStep = settings.adam()
                .step(
                        graph,
                        "adamDiscriminator",
                        discriminatorVariables,
                        Gradients.of(graph, discriminatorLoss, discriminatorVariables));

        // The generator's move, against the discriminator as it is after its own, with a fresh z.
        this.playedByGenerator = space.fromSums(
                tf,
                generator.apply(
                        generatorScope,
                        graph.trainingNormal("latents/generator", latentShape),
                        DenseNetwork.Regularisation.NONE));
        Operand<TFloat32> playedLogits = discriminator.apply(
                discriminatorScope.after(discriminatorStep),
                playedByGenerator,
                new Dropout(graph, settings.dropout(), "dropout/played", batch));
        List<Variable<TFloat32>> generatorVariables = graph.trainable(GENERATOR);
        this.round = settings.adam()
                .step(
                        graph,
                        "adamGenerator",
                        generatorVariables,
                        Gradients.of(graph, loss.generator(tf, playedLogits), generatorVariables));

        // Both losses are reported from the same draw, before either move; one tensor is one fetch.
        this.report = tf.stack(List.of(
                discriminatorLoss,
                loss.generator(tf, fakeLogits),
                meanProbability(tf, realLogits),
                meanProbability(tf, fakeLogits)));

        this.latents = graph.input("latents", -1, settings.latent());
        this.decoded = space.toData(
                tf, space.fromSums(tf, generator.apply(generatorScope, latents, DenseNetwork.Regularisation.NONE)));
        this.probabilities =
                tf.math.sigmoid(discriminator.apply(discriminatorScope, real, DenseNetwork.Regularisation.NONE));
    }

    private static Operand<TFloat32> meanProbability(Ops tf, Operand<TFloat32> logits) {
        return tf.math.mean(tf.math.sigmoid(logits), tf.constant(new int[] {0, 1}));
    }

    /** Examples [B, D] in the range of the data. */
    Placeholder<TFloat32> data() {
        return data;
    }

    /** The samples [B, D] of the discriminator's move, in the players' space. */
    Operand<TFloat32> shownToDiscriminator() {
        return shownToDiscriminator;
    }

    /** The samples [B, D] of the generator's move, in the players' space. */
    Operand<TFloat32> playedByGenerator() {
        return playedByGenerator;
    }

    /** z [B, latent]. */
    Placeholder<TFloat32> latents() {
        return latents;
    }

    /** G(z) [B, D] of {@link #latents} in the range of the data. */
    Operand<TFloat32> decoded() {
        return decoded;
    }

    /** D(x) [B, 1] of {@link #data}, all units awake. */
    Operand<TFloat32> probabilities() {
        return probabilities;
    }

    /** [4]: discriminator loss and generator loss in nats, means of D(x) and D(G(z)); before the moves of this step. */
    Operand<TFloat32> report() {
        return report;
    }

    /** Moves the discriminator alone. */
    Op discriminatorStep() {
        return discriminatorStep;
    }

    /** Moves the discriminator, then the generator. */
    Op round() {
        return round;
    }
}

package org.genera.plugins.gan;

import java.util.List;
import org.genera.nn.Activation;
import org.genera.nn.DataRange;
import org.genera.nn.DenseNetwork;
import org.genera.nn.ModelGraph;
import org.genera.nn.Scope;
import org.genera.nn.Training;
import org.genera.spi.Metric;
import org.genera.spi.Metric.Direction;
import org.tensorflow.Operand;
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

    static final Metric DISCRIMINATOR_LOSS = new Metric(
            "discriminatorLoss", "Discriminator loss (log 4 where it can only guess)", "nats", Direction.NEITHER);
    static final Metric GENERATOR_LOSS = new Metric("generatorLoss", "Generator loss", "nats", Direction.NEITHER);
    static final Metric REAL_SCORE =
            new Metric("realScore", "D(x), mean probability of data to be real", "", Direction.NEITHER);
    static final Metric FAKE_SCORE =
            new Metric("fakeScore", "D(G(z)), mean probability of samples to be real", "", Direction.NEITHER);

    private final Placeholder<TFloat32> latents;
    private final Operand<TFloat32> shownToDiscriminator;
    private final Operand<TFloat32> playedByGenerator;
    private final Operand<TFloat32> decoded;
    private final Operand<TFloat32> probabilities;
    private final Training.Move discriminatorMove;
    private final Training.Move generatorMove;

    /**
     * @param data examples [B, D] in the range of the data
     */
    Game(
            ModelGraph graph,
            Training training,
            Placeholder<TFloat32> data,
            AdversarialLoss loss,
            GanSettings settings,
            DataRange range) {
        Ops tf = graph.tf();
        int dimensions = Math.toIntExact(data.shape().get(1));
        DenseNetwork generator = new DenseNetwork(settings.generatorHidden(), Activation.RELU, dimensions);
        DenseNetwork discriminator = new DenseNetwork(settings.discriminatorHidden(), Activation.LEAKY_RELU, 1);
        Scope generatorScope = graph.scope(GENERATOR);
        Scope discriminatorScope = graph.scope(DISCRIMINATOR);
        Operand<TInt32> batch = tf.gather(tf.shape(data), tf.constant(0), tf.constant(0));
        Operand<TInt32> latentShape = tf.stack(List.of(batch, tf.constant(settings.latent())));
        Operand<TFloat32> real = range.toModel(tf, data);

        // The discriminator's move. Its samples come from a z of their own, and stay put under its gradient.
        this.shownToDiscriminator = range.tanhIntoModel(
                tf, generator.apply(generatorScope, graph.trainingNormal("latents/discriminator", latentShape)));
        Operand<TFloat32> realLogits = discriminator.apply(
                discriminatorScope, real, new Dropout(graph, settings.dropout(), "dropout/real", batch));
        Operand<TFloat32> fakeLogits = discriminator.apply(
                discriminatorScope,
                tf.stopGradient(shownToDiscriminator),
                new Dropout(graph, settings.dropout(), "dropout/fake", batch));
        Operand<TFloat32> discriminatorLoss = loss.discriminator(tf, realLogits, fakeLogits);
        this.discriminatorMove =
                training.minimise(DISCRIMINATOR, discriminatorLoss, settings.adam(), "adamDiscriminator", 1);

        // The generator's move, against the discriminator as it is after its own, with a fresh z.
        this.playedByGenerator = range.tanhIntoModel(
                tf, generator.apply(generatorScope, graph.trainingNormal("latents/generator", latentShape)));
        Operand<TFloat32> playedLogits = discriminator.apply(
                discriminatorScope.after(discriminatorMove.step()),
                playedByGenerator,
                new Dropout(graph, settings.dropout(), "dropout/played", batch));
        this.generatorMove = training.minimise(
                GENERATOR,
                loss.generator(tf, playedLogits),
                settings.adam(),
                "adamGenerator",
                settings.discriminatorSteps());

        // Both losses are reported from the same draw, before either move.
        training.report(DISCRIMINATOR_LOSS, discriminatorLoss);
        training.report(GENERATOR_LOSS, loss.generator(tf, fakeLogits));
        training.report(REAL_SCORE, meanProbability(tf, realLogits));
        training.report(FAKE_SCORE, meanProbability(tf, fakeLogits));

        this.latents = graph.input("latents", -1, settings.latent());
        this.decoded = range.toData(tf, range.tanhIntoModel(tf, generator.apply(generatorScope, latents)));
        this.probabilities = tf.math.sigmoid(discriminator.apply(discriminatorScope, real));
    }

    private static Operand<TFloat32> meanProbability(Ops tf, Operand<TFloat32> logits) {
        return tf.math.mean(tf.math.sigmoid(logits), tf.constant(new int[] {0, 1}));
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

    /** Of the discriminator, in every step. */
    Training.Move discriminatorMove() {
        return discriminatorMove;
    }

    /** Of the generator, behind the discriminator's. */
    Training.Move generatorMove() {
        return generatorMove;
    }
}

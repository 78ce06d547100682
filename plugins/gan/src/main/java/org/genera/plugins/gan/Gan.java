package org.genera.plugins.gan;

import java.util.Arrays;
import java.util.Map;
import org.genera.nn.Call;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.nn.SessionModel;
import org.genera.nn.Variable;
import org.genera.spi.Batch;
import org.genera.spi.Critic;
import org.genera.spi.DataShape;
import org.genera.spi.LatentSpace;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.SamplingCost;
import org.genera.spi.StepReport;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** A generator and a discriminator in training. */
final class Gan implements SessionModel, LatentSpace, Critic, SamplingCost {
    /** Rows of one call outside training: a row's value must not depend on how many others are computed with it. */
    private static final int BLOCK = 128;

    private static final String PRIOR = "prior";

    private final DataShape shape;
    private final GanSettings settings;
    private final ModelGraph graph;
    private final Game game;
    private final ModelSession session;

    Gan(ModelSpec spec, AdversarialLoss loss, ModelContext context) {
        this.shape = spec.data().shape();
        this.settings = GanSettings.of(spec);
        PlayerSpace space = PlayerSpace.of(spec.data().range());
        this.graph = new ModelGraph(context, spec.seed());
        this.game = new Game(graph, loss, settings, space, shape.size());
        this.session = graph.open();
    }

    /** The discriminator moves in each step, the generator in each k-th: every move of either sees fresh data. */
    @Override
    public StepReport trainStep(Batch batch) {
        boolean both = batch.step() % settings.discriminatorSteps() == 0;
        try (Call.Fetched fetched = session.call()
                .feed(game.data(), batch.values(), batch.count(), shape.size())
                .feed(graph.step(), batch.step())
                .target(both ? game.round() : game.discriminatorStep())
                .fetch(game.report())) {
            float[] report = fetched.floats(0);
            return StepReport.of(Map.of(
                    "discriminatorLoss", (double) report[0],
                    "generatorLoss", (double) report[1],
                    "realScore", (double) report[2],
                    "fakeScore", (double) report[3]));
        }
    }

    @Override
    public Samples sample(SampleRequest request) {
        float[] latents = prior(request.count(), request.seed());
        float truncation = (float) request.settings().real("truncation");
        for (int i = 0; i < latents.length; i++) {
            latents[i] *= truncation;
        }
        return decode(latents);
    }

    /** The generator runs once. */
    @Override
    public int networkEvaluations(SampleRequest request) {
        return 1;
    }

    @Override
    public int latentSize() {
        return settings.latent();
    }

    @Override
    public float[] prior(int count, long seed) {
        return session.normal(seed, PRIOR, count, settings.latent());
    }

    @Override
    public Samples decode(float[] latents) {
        float[] values = inBlocks(game.latents(), latents, settings.latent(), game.decoded(), shape.size());
        return new Samples(shape, latents.length / settings.latent(), values);
    }

    @Override
    public double[] criticise(Batch batch) {
        float[] probabilities = inBlocks(game.data(), batch.values(), shape.size(), game.probabilities(), 1);
        double[] scores = new double[batch.count()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = probabilities[i];
        }
        return scores;
    }

    private float[] inBlocks(
            Operand<TFloat32> input, float[] rows, int width, Operand<TFloat32> output, int outputWidth) {
        if (rows.length % width != 0) {
            throw new IllegalArgumentException(
                    "expected rows of " + width + " numbers, got " + rows.length + " numbers");
        }
        int count = rows.length / width;
        float[] results = new float[count * outputWidth];
        for (int first = 0; first < count; first += BLOCK) {
            int here = Math.min(BLOCK, count - first);
            // Copies, and fills the last block with zeros.
            float[] block = Arrays.copyOfRange(rows, first * width, (first + BLOCK) * width);
            float[] computed = session.call().feed(input, block, BLOCK, width).floats(output);
            System.arraycopy(computed, 0, results, first * outputWidth, here * outputWidth);
        }
        return results;
    }

    /** The current value of a variable, for tests. */
    float[] read(Variable<TFloat32> variable) {
        return session.read(variable);
    }

    @Override
    public ModelSession session() {
        return session;
    }
}

package org.genera.plugins.vae;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.genera.nn.Call;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.spi.Batch;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Bound and estimate of log p(x) from several draws of z for each example. The graph gives log-weights in float32; they
 * are averaged in double.
 */
final class MarginalLikelihood {
    /** Numbers in the largest tensor of one call; 4 MiB stays in the cache of most machines. */
    private static final int NUMBERS_PER_CALL = 1 << 20;

    private final Placeholder<TFloat32> x;
    private final Placeholder<TFloat32> noise;
    private final Operand<TFloat32> logProb;
    private final Operand<TFloat32> kl;
    private final Operand<TFloat32> logWeights;
    private final int size;
    private final int latent;

    /**
     * @param x data [B, size]
     * @param posterior q(z|x) [B, latent]
     * @param decoder from z [N, latent] to the decoder's output [N, size]
     */
    MarginalLikelihood(
            ModelGraph graph,
            Placeholder<TFloat32> x,
            Posterior posterior,
            UnaryOperator<Operand<TFloat32>> decoder,
            DecoderLikelihood likelihood,
            int size,
            int latent) {
        Ops tf = graph.tf();
        this.x = x;
        this.size = size;
        this.latent = latent;
        this.noise = tf.withName("importance_noise")
                .placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1, latent)));
        Operand<TFloat32> z = posterior.drawMany(tf, noise);
        Operand<TFloat32> output = decoder.apply(tf.reshape(z, tf.constant(new int[] {-1, latent})));
        Operand<TInt32> draws = tf.gather(tf.shape(noise), tf.constant(1), tf.constant(0));
        // [B K, size] to [B, K, size], so that the data need not be repeated.
        Operand<TFloat32> byExample = tf.ensureShape(
                tf.reshape(output, tf.stack(Arrays.asList(tf.constant(-1), draws, tf.constant(size)))),
                Shape.of(-1, -1, size));
        this.logProb = likelihood.logProb(tf, tf.expandDims(x, tf.constant(1)), byExample);
        this.kl = Axes.sumOverLast(tf, posterior.klToPrior(tf));
        this.logWeights = tf.math.add(logProb, posterior.logPriorOverPosterior(tf, z, noise));
    }

    /**
     * The evidence lower bound of each example: the mean of log p(x|z) over the draws, less the KL in closed form.
     *
     * @param draws of z for each example
     */
    double[] elbo(ModelSession session, Batch batch, long seed, int draws) {
        double[] bounds = new double[batch.count()];
        over(session, batch, seed, draws, (example, logProbs, logWeightsOf, klOf) -> {
            double sum = 0;
            for (double each : logProbs) {
                sum += each;
            }
            bounds[example] = sum / logProbs.length - klOf;
        });
        return bounds;
    }

    /**
     * log 1/k Σ p(x, zᵢ)/q(zᵢ|x) with zᵢ from q(z|x), of each example (Burda et al. 2016, eq. 8).
     *
     * @param draws k
     */
    double[] importanceWeighted(ModelSession session, Batch batch, long seed, int draws) {
        double[] estimates = new double[batch.count()];
        over(
                session,
                batch,
                seed,
                draws,
                (example, logProbs, logWeightsOf, klOf) -> estimates[example] = logMeanExp(logWeightsOf));
        return estimates;
    }

    /** log 1/n Σ exp(values), without overflow. */
    static double logMeanExp(double[] values) {
        double largest = Arrays.stream(values).max().orElseThrow();
        if (Double.isInfinite(largest) || Double.isNaN(largest)) {
            return largest;
        }
        double sum = 0;
        for (double value : values) {
            sum += Math.exp(value - largest);
        }
        return largest + Math.log(sum / values.length);
    }

    /** Receives what was drawn for one example. */
    @FunctionalInterface
    private interface Receiver {
        void accept(int example, double[] logProbs, double[] logWeights, double kl);
    }

    /** Groups examples, or splits the draws of one, so that a call stays small; the noise is a function of seed and group. */
    private void over(ModelSession session, Batch batch, long seed, int draws, Receiver receiver) {
        int rows = Math.max(16, NUMBERS_PER_CALL / size);
        int drawsPerCall = Math.min(draws, rows);
        int group = Math.max(1, rows / drawsPerCall);
        for (int first = 0; first < batch.count(); first += group) {
            int count = Math.min(group, batch.count() - first);
            double[][] logProbs = new double[count][draws];
            double[][] weights = new double[count][draws];
            float[] kls = new float[0];
            for (int from = 0; from < draws; from += drawsPerCall) {
                int now = Math.min(drawsPerCall, draws - from);
                float[] epsilon = session.normal(seed, "posterior/" + first + "/" + from, count * now, latent);
                try (Call.Fetched fetched = session.call()
                        .feed(x, Arrays.copyOfRange(batch.values(), first * size, (first + count) * size), count, size)
                        .feed(noise, epsilon, count, now, latent)
                        .fetch(logProb, logWeights, kl)) {
                    scatter(fetched.floats(0), now, logProbs, from);
                    scatter(fetched.floats(1), now, weights, from);
                    kls = fetched.floats(2);
                }
            }
            for (int i = 0; i < count; i++) {
                receiver.accept(first + i, logProbs[i], weights[i], kls[i]);
            }
        }
    }

    private static void scatter(float[] rows, int width, double[][] into, int column) {
        for (int i = 0; i < into.length; i++) {
            for (int j = 0; j < width; j++) {
                into[i][column + j] = rows[i * width + j];
            }
        }
    }
}

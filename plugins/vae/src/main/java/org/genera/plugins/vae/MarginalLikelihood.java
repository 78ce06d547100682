package org.genera.plugins.vae;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.genera.nn.Call;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.spi.Batch;
import org.genera.spi.Likelihood.LogLikelihoods;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * Bound and estimate of log p(x) from several draws of z for each example. The graph gives log-weights in the precision of
 * the posterior; they are averaged in double.
 */
final class MarginalLikelihood {
    /** Numbers in the largest tensor of one call; 4 MiB stays in the cache of most machines. */
    private static final int NUMBERS_PER_CALL = 1 << 20;

    private final Placeholder<TFloat32> x;
    private final Placeholder<TFloat32> noise;
    private final Operand<TFloat64> logProb;
    private final Operand<TFloat64> kl;
    private final Operand<TFloat64> logWeights;
    private final int size;
    private final int latent;

    /**
     * @param x data [B, size]
     * @param posterior q(z|x) [B, latent]
     * @param decoder from z [N, latent] to the decoder's output [N, size]
     */
    <T extends TNumber> MarginalLikelihood(
            ModelGraph graph,
            Placeholder<TFloat32> x,
            Posterior<T> posterior,
            UnaryOperator<Operand<T>> decoder,
            DecoderLikelihood likelihood,
            int size,
            int latent) {
        Ops tf = graph.tf();
        this.x = x;
        this.size = size;
        this.latent = latent;
        this.noise = tf.withName("importance_noise")
                .placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1, latent)));
        Class<T> type = posterior.mean().type();
        Operand<T> epsilon = tf.dtypes.cast(noise, type);
        Operand<T> z = posterior.drawMany(tf, epsilon);
        Operand<T> output = decoder.apply(tf.reshape(z, tf.constant(new int[] {-1, latent})));
        Operand<TInt32> draws = tf.gather(tf.shape(noise), tf.constant(1), tf.constant(0));
        // [B K, size] to [B, K, size], so that the data need not be repeated.
        Operand<T> byExample = tf.ensureShape(
                tf.reshape(output, tf.stack(Arrays.asList(tf.constant(-1), draws, tf.constant(size)))),
                Shape.of(-1, -1, size));
        Operand<T> data = tf.expandDims(tf.dtypes.cast(x, type), tf.constant(1));
        Operand<T> logProbs = likelihood.logProb(tf, data, byExample);
        this.logProb = tf.dtypes.cast(logProbs, TFloat64.class);
        this.kl = tf.dtypes.cast(AxisReductions.sumOverLast(tf, posterior.klToPrior(tf)), TFloat64.class);
        this.logWeights =
                tf.dtypes.cast(tf.math.add(logProbs, posterior.logPriorOverPosterior(tf, z, epsilon)), TFloat64.class);
    }

    /**
     * The evidence lower bound of each example: the mean of log p(x|z) over the draws, less the KL in closed form. Its
     * standard error is that of the mean; of a single draw nobody knows it.
     *
     * @param draws of z for each example
     */
    LogLikelihoods elbo(ModelSession session, Batch batch, long seed, int draws) {
        double[] bounds = new double[batch.count()];
        double[] errors = new double[draws > 1 ? batch.count() : 0];
        over(session, batch, seed, draws, (example, logProbs, logWeightsOf, klOf) -> {
            double sum = 0;
            for (double each : logProbs) {
                sum += each;
            }
            bounds[example] = sum / logProbs.length - klOf;
            if (draws > 1) {
                errors[example] = standardErrorOfMean(logProbs);
            }
        });
        return new LogLikelihoods(bounds, errors);
    }

    /**
     * log 1/k Σ p(x, zᵢ)/q(zᵢ|x) with zᵢ from q(z|x), of each example (Burda et al. 2016, eq. 8). Its standard error is that
     * of the mean weight over the mean weight, to first order; of a single draw nobody knows it.
     *
     * @param draws k
     */
    LogLikelihoods importanceWeighted(ModelSession session, Batch batch, long seed, int draws) {
        double[] estimates = new double[batch.count()];
        double[] errors = new double[draws > 1 ? batch.count() : 0];
        over(session, batch, seed, draws, (example, logProbs, logWeightsOf, klOf) -> {
            estimates[example] = logMeanExp(logWeightsOf);
            if (draws > 1) {
                double[] overMean = Arrays.stream(logWeightsOf)
                        .map(each -> Math.exp(each - estimates[example]))
                        .toArray();
                errors[example] = standardErrorOfMean(overMean);
            }
        });
        return new LogLikelihoods(estimates, errors);
    }

    /** s/√n; infinite where the values are not finite, so that nothing is known of their mean. */
    static double standardErrorOfMean(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares =
                Arrays.stream(values).map(each -> (each - mean) * (each - mean)).sum();
        double error = Math.sqrt(squares / (values.length - 1) / values.length);
        return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
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
            double[] kls = new double[0];
            for (int from = 0; from < draws; from += drawsPerCall) {
                int now = Math.min(drawsPerCall, draws - from);
                float[] epsilon = session.normal(seed, "posterior/" + first + "/" + from, count * now, latent);
                try (Call.Fetched fetched = session.call()
                        .feed(x, Arrays.copyOfRange(batch.values(), first * size, (first + count) * size), count, size)
                        .feed(noise, epsilon, count, now, latent)
                        .fetch(logProb, logWeights, kl)) {
                    scatter(fetched.doubles(0), now, logProbs, from);
                    scatter(fetched.doubles(1), now, weights, from);
                    kls = fetched.doubles(2);
                }
            }
            for (int i = 0; i < count; i++) {
                receiver.accept(first + i, logProbs[i], weights[i], kls[i]);
            }
        }
    }

    private static void scatter(double[] rows, int width, double[][] into, int column) {
        for (int i = 0; i < into.length; i++) {
            for (int j = 0; j < width; j++) {
                into[i][column + j] = rows[i * width + j];
            }
        }
    }
}

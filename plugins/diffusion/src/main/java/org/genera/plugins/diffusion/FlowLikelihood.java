package org.genera.plugins.diffusion;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.genera.spi.Likelihood.LogLikelihoods;

/**
 * log p(x) along the probability flow (Song et al. 2021b, eq. 39): log p_0 = log p_T + ∫ div dφ with the divergence estimated by e·∇(v·e)
 * for random signs e (Hutchinson 1990, Skilling 1989), which is unbiased. Several e for each example say how sure the mean of theirs is.
 * The density is that at the least noise, which stands for the data.
 *
 * @param tolerance of the error of a step
 * @param probes e for each example, 2 or more
 */
record FlowLikelihood(NoiseProcess process, double tolerance, int probes) {

    FlowLikelihood {
        if (probes < 2) {
            throw new IllegalArgumentException("need 2 probes or more to say how sure they are, got " + probes);
        }
    }

    /** x̂_0 and how it moves with x. */
    @FunctionalInterface
    interface TracedDenoiser {
        /** @param probes e of each number of x */
        Traced at(float[] x, double[] times, float[] probes);
    }

    /**
     * @param x0 x̂_0
     * @param traces e·(∂x̂_0/∂x) e of each example
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Traced(float[] x0, double[] traces) {}

    /**
     * @param x0 examples, flat, in the space that diffuses
     * @param signs −1 and 1, as many as x0 has for each probe, one probe after the other
     */
    LogLikelihoods logLikelihood(float[] x0, int count, TracedDenoiser denoiser, float[] signs) {
        int size = x0.length / count;
        double[][] states = states(x0, count);
        DormandPrince.Field field = (rows, angles, now) -> slopes(denoiser, rows, angles, now, signs, size);
        new DormandPrince(tolerance, size)
                .integrate(
                        field,
                        states,
                        process.angle(process.least()),
                        process.angle(process.end()),
                        (times, now) -> {});
        double[] means = new double[count];
        double[] errors = new double[count];
        for (int i = 0; i < count; i++) {
            int example = i;
            double[] each = IntStream.range(0, probes)
                    .mapToDouble(probe -> logDensity(states[probe * count + example], size))
                    .toArray();
            double mean = Arrays.stream(each).average().orElseThrow();
            double squares =
                    Arrays.stream(each).map(one -> (one - mean) * (one - mean)).sum();
            means[i] = mean;
            errors[i] = Math.sqrt(squares / (probes - 1) / probes);
        }
        return new LogLikelihoods(means, errors);
    }

    /** u of the examples at the least noise, and behind it the integral of the divergence; one probe after the other. */
    private double[][] states(float[] x0, int count) {
        int size = x0.length / count;
        double toAngle = process.signal(process.least()) / process.scale(process.least());
        double[][] states = new double[probes * count][size + 1];
        for (int i = 0; i < states.length; i++) {
            for (int j = 0; j < size; j++) {
                states[i][j] = toAngle * x0[i % count * size + j];
            }
        }
        return states;
    }

    private double[][] slopes(
            TracedDenoiser denoiser, int[] rows, double[] angles, double[][] states, float[] signs, int size) {
        double[] times = Arrays.stream(angles).map(process::timeOfAngle).toArray();
        float[] x = new float[rows.length * size];
        float[] probe = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (process.scale(times[i / size]) * states[i / size][i % size]);
            probe[i] = signs[rows[i / size] * size + i % size];
        }
        Traced traced = denoiser.at(x, times, probe);
        double[][] slopes = new double[rows.length][size + 1];
        for (int i = 0; i < rows.length; i++) {
            double cosine = Math.cos(angles[i]);
            double sine = Math.sin(angles[i]);
            for (int j = 0; j < size; j++) {
                slopes[i][j] = (cosine * states[i][j] - traced.x0()[i * size + j]) / sine;
            }
            slopes[i][size] = (cosine * size - process.scale(times[i]) * traced.traces()[i]) / sine;
        }
        return slopes;
    }

    /** Of an example, from where it has come at the end. */
    private double logDensity(double[] state, int size) {
        double end = process.scale(process.end());
        double deviation = process.priorDeviation();
        double squares = 0;
        for (int j = 0; j < size; j++) {
            double standard = state[j] * end / deviation;
            squares += standard * standard;
        }
        double ofNoise = -0.5 * squares - size * (0.5 * Math.log(2 * Math.PI) + Math.log(deviation));
        double ofScales =
                Math.log(end) - Math.log(process.scale(process.least())) + Math.log(process.signal(process.least()));
        return ofNoise + state[size] + size * ofScales;
    }
}

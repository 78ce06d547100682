package org.genera.plugins.diffusion;

import java.util.stream.IntStream;

/**
 * The Gaussian diffusion process (Ho et al. 2020): q(x_t | x_{t−1}) = N(√(1−β_t) x_{t−1}, β_t I) for t = 1 … T. It knows
 * noise as numbers, not the network that predicts it. Coefficients are double, examples float32.
 *
 * <p>Arrays of examples are flat and of any common length; nothing here depends on their shape. Immutable.
 */
final class GaussianDiffusion implements NoiseProcess {
    private final BetaSchedule schedule;
    /** ᾱ_0 = 1, then Π α_s; between two timesteps log ᾱ is a straight line (Lu et al. 2022, appendix D.4). */
    private final double[] alphaBars;

    GaussianDiffusion(BetaSchedule schedule) {
        this.schedule = schedule;
        this.alphaBars = new double[schedule.timesteps() + 1];
        alphaBars[0] = 1;
        for (int t = 1; t < alphaBars.length; t++) {
            alphaBars[t] = alphaBars[t - 1] * (1 - schedule.beta(t));
        }
    }

    /** T. */
    int timesteps() {
        return schedule.timesteps();
    }

    /** β_t for t from 1 to T. */
    double beta(int timestep) {
        return schedule.beta(timestep);
    }

    /** α_t = 1 − β_t for t from 1 to T. */
    double alpha(int timestep) {
        return 1 - schedule.beta(timestep);
    }

    /** ᾱ_t = Π α_s for t from 0 to T; ᾱ_0 = 1. */
    double alphaBar(int timestep) {
        return alphaBars[timestep];
    }

    private double alphaBar(double time) {
        int before = (int) time;
        double part = time - before;
        return part == 0
                ? alphaBars[before]
                : Math.exp((1 - part) * Math.log(alphaBars[before]) + part * Math.log(alphaBars[before + 1]));
    }

    @Override
    public int steps() {
        return timesteps();
    }

    @Override
    public double end() {
        return timesteps();
    }

    @Override
    public double least() {
        return 1;
    }

    @Override
    public double[] trainingTimes() {
        return IntStream.rangeClosed(1, timesteps()).asDoubleStream().toArray();
    }

    /** √ᾱ_t: what is left of x_0 in x_t. */
    @Override
    public double signal(double time) {
        return Math.sqrt(alphaBar(time));
    }

    /** √(1−ᾱ_t): the standard deviation of the noise in x_t. */
    @Override
    public double noise(double time) {
        return Math.sqrt(variance(time));
    }

    @Override
    public double variance(double time) {
        return 1 - alphaBar(time);
    }

    @Override
    public double addedVariance(double to, double from) {
        return 1 - alphaBar(from) / alphaBar(to);
    }

    /** β̃_t, the variance of q(x_{t−1} | x_t, x_0) (eq. 7); 0 for t = 1. */
    double posteriorVariance(int timestep) {
        return (1 - alphaBars[timestep - 1]) / (1 - alphaBars[timestep]) * beta(timestep);
    }

    /**
     * β̃_t, and for t = 1, where nothing is left to vary, that of t = 2 (Nichol and Dhariwal 2021, sec. 3.1): the least variance that a
     * network may learn.
     */
    double leastVariance(int timestep) {
        return posteriorVariance(Math.max(2, timestep));
    }

    /** The coefficient of x_0 in the mean of q(x_{t−1} | x_t, x_0) (eq. 7). */
    double posteriorMeanOfX0(int timestep) {
        return Math.sqrt(alphaBars[timestep - 1]) * beta(timestep) / (1 - alphaBars[timestep]);
    }

    /** The coefficient of x_t in the mean of q(x_{t−1} | x_t, x_0) (eq. 7). */
    double posteriorMeanOfXt(int timestep) {
        return Math.sqrt(alpha(timestep)) * (1 - alphaBars[timestep - 1]) / (1 - alphaBars[timestep]);
    }

    /** A draw from q(x_t | x_0) with the given standard normal noise (eq. 4). */
    float[] diffuse(float[] x0, int timestep, float[] epsilon) {
        return Numbers.combine(x0, signal(timestep), epsilon, noise(timestep));
    }

    /** The mean of q(x_{t−1} | x_t, x_0) (eq. 7). */
    float[] posteriorMean(float[] x0, float[] xt, int timestep) {
        return Numbers.combine(x0, posteriorMeanOfX0(timestep), xt, posteriorMeanOfXt(timestep));
    }

    /** The mean of p(x_{t−1} | x_t) for predicted noise: (x_t − β_t/√(1−ᾱ_t) ε) / √α_t (eq. 11). */
    float[] reverseMean(float[] xt, int timestep, float[] epsilon) {
        double scale = 1 / Math.sqrt(alpha(timestep));
        return Numbers.combine(xt, scale, epsilon, -scale * beta(timestep) / noise(timestep));
    }
}

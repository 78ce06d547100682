package org.genera.plugins.diffusion;

/**
 * The Gaussian diffusion process (Ho et al. 2020): q(x_t | x_{t−1}) = N(√(1−β_t) x_{t−1}, β_t I) for t = 1 … T. It knows
 * noise as numbers, not the network that predicts it. Coefficients are double, examples float32.
 *
 * <p>Arrays of examples are flat and of any common length; nothing here depends on their shape. Immutable.
 */
final class GaussianDiffusion {
    private final BetaSchedule schedule;
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

    /** √ᾱ_t: what is left of x_0 in x_t. */
    double signal(int timestep) {
        return Math.sqrt(alphaBars[timestep]);
    }

    /** √(1−ᾱ_t): the standard deviation of the noise in x_t. */
    double noise(int timestep) {
        return Math.sqrt(1 - alphaBars[timestep]);
    }

    /** ᾱ_t / (1−ᾱ_t). */
    double signalToNoise(int timestep) {
        return alphaBars[timestep] / (1 - alphaBars[timestep]);
    }

    /** β̃_t, the variance of q(x_{t−1} | x_t, x_0) (eq. 7); 0 for t = 1. */
    double posteriorVariance(int timestep) {
        return (1 - alphaBars[timestep - 1]) / (1 - alphaBars[timestep]) * beta(timestep);
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
        return combine(x0, signal(timestep), epsilon, noise(timestep));
    }

    /** x̂_0 = (x_t − √(1−ᾱ_t) ε) / √ᾱ_t (eq. 15). */
    float[] x0(float[] xt, int timestep, float[] epsilon) {
        return combine(xt, 1 / signal(timestep), epsilon, -noise(timestep) / signal(timestep));
    }

    /** The mean of q(x_{t−1} | x_t, x_0) (eq. 7). */
    float[] posteriorMean(float[] x0, float[] xt, int timestep) {
        return combine(x0, posteriorMeanOfX0(timestep), xt, posteriorMeanOfXt(timestep));
    }

    /** The mean of p(x_{t−1} | x_t) for predicted noise: (x_t − β_t/√(1−ᾱ_t) ε) / √α_t (eq. 11). */
    float[] reverseMean(float[] xt, int timestep, float[] epsilon) {
        double scale = 1 / Math.sqrt(alpha(timestep));
        return combine(xt, scale, epsilon, -scale * beta(timestep) / noise(timestep));
    }

    /** a x + b y, element by element. */
    static float[] combine(float[] x, double a, float[] y, double b) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(
                    "expected arrays of one length, got " + x.length + " and " + y.length + " values");
        }
        float[] sum = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            sum[i] = (float) (a * x[i] + b * y[i]);
        }
        return sum;
    }
}

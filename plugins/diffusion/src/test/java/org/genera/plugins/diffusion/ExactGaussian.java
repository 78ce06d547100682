package org.genera.plugins.diffusion;

import java.util.Random;

/** Data N(m, s²), for which everything is known. */
record ExactGaussian(NoiseProcess process, double mean, double deviation) {

    static GaussianDiffusion usualDiffusion() {
        return new GaussianDiffusion(BetaSchedule.linear(1000, 1e-4, 0.02));
    }

    /** Var(x_t) = a² s² + σ². */
    double variance(double time) {
        double signal = process.signal(time);
        return signal * signal * deviation * deviation + process.variance(time);
    }

    /** E[x_0 | x_t] = m + a s² (x_t − a m) / Var(x_t). */
    Denoiser denoiser() {
        return (rows, x, times) -> {
            float[] x0 = new float[x.length];
            int size = x.length / times.length;
            for (int i = 0; i < x.length; i++) {
                x0[i] = (float) (mean + slope(times[i / size]) * (x[i] - process.signal(times[i / size]) * mean));
            }
            return new Denoiser.Prediction(x0);
        };
    }

    /** ∂E[x_0 | x_t]/∂x_t. */
    double slope(double time) {
        return process.signal(time) * deviation * deviation / variance(time);
    }

    /** E[ε | x_t] = σ (x_t − a m) / Var(x_t). */
    NoisePredictor noisePredictor() {
        return (xt, timesteps) -> {
            float[] epsilon = new float[xt.length];
            for (int i = 0; i < xt.length; i++) {
                int t = timesteps[i / (xt.length / timesteps.length)];
                epsilon[i] = (float) (process.noise(t) / variance(t) * (xt[i] - process.signal(t) * mean));
            }
            return new NoisePredictor.Predicted(epsilon, new float[0]);
        };
    }

    /** Where the probability flow leads from one time to another: a' m + √(Var(x_t')/Var(x_t)) (x_t − a m). */
    double flow(double x, double from, double to) {
        double scale = Math.sqrt(variance(to) / variance(from));
        return process.signal(to) * mean + scale * (x - process.signal(from) * mean);
    }

    double logDensity(double x) {
        double standard = (x - mean) / deviation;
        return -0.5 * (standard * standard + Math.log(2 * Math.PI)) - Math.log(deviation);
    }

    float[] draw(int count, long seed) {
        Random random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (mean + deviation * random.nextGaussian());
        }
        return values;
    }

    Solver.Task task(StepNoise noise, int count) {
        return new Solver.Task(process, denoiser(), noise, count, Solver.Watcher.NOBODY);
    }

    /** The same numbers each time a step is asked for. */
    static StepNoise noise(int count, long seed) {
        return (time, draw) -> normal(count, Double.hashCode(time) + 1_000_003 * seed + 7_919L * draw);
    }

    static float[] normal(int count, long seed) {
        Random random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    static double deviation(float[] values) {
        double mean = mean(values);
        double sum = 0;
        for (float value : values) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / values.length);
    }
}

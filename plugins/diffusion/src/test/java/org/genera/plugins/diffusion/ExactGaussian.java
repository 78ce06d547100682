package org.genera.plugins.diffusion;

import java.util.Random;

/** Data N(m, s²), for which everything is known. */
record ExactGaussian(GaussianDiffusion diffusion, double mean, double deviation) {

    static GaussianDiffusion usualDiffusion() {
        return new GaussianDiffusion(BetaSchedule.linear(1000, 1e-4, 0.02));
    }

    /** Var(x_t) = ᾱ s² + 1 − ᾱ. */
    double variance(int timestep) {
        double alphaBar = diffusion.alphaBar(timestep);
        return alphaBar * deviation * deviation + 1 - alphaBar;
    }

    /** E[ε | x_t] = √(1−ᾱ) (x_t − √ᾱ m) / Var(x_t). */
    Denoiser denoiser() {
        return (xt, timestep) -> {
            float[] epsilon = new float[xt.length];
            for (int i = 0; i < xt.length; i++) {
                epsilon[i] = epsilon(xt[i], timestep);
            }
            return epsilon;
        };
    }

    /** The same at timesteps of the examples' own. */
    Denoiser.OfEach denoiserOfEach() {
        return (xt, timesteps) -> {
            float[] epsilon = new float[xt.length];
            for (int i = 0; i < xt.length; i++) {
                epsilon[i] = epsilon(xt[i], timesteps[i / (xt.length / timesteps.length)]);
            }
            return epsilon;
        };
    }

    private float epsilon(float xt, int timestep) {
        double slope = diffusion.noise(timestep) / variance(timestep);
        return (float) (slope * (xt - diffusion.signal(timestep) * mean));
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

    /** The same numbers each time a step is asked for. */
    static StepNoise noise(int count, long seed) {
        return timestep -> {
            Random random = new Random(1_000_003 * seed + timestep);
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = (float) random.nextGaussian();
            }
            return values;
        };
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

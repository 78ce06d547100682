package org.genera.plugins.diffusion;

import java.util.List;

/**
 * The way of a batch of examples from noise to data.
 *
 * @param diffusion that the denoiser was trained with
 * @param clip whether x̂_0 is kept within [-1, 1]
 */
record Denoising(GaussianDiffusion diffusion, Denoiser denoiser, boolean clip) {

    /** Sees x_t as it passes; the array is not touched afterwards. */
    @FunctionalInterface
    interface Watcher {
        void at(int timestep, float[] xt);
    }

    /**
     * Runs the steps from the noise of x_T and returns x_0.
     *
     * @param watcher sees x_T, every x_t and x_0
     */
    float[] run(List<ReverseStep> steps, StepNoise noise, Watcher watcher) {
        float[] x = noise.at(diffusion.timesteps());
        watcher.at(diffusion.timesteps(), x);
        for (ReverseStep step : steps) {
            float[] x0 = diffusion.x0(x, step.from(), denoiser.epsilon(x, step.from()));
            if (clip) {
                for (int i = 0; i < x0.length; i++) {
                    x0[i] = Math.min(1f, Math.max(-1f, x0[i]));
                }
            }
            x = GaussianDiffusion.combine(x0, step.ofX0(), x, step.ofXt());
            if (step.deviation() > 0) {
                x = GaussianDiffusion.combine(x, 1, noise.at(step.to()), step.deviation());
            }
            watcher.at(step.to(), x);
        }
        return x;
    }
}

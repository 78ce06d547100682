package org.genera.plugins.diffusion;

/** Predicts the noise of examples that are each at a timestep of its own. */
@FunctionalInterface
interface NoisePredictor {

    /**
     * @param xt noisy examples, flat, one after the other
     * @param timesteps t of each of them, from 1 to T
     */
    Predicted at(float[] xt, int[] timesteps);

    /**
     * @param epsilon ε_θ(x_t, t)
     * @param mix as in {@link Denoiser.Prediction}
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Predicted(float[] epsilon, float[] mix) {}
}

package org.genera.plugins.diffusion;

/** Predicts the noise in noisy examples: a trained network, or a formula where the exact one is known. */
@FunctionalInterface
interface Denoiser {

    /**
     * ε_θ(x_t, t).
     *
     * @param xt noisy examples, flat, one after the other
     * @param timestep t of all of them, from 1 to T
     * @return as many numbers
     */
    float[] epsilon(float[] xt, int timestep);

    /** The same where each example is at a timestep of its own. */
    @FunctionalInterface
    interface OfEach {

        /**
         * ε_θ(x_t, t).
         *
         * @param xt noisy examples, flat, one after the other
         * @param timesteps t of each of them, from 1 to T
         * @return as many numbers
         */
        float[] epsilon(float[] xt, int[] timesteps);
    }
}

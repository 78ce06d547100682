package org.genera.plugins.diffusion;

import static org.genera.spi.Hyperparameters.choice;

import java.util.Optional;
import org.genera.spi.Hyperparameter;

/**
 * A way back from noise to data. It knows a process and a denoiser, nothing of networks and of how they were trained.
 */
interface Solver {

    /** Whether x̂_0 is kept within the range of the data. */
    Hyperparameter<String> CLIP = choice("clipDenoised", "auto", "yes", "no")
            .help(
                    "Keeps the predicted x₀ within the range of the data at each step; auto does so for images in a bounded"
                            + " range.");

    /** Sees the examples as they pass; the arrays are not touched afterwards. */
    @FunctionalInterface
    interface Watcher {
        /** None looks. */
        Watcher NOBODY = (time, x, x0) -> {};

        /**
         * @param time of x; 0 of the sample
         * @param x x_t
         * @param x0 what was last predicted; x_T itself before anything was
         */
        void at(double time, float[] x, float[] x0);
    }

    /**
     * What is needed to go the way.
     *
     * @param process that the denoiser was trained with
     * @param count how many examples
     */
    record Task(NoiseProcess process, Denoiser denoiser, StepNoise noise, int count, Watcher watcher) {

        /** x_T: noise of the deviation that sampling starts from. */
        float[] start() {
            float[] noise = noise().at(process.end(), 0);
            double deviation = process.priorDeviation();
            return deviation == 1 ? noise : Numbers.combine(noise, deviation, noise, 0);
        }

        Denoiser.Prediction predict(float[] x, double time) {
            return denoiser.at(x, count, time);
        }
    }

    /** Goes the way from x_T to x_0. */
    default float[] run(Task task) {
        float[] start = task.start();
        task.watcher().at(task.process().end(), start, start);
        return run(task, start);
    }

    /** Goes the way from examples at the end of the process. */
    float[] run(Task task, float[] x);

    /**
     * What the way takes; empty where that depends on the examples.
     *
     * @throws IllegalArgumentException if it does not fit the process; the message is shown to the user
     */
    Optional<Effort> effort(NoiseProcess process);

    /**
     * @param evaluations how often the denoiser is asked
     * @param moments how often a watcher sees the examples
     */
    record Effort(int evaluations, int moments) {}
}

package org.genera.plugins.diffusion;

/** Standard normal noise for the steps of one request; asked twice for the same, it gives the same numbers. */
@FunctionalInterface
interface StepNoise {

    /**
     * @param time of the noisy example that it becomes part of: of the end the start, of others what the step there adds
     * @param draw which one of that time, from 0
     */
    float[] at(double time, int draw);
}

package org.genera.plugins.diffusion;

/** Standard normal noise for the steps of one request; asked twice for the same step, it gives the same numbers. */
@FunctionalInterface
interface StepNoise {

    /** The noise that belongs to x_t, for t from 1 to T: for T the start, below it what the step to x_t adds. */
    float[] at(int timestep);
}

package org.genera.plugins.diffusion;

/**
 * One step back in time: x_to = a x̂_0 + b x_from + σ z with z ~ N(0, I). Every sampler on a noise-predicting network is a
 * list of such steps.
 *
 * @param from timestep before the step
 * @param to timestep after it, 0 for the last
 * @param ofX0 a
 * @param ofXt b
 * @param deviation σ, 0 for a deterministic step
 */
record ReverseStep(int from, int to, double ofX0, double ofXt, double deviation) {}

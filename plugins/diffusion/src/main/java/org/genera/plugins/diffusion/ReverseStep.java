package org.genera.plugins.diffusion;

/**
 * One step back in time: x_to = a x̂_0 + b x_from + σ z with z ~ N(0, I).
 *
 * @param from time before the step
 * @param to time after it, 0 for the last
 * @param ofX0 a
 * @param ofXt b
 * @param deviation σ, 0 for a deterministic step
 * @param most the largest σ, where the network says how much of the way it goes there from σ, in logarithms; σ itself where it does not
 */
record ReverseStep(double from, double to, double ofX0, double ofXt, double deviation, double most) {

    /** With a deviation that is known. */
    ReverseStep(double from, double to, double ofX0, double ofXt, double deviation) {
        this(from, to, ofX0, ofXt, deviation, deviation);
    }

    float[] apply(Denoiser.Prediction predicted, float[] x, StepNoise noise, int draw) {
        float[] mean = Numbers.combine(predicted.x0(), ofX0, x, ofXt);
        if (!(most > 0)) {
            return mean;
        }
        float[] z = noise.at(to, draw);
        if (most == deviation) {
            return Numbers.combine(mean, 1, z, deviation);
        }
        double logRatio = Math.log(most / deviation);
        for (int i = 0; i < mean.length; i++) {
            mean[i] += (float) (deviation * Math.exp(logRatio * predicted.mix()[i]) * z[i]);
        }
        return mean;
    }
}

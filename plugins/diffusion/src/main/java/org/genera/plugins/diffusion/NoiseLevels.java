package org.genera.plugins.diffusion;

import java.util.stream.IntStream;

/**
 * The L levels of noise of NCSN, x_n = x_0 + σ_n ε with geometric σ (Song and Ermon 2019, sec. 3.2), numbered from the least, 1, to
 * the most, L.
 */
final class NoiseLevels implements NoiseProcess {
    private final GeometricNoise sigmas;
    private final int levels;

    NoiseLevels(GeometricNoise sigmas, int levels) {
        if (levels < 2) {
            throw new IllegalArgumentException("need 2 levels of noise or more, got " + levels + "; the paper has 10");
        }
        this.sigmas = sigmas;
        this.levels = levels;
    }

    @Override
    public double end() {
        return levels;
    }

    @Override
    public double least() {
        return 1;
    }

    @Override
    public double signal(double time) {
        return 1;
    }

    @Override
    public double noise(double time) {
        return time <= 0 ? 0 : sigmas.at(Math.max(0, time - 1) / (levels - 1));
    }

    @Override
    public double[] trainingTimes() {
        return IntStream.rangeClosed(1, levels).asDoubleStream().toArray();
    }

    /** None that solvers are held to: σ is a curve through its levels, and there may be fewer than a solver visits. */
    @Override
    public int steps() {
        return 0;
    }

    @Override
    public double priorDeviation() {
        return sigmas.most();
    }

    @Override
    public double inputScale(double time) {
        return 1 / scale(time);
    }
}

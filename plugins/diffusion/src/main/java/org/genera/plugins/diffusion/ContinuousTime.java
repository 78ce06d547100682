package org.genera.plugins.diffusion;

/** A process in continuous time, from 0 to 1. */
abstract class ContinuousTime implements NoiseProcess {
    /** Training draws from so many times: far more than a network can tell apart. */
    private static final int TRAINING_TIMES = 8192;

    private final double least;

    /** @param least the least time at which a network is asked */
    ContinuousTime(double least) {
        this.least = least;
    }

    @Override
    public final double end() {
        return 1;
    }

    @Override
    public final double least() {
        return least;
    }

    @Override
    public final int steps() {
        return 0;
    }

    @Override
    public final double[] trainingTimes() {
        return NoiseProcess.middles(least, 1, TRAINING_TIMES);
    }
}

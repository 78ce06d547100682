package org.genera.plugins.mcmc;

import java.nio.DoubleBuffer;

/**
 * Moves a step size until proposals are accepted as often as requested (Hoffman &amp; Gelman 2014, section 3.2.1, with their
 * constants). The size to go on with is the weighted average of what was tried.
 */
final class DualAveraging {
    private static final double GAMMA = 0.05;
    private static final double FIRST_STEPS = 10;
    private static final double KAPPA = 0.75;

    /** A step is never more than this many times larger or smaller than the first one. */
    private static final double MOST_CHANGE = 1e4;

    static final int NUMBERS = 5;

    private final double target;
    private double first;
    private double logStep;
    private double logAverage;
    private double meanError;
    private double count;

    /** @param target the requested mean acceptance probability */
    DualAveraging(double target, double first) {
        this.target = target;
        startFrom(first);
    }

    void startFrom(double step) {
        first = step;
        logStep = Math.log(step);
        logAverage = logStep;
        meanError = 0;
        count = 0;
    }

    /** The step size to try next. */
    double trial() {
        return Math.exp(logStep);
    }

    /** The step size to keep. */
    double settled() {
        return Math.exp(logAverage);
    }

    /** @param acceptance the mean acceptance probability with the step size tried last */
    void observe(double acceptance) {
        count++;
        double weight = 1 / (count + FIRST_STEPS);
        meanError = (1 - weight) * meanError + weight * (target - acceptance);
        double wanted = Math.log(10 * first) - Math.sqrt(count) / GAMMA * meanError;
        double most = Math.log(MOST_CHANGE);
        logStep = Math.min(Math.log(first) + most, Math.max(Math.log(first) - most, wanted));
        double forget = Math.pow(count, -KAPPA);
        logAverage = forget * logStep + (1 - forget) * logAverage;
    }

    void write(DoubleBuffer state) {
        state.put(first).put(logStep).put(logAverage).put(meanError).put(count);
    }

    void read(DoubleBuffer state) {
        first = state.get();
        logStep = state.get();
        logAverage = state.get();
        meanError = state.get();
        count = state.get();
    }
}

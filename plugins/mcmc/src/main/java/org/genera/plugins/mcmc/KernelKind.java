package org.genera.plugins.mcmc;

/** The kinds of transition, and how each one's step size is counted and tuned. */
enum KernelKind {
    METROPOLIS("metropolis", 1, 1, 0.1, 0.35),
    GIBBS("gibbs", 0, 0, 0, 0),
    HAMILTONIAN("hmc", 1, 0.5, 0.05, 0.8),
    LANGEVIN("langevin", 2, 0.2, 1e-3, 0),
    ADJUSTED_LANGEVIN("mala", 2, 0.5, 1e-3, 0.574);

    private final String id;
    private final int power;
    private final double firstStep;
    private final double firstStepOnRun;
    private final double targetAcceptance;

    KernelKind(String id, int power, double firstStep, double firstStepOnRun, double targetAcceptance) {
        this.id = id;
        this.power = power;
        this.firstStep = firstStep;
        this.firstStepOnRun = firstStepOnRun;
        this.targetAcceptance = targetAcceptance;
    }

    String id() {
        return id;
    }

    /** Whether there is a step size at all. */
    boolean steps() {
        return power > 0;
    }

    /** Whether proposals can be refused, so that a step size can be tuned by the acceptance. */
    boolean refuses() {
        return targetAcceptance > 0;
    }

    /** The power of the bandwidth or another length that step sizes are counted in: a length, or the square of one. */
    int power() {
        return power;
    }

    /** In units of the bandwidth to the {@link #power}. */
    double firstStep() {
        return firstStep;
    }

    /** In units of the standard deviation of the data to the {@link #power}, where it is not known how narrow the density is. */
    double firstStepOnRun() {
        return firstStepOnRun;
    }

    /** Whether it follows the gradient. */
    boolean needsScore() {
        return this != METROPOLIS && this != GIBBS;
    }

    /** What theory finds best: see the help of the hyperparameter. */
    double targetAcceptance() {
        return targetAcceptance;
    }
}

package org.genera.plugins.mcmc;

import org.genera.spi.DataShape;
import org.genera.spi.ModelSpec;

/**
 * What the user chose, as the model needs it.
 *
 * @param move the kind of transition
 * @param shape of the data
 * @param chains C
 * @param burnIn training steps
 * @param thinning transitions in a training step
 * @param stepSize in powers of the length of the region; without meaning for Gibbs
 * @param adaptStepSize whether the step size is tuned during the burn-in
 * @param targetAcceptance what it is tuned for
 * @param leapfrogSteps L, of HMC
 */
record McmcSettings(
        KernelKind move,
        DataShape shape,
        int chains,
        long burnIn,
        int thinning,
        double stepSize,
        boolean adaptStepSize,
        double targetAcceptance,
        int leapfrogSteps) {

    static McmcSettings of(KernelKind move, ModelSpec spec) {
        return new McmcSettings(
                move,
                spec.data().shape(),
                spec.count(McmcVariants.CHAINS),
                spec.get(McmcVariants.BURN_IN),
                spec.count(McmcVariants.THINNING),
                move.steps() ? spec.get(McmcVariants.FIRST_STEP_SIZE) : 1,
                move.refuses() && spec.get(McmcVariants.ADAPT_STEP_SIZE),
                move.refuses() ? spec.get(McmcVariants.TARGET_ACCEPTANCE) : 1,
                move == KernelKind.HAMILTONIAN ? spec.count(McmcVariants.LEAPFROG_STEPS) : 1);
    }

    int size() {
        return shape.size();
    }

    /** The first step size in units of the data. */
    double firstStep(double length) {
        return stepSize * Math.pow(length, move.power());
    }
}

package org.genera.plugins.mcmc;

import org.genera.nn.ModelSession;

/**
 * A Markov transition of many chains at once. Its graph is built by its constructor; randomness comes from outside, so a
 * transition is a function.
 */
interface Kernel {

    /** Evaluations of the density or of its score, one after the other, that a transition takes. */
    int evaluations();

    /**
     * One transition.
     *
     * @param session of the graph in which the kernel was built
     * @param step the step size, as each kernel defines it
     */
    Moved next(ModelSession session, Chains from, Noise noise, double step);

    /**
     * A transition on the way from a start far outside of the density, which need not leave the density as it is; chains
     * take some before those that count.
     *
     * @param length of the region, a bandwidth where there is one
     */
    default Chains approach(ModelSession session, Chains from, Noise noise, double step, double length) {
        return next(session, from, noise, step).to();
    }

    /**
     * What came of a transition.
     *
     * @param acceptance the mean probability with which the proposals were accepted, from 0 to 1
     */
    record Moved(Chains to, double acceptance) {}

    /** The mean over chains. */
    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}

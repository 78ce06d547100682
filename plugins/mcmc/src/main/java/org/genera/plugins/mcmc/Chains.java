package org.genera.plugins.mcmc;

/**
 * Where chains stand, and what is known of the density there, so that no transition asks for it twice.
 *
 * @param count C
 * @param x [C, D]
 * @param logDensity [C], nats
 * @param score ∇ log p, [C, D]; empty from kernels that do not use it
 */
@SuppressWarnings("ArrayRecordComponent")
record Chains(int count, double[] x, double[] logDensity, double[] score) {

    double meanLogDensity() {
        double sum = 0;
        for (double each : logDensity) {
            sum += each;
        }
        return sum / count;
    }
}

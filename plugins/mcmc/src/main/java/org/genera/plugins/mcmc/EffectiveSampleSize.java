package org.genera.plugins.mcmc;

/**
 * How many independent draws tell the mean as exactly as the dependent draws of several chains do (Vehtari et al. 2021,
 * section 3.2), with Geyer's initial monotone sequence (Geyer 1992). Between-chain variance counts, so chains stuck in
 * different places have hardly more than one effective draw each.
 */
final class EffectiveSampleSize {

    private EffectiveSampleSize() {}

    /** @param chains [M][N] draws of one quantity, N at least 4 */
    static double of(double[][] chains) {
        int draws = chains[0].length;
        double total = (double) chains.length * draws;
        double variance = new SplitMoments(chains).variance();
        if (!(variance > 0)) {
            return Double.NaN;
        }
        double within = 0;
        double[][] centred = new double[chains.length][];
        for (int j = 0; j < chains.length; j++) {
            centred[j] = centred(chains[j]);
            within += autocovariance(centred[j], 0) * draws / (draws - 1) / chains.length;
        }
        double time = -1;
        double smallest = Double.POSITIVE_INFINITY;
        for (int lag = 0; lag + 1 < draws; lag += 2) {
            double pair = 2 - (2 * within - mean(centred, lag) - mean(centred, lag + 1)) / variance;
            if (lag == 0) {
                // ρ_0 is 1 by definition; its estimate is not quite.
                pair = 2 - (within - mean(centred, 1)) / variance;
            }
            if (pair < 0) {
                break;
            }
            smallest = Math.min(smallest, pair);
            time += 2 * smallest;
        }
        return total / Math.max(time, 1 / Math.log10(total));
    }

    private static double[] centred(double[] draws) {
        double mean = Kernel.mean(draws);
        double[] centred = new double[draws.length];
        for (int i = 0; i < draws.length; i++) {
            centred[i] = draws[i] - mean;
        }
        return centred;
    }

    private static double mean(double[][] centred, int lag) {
        double sum = 0;
        for (double[] chain : centred) {
            sum += autocovariance(chain, lag);
        }
        return sum / centred.length;
    }

    /** With the divisor N, as the initial sequence wants it. */
    private static double autocovariance(double[] centred, int lag) {
        double sum = 0;
        for (int i = lag; i < centred.length; i++) {
            sum += centred[i] * centred[i - lag];
        }
        return sum / centred.length;
    }
}

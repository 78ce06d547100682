package org.genera.plugins.mcmc;

import java.nio.DoubleBuffer;

/** The last draws of all chains, one by one: what a trace and the autocorrelation at short lags are read from. */
final class RecentDraws {
    private static final int WINDOW = 256;

    private final int chains;
    private final int size;
    private final double[][] ring;
    private long total;

    RecentDraws(int chains, int size) {
        this.chains = chains;
        this.size = size;
        this.ring = new double[WINDOW][chains * size];
    }

    static int numbers(int chains, int size) {
        return 1 + WINDOW * chains * size;
    }

    /** @param x one draw of each chain, [C, D] */
    void add(double[] x) {
        System.arraycopy(x, 0, ring[(int) (total % WINDOW)], 0, x.length);
        total++;
    }

    int count() {
        return (int) Math.min(total, WINDOW);
    }

    /** A coordinate of a chain, the oldest draw first. */
    double[] trace(int chain, int d) {
        double[] trace = new double[count()];
        long first = total - trace.length;
        for (int i = 0; i < trace.length; i++) {
            trace[i] = ring[(int) ((first + i) % WINDOW)][chain * size + d];
        }
        return trace;
    }

    /**
     * ρ at the lags from 0, over all chains and coordinates: the mean of (x_t − x̄)(x_{t − lag} − x̄) over that of (x_t −
     * x̄)², with the mean x̄ of all chains. So it does not decay while chains stay apart.
     *
     * @return as many lags as a quarter of the draws allows, {@code most} + 1 at most; none where no chain has moved
     */
    double[] autocorrelation(int most) {
        int draws = count();
        int lags = Math.min(most, draws / 4);
        double[] products = new double[lags + 1];
        for (int d = 0; d < size; d++) {
            double[][] traces = new double[chains][];
            double mean = 0;
            for (int chain = 0; chain < chains; chain++) {
                traces[chain] = trace(chain, d);
                mean += Kernel.mean(traces[chain]) / chains;
            }
            for (int lag = 0; lag <= lags; lag++) {
                products[lag] += product(traces, mean, lag) / (draws - lag);
            }
        }
        if (!(products[0] > 0)) {
            return new double[0];
        }
        double variance = products[0];
        for (int lag = 0; lag <= lags; lag++) {
            products[lag] /= variance;
        }
        return products;
    }

    private static double product(double[][] traces, double mean, int lag) {
        double sum = 0;
        for (double[] trace : traces) {
            for (int i = lag; i < trace.length; i++) {
                sum += (trace[i] - mean) * (trace[i - lag] - mean);
            }
        }
        return sum;
    }

    void write(DoubleBuffer state) {
        state.put(total);
        for (double[] draw : ring) {
            state.put(draw);
        }
    }

    void read(DoubleBuffer state) {
        total = (long) state.get();
        for (double[] draw : ring) {
            state.get(draw);
        }
    }
}

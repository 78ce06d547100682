package org.genera.plugins.mcmc;

import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * All draws of all chains since the burn-in, as sums over consecutive blocks: when the blocks are full, each two become
 * one of twice the length. So memory stays the same however long chains run, R-hat is exact, and the effective sample
 * size sees both what happens within a block (its mean varies less) and over the whole length (the means' correlations).
 */
final class BlockedDraws {
    private static final int BLOCKS = 128;
    private static final int FEWEST_BLOCKS = 8;

    private final int chains;
    private final int size;
    private final double[][] sums;
    private final double[][] squares;
    private long blockLength = 1;
    private int complete;
    private long inCurrent;

    /**
     * Whether chains have met and how much they tell, for the quantity that is worst off.
     *
     * @param rHat split R-hat; 1 is perfect, above 1.01 is suspect (Vehtari et al. 2021)
     * @param effectiveSampleSize of all chains together
     */
    record Convergence(double rHat, double effectiveSampleSize) {}

    /** @param size quantities of a draw that are watched, D */
    BlockedDraws(int chains, int size) {
        this.chains = chains;
        this.size = size;
        this.sums = new double[BLOCKS][chains * size];
        this.squares = new double[BLOCKS][chains * size];
    }

    static int numbers(int chains, int size) {
        return 3 + 2 * BLOCKS * chains * size;
    }

    /** @param x one draw of each chain, [C, D] */
    void add(double[] x) {
        double[] sum = sums[complete];
        double[] square = squares[complete];
        for (int i = 0; i < x.length; i++) {
            sum[i] += x[i];
            square[i] += x[i] * x[i];
        }
        inCurrent++;
        if (inCurrent == blockLength) {
            inCurrent = 0;
            complete++;
            if (complete == BLOCKS) {
                merge();
            }
        }
    }

    private void merge() {
        for (int block = 0; block < BLOCKS / 2; block++) {
            for (int i = 0; i < chains * size; i++) {
                sums[block][i] = sums[2 * block][i] + sums[2 * block + 1][i];
                squares[block][i] = squares[2 * block][i] + squares[2 * block + 1][i];
            }
        }
        for (int block = BLOCKS / 2; block < BLOCKS; block++) {
            Arrays.fill(sums[block], 0);
            Arrays.fill(squares[block], 0);
        }
        complete = BLOCKS / 2;
        blockLength *= 2;
    }

    /** Draws of each chain. */
    long draws() {
        return complete * blockLength + inCurrent;
    }

    /** Over all complete blocks but the first where their number is odd; empty while there are few draws. */
    Optional<Convergence> convergence() {
        int half = complete / 2;
        if (complete < FEWEST_BLOCKS) {
            return Optional.empty();
        }
        double rHat = 0;
        double effective = Double.POSITIVE_INFINITY;
        for (int d = 0; d < size; d++) {
            SplitMoments moments = moments(d, half);
            rHat = Math.max(rHat, moments.rHat());
            effective = Math.min(effective, effectiveSampleSize(d, half, moments));
        }
        // A chain that never moved has no variance within, and neither number.
        return Double.isFinite(rHat) && Double.isFinite(effective)
                ? Optional.of(new Convergence(rHat, effective))
                : Optional.empty();
    }

    private SplitMoments moments(int d, int half) {
        long draws = half * blockLength;
        double[] means = new double[2 * chains];
        double[] variances = new double[2 * chains];
        for (int part = 0; part < 2 * chains; part++) {
            int column = part / 2 * size + d;
            int from = complete - 2 * half + part % 2 * half;
            double sum = 0;
            double square = 0;
            for (int block = from; block < from + half; block++) {
                sum += sums[block][column];
                square += squares[block][column];
            }
            means[part] = sum / draws;
            variances[part] = Math.max(0, square - sum * sum / draws) / (draws - 1);
        }
        return SplitMoments.of(draws, means, variances);
    }

    /** The blocks' means have their own number of effective draws; var⁺ of both scales it to single draws. */
    private double effectiveSampleSize(int d, int half, SplitMoments moments) {
        double[][] means = new double[2 * chains][half];
        for (int part = 0; part < 2 * chains; part++) {
            int from = complete - 2 * half + part % 2 * half;
            for (int block = 0; block < half; block++) {
                means[part][block] = sums[from + block][part / 2 * size + d] / blockLength;
            }
        }
        return EffectiveSampleSize.of(means) * moments.variance() / new SplitMoments(means).variance();
    }

    void write(DoubleBuffer state) {
        state.put(blockLength).put(complete).put(inCurrent);
        for (int block = 0; block < BLOCKS; block++) {
            state.put(sums[block]).put(squares[block]);
        }
    }

    void read(DoubleBuffer state) {
        blockLength = (long) state.get();
        complete = (int) state.get();
        inCurrent = (long) state.get();
        for (int block = 0; block < BLOCKS; block++) {
            state.get(sums[block]).get(squares[block]);
        }
    }
}

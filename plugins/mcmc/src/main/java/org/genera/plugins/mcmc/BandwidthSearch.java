package org.genera.plugins.mcmc;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * The bandwidth under which each centre is likeliest given all others (Duin 1976): maximum likelihood by leaving one out.
 * Rules of thumb such as Scott's take the data for one Gaussian and smear separate modes into one; they give the interval
 * that is searched, on a logarithmic grid first and by golden sections around its best point then.
 */
final class BandwidthSearch {
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final double NARROWEST = 1e-3;
    private static final double WIDEST = 2;
    private static final int GRID = 20;
    private static final int SECTIONS = 14;

    private BandwidthSearch() {}

    /**
     * Scott's rule for one bandwidth in all directions: the root mean variance times N^(−1/(D+4)) (Scott 1992).
     *
     * @param centres [N, D], of mean 0
     */
    static double scott(double[] centres, int count, int size) {
        double squares = 0;
        for (double each : centres) {
            squares += each * each;
        }
        return Math.sqrt(squares / centres.length) * Math.pow(count, -1.0 / (size + 4));
    }

    /**
     * @param leaveOneOut mean log density of a centre given all others, by bandwidth
     * @throws IllegalArgumentException if ever smaller bandwidths are better, as where points repeat
     */
    static double best(double scott, DoubleUnaryOperator leaveOneOut) {
        if (!(scott > 0)) {
            throw new IllegalArgumentException(
                    "expected two or more different training points to choose a bandwidth from, got one; give the"
                            + " bandwidth yourself");
        }
        double from = Math.log(NARROWEST * scott);
        double step = (Math.log(WIDEST * scott) - from) / GRID;
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i <= GRID; i++) {
            double value = leaveOneOut.applyAsDouble(Math.exp(from + i * step));
            if (value > highest) {
                highest = value;
                best = i;
            }
        }
        if (best == 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "expected training points that differ, got so many repeated ones that no bandwidth is small enough;"
                            + " give the bandwidth yourself (Scott's rule says %.3g), or dequantise the data",
                    scott));
        }
        return Math.exp(golden(from + (best - 1) * step, from + (best + 1) * step, leaveOneOut));
    }

    private static double golden(double left, double right, DoubleUnaryOperator leaveOneOut) {
        double a = left;
        double b = right;
        double c = b - GOLDEN * (b - a);
        double d = a + GOLDEN * (b - a);
        double atC = leaveOneOut.applyAsDouble(Math.exp(c));
        double atD = leaveOneOut.applyAsDouble(Math.exp(d));
        for (int i = 0; i < SECTIONS; i++) {
            if (atC > atD) {
                b = d;
                d = c;
                atD = atC;
                c = b - GOLDEN * (b - a);
                atC = leaveOneOut.applyAsDouble(Math.exp(c));
            } else {
                a = c;
                c = d;
                atC = atD;
                d = a + GOLDEN * (b - a);
                atD = leaveOneOut.applyAsDouble(Math.exp(d));
            }
        }
        return (a + b) / 2;
    }
}

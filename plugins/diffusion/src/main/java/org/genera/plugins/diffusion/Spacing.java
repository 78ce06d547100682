package org.genera.plugins.diffusion;

import java.util.Locale;

/** Where the times lie at which a solver asks. */
enum Spacing {
    /** Evenly in time. */
    LINEAR {
        @Override
        double time(NoiseProcess process, double part) {
            return inTime(process, part);
        }
    },
    /** Denser near the data, where fine structure is decided (Song et al. 2021a, appendix D.2). */
    QUADRATIC {
        @Override
        double time(NoiseProcess process, double part) {
            return inTime(process, part * part);
        }
    },
    /** Evenly in log(a/s) (Lu et al. 2022, sec. 3.3). */
    SNR {
        @Override
        double time(NoiseProcess process, double part) {
            double high = process.logSignalToNoise(process.least());
            double low = Math.max(process.logSignalToNoise(process.end()), -CUT);
            return process.timeOfLogSignalToNoise(high + (low - high) * part);
        }
    },
    /** Evenly in (s/a)^(1/7) (Karras et al. 2022, eq. 5). */
    KARRAS {
        @Override
        double time(NoiseProcess process, double part) {
            double low = Math.exp(-process.logSignalToNoise(process.least()) / RHO);
            double high = Math.exp(Math.min(-process.logSignalToNoise(process.end()), CUT) / RHO);
            return process.timeOfLogSignalToNoise(-RHO * Math.log(low + (high - low) * part));
        }
    };

    /** Where nothing is left of the data s/a has no end; beyond this much, in logarithms, it does not count. */
    private static final double CUT = 7;

    private static final double RHO = 7;

    static Spacing named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The time of a part of the way, from 0 for the least to 1 for the end. */
    abstract double time(NoiseProcess process, double part);

    private static double inTime(NoiseProcess process, double part) {
        return process.least() + (process.end() - process.least()) * part;
    }

    /**
     * The times that are visited: 0 = τ_0 < τ_1 < … < τ_S = the end. A process of steps is visited at steps where they are spaced in
     * time; in continuous time, and between steps, τ_1 is the least time that a network is asked at.
     *
     * @throws IllegalArgumentException if a process has not so many steps
     */
    double[] times(NoiseProcess process, int steps) {
        boolean whole = process.steps() > 0 && (this == LINEAR || this == QUADRATIC);
        if (steps < 1 || whole && steps > process.steps()) {
            throw new IllegalArgumentException("need 1 <= steps"
                    + (whole ? " <= " + process.steps() + ", the timesteps that this model was trained with," : ",")
                    + " got " + steps + "; 50 is usual");
        }
        double[] times = new double[steps + 1];
        for (int i = 1; i <= steps; i++) {
            times[i] = whole ? step(process.steps(), steps, i, times[i - 1]) : time(process, steps, i);
        }
        return times;
    }

    private double time(NoiseProcess process, int steps, int i) {
        return i == steps ? process.end() : time(process, (i - 1.0) / (steps - 1));
    }

    private double step(int total, int steps, int i, double before) {
        double part = (double) i / steps;
        int wanted = (int) Math.round(total * (this == QUADRATIC ? part * part : part));
        // Strictly rising, and leaving room for those that follow.
        return Math.min(Math.max(wanted, before + 1), total - (steps - i));
    }
}

package org.genera.plugins.diffusion;

import java.util.function.DoubleUnaryOperator;

/**
 * How data become noise: x_t = a(t) x_0 + s(t) ε with ε standard normal, for times from 0 (data) to {@link #end} (noise). Steps and
 * continuous time are the same to those who ask: a process of T steps has the times 1 … T, and values between them where its
 * table is read as a curve. All in double.
 */
interface NoiseProcess {

    /** The time of pure noise, at which sampling starts. */
    double end();

    /** The least time at which a network is asked; from there on to the data its x̂_0 is taken. */
    double least();

    /** a(t): what is left of x_0 in x_t. a(0) = 1. */
    double signal(double time);

    /** s(t): the standard deviation of the noise in x_t. s(0) = 0. */
    double noise(double time);

    /** The times that training draws from, evenly; rising. */
    double[] trainingTimes();

    /** How many steps it has; 0 in continuous time. */
    int steps();

    /** The standard deviation of x_T from which sampling starts. */
    default double priorDeviation() {
        return 1;
    }

    /** s(t)². */
    default double variance(double time) {
        return noise(time) * noise(time);
    }

    /** The variance of x_from given x_to, s² − (a/a')² s'²: what is added on the way from an earlier time to a later one. */
    default double addedVariance(double to, double from) {
        double ratio = signal(from) / signal(to);
        return variance(from) - ratio * ratio * variance(to);
    }

    /** log(a/s), half the log-SNR: ∞ at the data. */
    default double logSignalToNoise(double time) {
        return Math.log(signal(time) / noise(time));
    }

    /** The angle whose tangent is s/a: 0 at the data, π/2 where nothing is left of them. */
    default double angle(double time) {
        return Math.atan2(noise(time), signal(time));
    }

    /** √(a² + s²): the root mean square of x_t where that of x_0 is 1. */
    default double scale(double time) {
        return Math.hypot(signal(time), noise(time));
    }

    /** What x_t is multiplied by before a network sees it, so that it never sees large numbers. */
    default double inputScale(double time) {
        return 1;
    }

    /** The time from {@link #least} to {@link #end} of an angle, or the nearest. */
    default double timeOfAngle(double angle) {
        return inverse(this::angle, angle);
    }

    /** The time from {@link #least} to {@link #end} of a value of {@link #logSignalToNoise}, or the nearest. */
    default double timeOfLogSignalToNoise(double value) {
        return inverse(time -> -logSignalToNoise(time), -value);
    }

    private double inverse(DoubleUnaryOperator rising, double value) {
        double low = least();
        double high = end();
        // Halving the interval as often as a double can tell.
        for (int i = 0; i < 60 && low < high; i++) {
            double middle = (low + high) / 2;
            if (rising.applyAsDouble(middle) < value) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** So many times in the middles of equal parts of what lies between two. */
    static double[] middles(double from, double to, int count) {
        double[] times = new double[count];
        for (int i = 0; i < count; i++) {
            times[i] = from + (to - from) * (i + 0.5) / count;
        }
        return times;
    }
}

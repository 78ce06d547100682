package org.genera.plugins.mixture;

/**
 * The logarithm of the gamma function and its derivative, by Stirling's series from {@link #FAR} on and by the recurrence
 * Γ(x + 1) = x Γ(x) before (Abramowitz and Stegun 1964, 6.1.41 and 6.3.18): to about 13 digits.
 */
final class GammaFunction {
    /** From here on the first term that is left out is below 3e-14. */
    private static final double FAR = 10;

    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    private GammaFunction() {}

    /** log Γ(x) for x above 0. */
    static double log(double x) {
        double shift = 0;
        double at = x;
        while (at < FAR) {
            shift += Math.log(at);
            at++;
        }
        double inverse = 1 / at;
        double square = inverse * inverse;
        double series = inverse
                * (1 / 12.0 - square * (1 / 360.0 - square * (1 / 1260.0 - square * (1 / 1680.0 - square / 1188))));
        return (at - 0.5) * Math.log(at) - at + HALF_LOG_TWO_PI + series - shift;
    }

    /** ψ(x) = d/dx log Γ(x) for x above 0. */
    static double digamma(double x) {
        double shift = 0;
        double at = x;
        while (at < FAR) {
            shift += 1 / at;
            at++;
        }
        double square = 1 / (at * at);
        double series =
                square * (1 / 12.0 - square * (1 / 120.0 - square * (1 / 252.0 - square * (1 / 240.0 - square / 132))));
        return Math.log(at) - 0.5 / at - series - shift;
    }
}

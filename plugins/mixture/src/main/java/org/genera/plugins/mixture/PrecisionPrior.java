package org.genera.plugins.mixture;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.genera.nn.gaussian.Covariance;

/**
 * What is conjugate to the precisions of a kind of covariance, and the Student's t that follows where they are integrated out.
 * Both are written as Wishart distributions W(Λ | W, ν).
 */
enum PrecisionPrior {
    /** Of full matrices; integrated out, all coordinates share one draw of how far they go. */
    WISHART(Covariance.FULL),
    /** Of diagonals: a Wishart in one dimension for each coordinate, a gamma distribution of the shape ν/2; each has a t of its own. */
    GAMMAS(Covariance.DIAGONAL);

    private final Covariance covariance;

    PrecisionPrior(Covariance covariance) {
        this.covariance = covariance;
    }

    Covariance covariance() {
        return covariance;
    }

    /** Degrees of freedom ν that a proper distribution exceeds. */
    int least(int size) {
        return this == WISHART ? size - 1 : 0;
    }

    /** Σ_i f((ν + 1 − i) / 2) over the coordinates, what E[ln|Λ|] and the normaliser are made of (Bishop 2006, eqs. B.79, B.81). */
    double sum(double degrees, int size, DoubleUnaryOperator f) {
        if (this == GAMMAS) {
            return size * f.applyAsDouble(degrees / 2);
        }
        double sum = 0;
        for (int i = 1; i <= size; i++) {
            sum += f.applyAsDouble((degrees + 1 - i) / 2);
        }
        return sum;
    }

    /**
     * log of the density of white coordinates.
     *
     * @param degrees of freedom of the t
     * @param spread the square of its scale
     */
    double logStudent(double degrees, double spread, double[] z) {
        if (this == WISHART) {
            return logStudent(degrees, spread, z.length, squares(z));
        }
        double constant = normaliser(degrees, spread, 1);
        // Logarithms are dear: as many factors as stay far from overflow share one.
        double logs = 0;
        double product = 1;
        for (double each : z) {
            product *= 1 + each * each / (spread * degrees);
            if (product > 1e100) {
                logs += Math.log(product);
                product = 1;
            }
        }
        return z.length * constant - 0.5 * (degrees + 1) * (logs + Math.log(product));
    }

    /**
     * The same where all coordinates share their tails (Bishop 2006, eq. 2.162).
     *
     * @param count of the coordinates
     * @param squares the sum of their squares
     */
    static double logStudent(double degrees, double spread, int count, double squares) {
        return normaliser(degrees, spread, count) - 0.5 * (degrees + count) * Math.log1p(squares / (spread * degrees));
    }

    private static double normaliser(double degrees, double spread, int count) {
        return GammaFunction.log(0.5 * (degrees + count))
                - GammaFunction.log(0.5 * degrees)
                - 0.5 * count * Math.log(degrees * Math.PI * spread);
    }

    /**
     * By what standard normal numbers are multiplied to be white coordinates given others: √(spread (ν + ‖z‖²/spread) / χ²),
     * where what is known counts if tails are shared.
     */
    double[] stretches(double degrees, double spread, double[] z, int unknown, SplittableRandom random) {
        double[] stretches = new double[unknown];
        if (this == WISHART) {
            double chiSquared = 2 * GammaDraws.next(random, 0.5 * (degrees + z.length));
            Arrays.fill(stretches, Math.sqrt((spread * degrees + squares(z)) / chiSquared));
        } else {
            Arrays.setAll(stretches, j -> Math.sqrt(spread * degrees / (2 * GammaDraws.next(random, 0.5 * degrees))));
        }
        return stretches;
    }

    static double squares(double[] z) {
        double squares = 0;
        for (double each : z) {
            squares += each * each;
        }
        return squares;
    }
}

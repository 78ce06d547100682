package org.genera.evaluation;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.genera.spi.Metric;

/**
 * A multivariate normal distribution N(μ, Σ).
 *
 * <p>The arrays are not copied, and not to be written to.
 *
 * @param mean μ, d numbers
 * @param covariance Σ, d × d, symmetric and positive semidefinite
 */
@SuppressWarnings("ArrayRecordComponent")
public record Gaussian(double[] mean, DMatrixRMaj covariance) {
    /** Codes that a model uses one by one have little of it, and codes that it does not use have none: neither is better. */
    public static final Metric TOTAL_CORRELATION = new Metric(
            "codesTotalCorrelation",
            "Total correlation of the codes (Gaussian estimate)",
            "nats",
            Metric.Direction.NEITHER);

    public Gaussian {
        if (mean.length == 0 || covariance.numRows != mean.length || covariance.numCols != mean.length) {
            throw new IllegalArgumentException("expected d means and d × d covariances, got " + mean.length + " and "
                    + covariance.numRows + " × " + covariance.numCols);
        }
    }

    /** Independent dimensions. */
    public static Gaussian diagonal(double[] mean, double[] variances) {
        return new Gaussian(mean, CommonOps_DDRM.diag(variances));
    }

    /** The one with the features' mean and covariance, the latter divided by N − 1. */
    public static Gaussian of(Features features) {
        requireCovariance(features);
        int width = features.width();
        double[] mean = mean(features);
        DMatrixRMaj covariance = new DMatrixRMaj(width, width);
        double[] sums = covariance.data;
        double[] centred = new double[width];
        for (int row = 0; row < features.count(); row++) {
            for (int i = 0; i < width; i++) {
                centred[i] = features.values()[row * width + i] - mean[i];
            }
            for (int i = 0; i < width; i++) {
                double factor = centred[i];
                int offset = i * width;
                for (int j = 0; j < width; j++) {
                    sums[offset + j] += factor * centred[j];
                }
            }
        }
        CommonOps_DDRM.divide(covariance, features.count() - 1.0);
        return new Gaussian(mean, covariance);
    }

    static void requireCovariance(Features features) {
        if (features.count() < 2) {
            throw new IllegalArgumentException(
                    "a covariance needs two or more examples, got " + features.count() + "; draw more samples");
        }
    }

    private static double[] mean(Features features) {
        double[] mean = new double[features.width()];
        for (int i = 0; i < features.values().length; i++) {
            mean[i % mean.length] += features.values()[i];
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= features.count();
        }
        return mean;
    }

    /** d. */
    public int width() {
        return mean.length;
    }

    /**
     * KL(this ‖ other) = ½ (tr Σ₂⁻¹Σ₁ + (μ₂ − μ₁)ᵀ Σ₂⁻¹ (μ₂ − μ₁) − d + log |Σ₂| − log |Σ₁|).
     *
     * @return nats, 0 or more; infinite where one of the covariances is singular
     */
    public double klTo(Gaussian other) {
        if (other.width() != width()) {
            throw new IllegalArgumentException(
                    "expected Gaussians of one width, got " + width() + " and " + other.width());
        }
        double logDeterminant = logDeterminant(covariance);
        double otherLogDeterminant = logDeterminant(other.covariance);
        if (Double.isInfinite(logDeterminant) || Double.isInfinite(otherLogDeterminant)) {
            return Double.POSITIVE_INFINITY;
        }
        // Right-hand sides Σ₁ and, as one more column, μ₂ − μ₁.
        int width = width();
        DMatrixRMaj sides = new DMatrixRMaj(width, width + 1);
        CommonOps_DDRM.insert(covariance, sides, 0, 0);
        for (int i = 0; i < width; i++) {
            sides.set(i, width, other.mean[i] - mean[i]);
        }
        DMatrixRMaj solved = new DMatrixRMaj(width, width + 1);
        var solver = LinearSolverFactory_DDRM.chol(width);
        if (!solver.setA(other.covariance.copy())) {
            return Double.POSITIVE_INFINITY;
        }
        solver.solve(sides.copy(), solved);
        double sum = -width + otherLogDeterminant - logDeterminant;
        for (int i = 0; i < width; i++) {
            sum += solved.get(i, i) + solved.get(i, width) * sides.get(i, width);
        }
        return Math.max(0, sum / 2);
    }

    /**
     * How far the dimensions are from independent: KL(N(μ, Σ) ‖ N(μ, diag Σ)) = −½ log |R| with the correlations R (Watanabe 1960).
     * Dimensions without variance carry nothing and are left out.
     *
     * @return nats, 0 or more; infinite where one dimension follows from others
     */
    public double totalCorrelation() {
        int[] used = java.util.stream.IntStream.range(0, width())
                .filter(i -> covariance.get(i, i) > 0)
                .toArray();
        if (used.length < 2) {
            return 0;
        }
        DMatrixRMaj correlations = new DMatrixRMaj(used.length, used.length);
        for (int i = 0; i < used.length; i++) {
            for (int j = 0; j < used.length; j++) {
                correlations.set(
                        i,
                        j,
                        i == j
                                ? 1
                                : covariance.get(used[i], used[j])
                                        / Math.sqrt(covariance.get(used[i], used[i]))
                                        / Math.sqrt(covariance.get(used[j], used[j])));
            }
        }
        double[] ones = new double[used.length];
        Arrays.fill(ones, 1);
        double[] zeros = new double[used.length];
        return new Gaussian(zeros, correlations).klTo(diagonal(zeros, ones));
    }

    /**
     * What the estimate from examples of independent dimensions gives on average, to the first order in 1/N: d (d − 1) / (4N),
     * as each of the d (d − 1) / 2 squared correlations is 1/N.
     */
    public static double biasFloorOfTotalCorrelation(int width, int examples) {
        return width * (width - 1.0) / (4.0 * examples);
    }

    /** Negative infinity where the matrix is not positive definite. */
    private static double logDeterminant(DMatrixRMaj symmetric) {
        CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(symmetric.numRows, true);
        if (!cholesky.decompose(symmetric.copy())) {
            return Double.NEGATIVE_INFINITY;
        }
        DMatrixRMaj triangle = cholesky.getT(null);
        double sum = 0;
        for (int i = 0; i < triangle.numRows; i++) {
            sum += 2 * Math.log(triangle.get(i, i));
        }
        return sum;
    }
}

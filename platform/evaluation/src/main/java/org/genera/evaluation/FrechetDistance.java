package org.genera.evaluation;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.genera.spi.Metric;

/**
 * The squared Fréchet (2-Wasserstein) distance of the Gaussians with the means and covariances of two feature sets (Heusel et
 * al. 2017, eq. 6): ‖μ₁ − μ₂‖² + Tr Σ₁ + Tr Σ₂ − 2 Tr (Σ₁^½ Σ₂ Σ₁^½)^½.
 *
 * <p>Covariances are divided by N − 1. The root is taken by eigenvalues of the symmetric product, those below 0 by rounding count
 * as 0; the root of Σ₁ Σ₂ itself may turn complex.
 *
 * <p>The estimate is biased upwards, see {@link #biasFloor}; values compare only for one extractor and one N.
 */
public final class FrechetDistance {
    public static final Metric METRIC = new Metric("frechetDistance", "Fréchet distance", "", Metric.Direction.LOWER);

    private static final int EXAMPLES_FOR_THE_FIRST_ORDER = 4;
    private static final int WIDEST_SIMULATED = 512;
    private static final int SIMULATIONS = 8;
    private static final long SIMULATION_SEED = 662_607;

    private FrechetDistance() {}

    /**
     * The distance of two sets.
     *
     * @param left two or more examples
     * @param right two or more examples of the same width
     * @return the squared distance, in squared units of the features; NaN if a value is not finite
     */
    public static double between(Features left, Features right) {
        Gaussian.requireCovariance(left);
        Gaussian.requireCovariance(right);
        return Features.comparable(left, right) ? between(Gaussian.of(left), Gaussian.of(right)) : Double.NaN;
    }

    /** The distance of two Gaussians of one width; covariances may be singular. */
    static double between(Gaussian left, Gaussian right) {
        DMatrixRMaj leftCovariance = left.covariance();
        DMatrixRMaj rightCovariance = right.covariance();
        double sum = CommonOps_DDRM.trace(leftCovariance) + CommonOps_DDRM.trace(rightCovariance);
        for (int i = 0; i < left.width(); i++) {
            double difference = left.mean()[i] - right.mean()[i];
            sum += difference * difference;
        }
        DMatrixRMaj root = root(leftCovariance);
        DMatrixRMaj half = new DMatrixRMaj(root.numRows, root.numCols);
        DMatrixRMaj product = new DMatrixRMaj(root.numRows, root.numCols);
        CommonOps_DDRM.mult(root, rightCovariance, half);
        CommonOps_DDRM.mult(half, root, product);
        double traceOfRoot = 0;
        for (double eigenvalue : eigenvalues(product)) {
            traceOfRoot += Math.sqrt(Math.max(0, eigenvalue));
        }
        return sum - 2 * traceOfRoot;
    }

    /**
     * What two samples of one and the same distribution are expected to give, as if the features were Gaussian. Where both are
     * four times as many as the features are wide, to the first order in 1/N: (1/n + 1/m) (Tr Σ + ½ Σᵢ λᵢ + ½ Σ_{i≠j} λᵢ λⱼ
     * / (λᵢ + λⱼ)), with λ the eigenvalues of Σ; for n = m = N and Σ = 1 that is 2d/N from the means and d(d + 1)/(2N) from the
     * covariances. Where N is nearer to d that is too much, and the mean of a few simulated pairs of samples is taken.
     *
     * @param real features of real examples, whose covariance is taken: of as many as there are, since of few it is so uneven
     *     that the floor comes out too low
     * @param left n, examples on one side
     * @param right m, examples on the other side
     * @return NaN where it would have to be simulated of features so wide that this takes minutes
     */
    public static double biasFloor(Features real, int left, int right) {
        Gaussian.requireCovariance(real);
        if (!real.finite()) {
            return Double.NaN;
        }
        double[] eigenvalues = eigenvalues(Gaussian.of(real).covariance());
        if (Math.min(left, right) >= EXAMPLES_FOR_THE_FIRST_ORDER * real.width()) {
            return firstOrder(eigenvalues) * (1.0 / left + 1.0 / right);
        }
        return real.width() > WIDEST_SIMULATED ? Double.NaN : simulated(eigenvalues, left, right);
    }

    private static double firstOrder(double[] eigenvalues) {
        double sum = 0;
        for (int i = 0; i < eigenvalues.length; i++) {
            double first = Math.max(0, eigenvalues[i]);
            sum += 1.5 * first;
            for (int j = 0; j < i; j++) {
                double second = Math.max(0, eigenvalues[j]);
                sum += first + second > 0 ? first * second / (first + second) : 0;
            }
        }
        return sum;
    }

    /** The distance knows no directions, so that dimensions may be independent. */
    private static double simulated(double[] eigenvalues, int left, int right) {
        SplittableRandom random = new SplittableRandom(SIMULATION_SEED);
        double sum = 0;
        for (int i = 0; i < SIMULATIONS; i++) {
            sum += between(drawn(eigenvalues, left, random), drawn(eigenvalues, right, random));
        }
        return sum / SIMULATIONS;
    }

    private static Features drawn(double[] variances, int count, SplittableRandom random) {
        double[] values = new double[count * variances.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextGaussian() * Math.sqrt(Math.max(0, variances[i % variances.length]));
        }
        return Features.of(values, variances.length);
    }

    /** The symmetric root U max(Λ, 0)^½ Uᵀ. */
    private static DMatrixRMaj root(DMatrixRMaj symmetric) {
        int size = symmetric.numRows;
        EigenDecomposition_F64<DMatrixRMaj> eigen = decompose(symmetric, true);
        DMatrixRMaj root = new DMatrixRMaj(size, size);
        for (int k = 0; k < size; k++) {
            double factor = Math.sqrt(Math.max(0, eigen.getEigenvalue(k).getReal()));
            double[] vector = eigen.getEigenVector(k).data;
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    root.data[i * size + j] += factor * vector[i] * vector[j];
                }
            }
        }
        return root;
    }

    private static double[] eigenvalues(DMatrixRMaj symmetric) {
        EigenDecomposition_F64<DMatrixRMaj> eigen = decompose(symmetric, false);
        double[] eigenvalues = new double[symmetric.numRows];
        for (int i = 0; i < eigenvalues.length; i++) {
            eigenvalues[i] = eigen.getEigenvalue(i).getReal();
        }
        return eigenvalues;
    }

    private static EigenDecomposition_F64<DMatrixRMaj> decompose(DMatrixRMaj symmetric, boolean vectors) {
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(symmetric.numRows, vectors, true);
        // The decomposition may write into what it is given.
        if (!eigen.decompose(symmetric.copy())) {
            throw new ArithmeticException("the eigenvalues of a " + symmetric.numRows + " × " + symmetric.numCols
                    + " covariance did not converge; are features of very different size?");
        }
        return eigen;
    }
}

package org.genera.plugins.mixture;

import java.util.Arrays;
import org.genera.nn.ModelSession;
import org.genera.nn.gaussian.Gaussians;
import org.genera.nn.gaussian.WeightedRows;

/**
 * Expectation-maximisation for a mixture of Gaussians (Dempster, Laird, Rubin 1977; Bishop 2006, section 9.2.2). Without a
 * floor under the variances no iteration lowers the likelihood.
 */
final class ExpectationMaximisation {
    /** Of the largest share: so little does not reach the last digit of a sum of squares. */
    private static final double NEGLIGIBLE = 1e-25;

    private final Gaussians gaussians;

    ExpectationMaximisation(Gaussians gaussians) {
        this.gaussians = gaussians;
    }

    /**
     * One iteration: responsibilities r_nk = p(k|x_n), then a_k = Σ_n r_nk / N and means and covariances weighted by them.
     *
     * @param rows [N, D]
     * @return the mean of log p(x_n) in nats before the update
     * @throws IllegalArgumentException if a covariance is not positive definite any more
     */
    double iterate(ModelSession session, float[] rows) {
        double[] joint = gaussians.logJoint(session, rows);
        double[] evidence = gaussians.evidence(joint);
        double[][] responsibilities = responsibilities(joint, evidence);
        double[] logWeights = new double[gaussians.components()];
        for (int k = 0; k < logWeights.length; k++) {
            logWeights[k] = Math.log(Arrays.stream(responsibilities[k]).sum() / evidence.length);
        }
        gaussians.fit(session, logWeights, k -> share(rows, responsibilities[k]));
        return Arrays.stream(evidence).average().orElseThrow();
    }

    /** r_nk by component: [K, N]. */
    private double[][] responsibilities(double[] joint, double[] evidence) {
        int components = gaussians.components();
        double[][] responsibilities = new double[components][evidence.length];
        for (int n = 0; n < evidence.length; n++) {
            for (int k = 0; k < components; k++) {
                responsibilities[k][n] = Math.exp(joint[n * components + k] - evidence[n]);
            }
        }
        return responsibilities;
    }

    /** In many dimensions nearly every row belongs to one component: leaving out the others saves most of the work. */
    private WeightedRows share(float[] rows, double[] amounts) {
        int size = gaussians.size();
        double least = NEGLIGIBLE * Arrays.stream(amounts).max().orElseThrow();
        int count =
                (int) Arrays.stream(amounts).filter(amount -> amount > least).count();
        if (count == amounts.length) {
            return new WeightedRows(rows, amounts);
        }
        float[] kept = new float[count * size];
        double[] positive = new double[count];
        int next = 0;
        for (int n = 0; n < amounts.length; n++) {
            if (amounts[n] > least) {
                System.arraycopy(rows, n * size, kept, next * size, size);
                positive[next++] = amounts[n];
            }
        }
        return new WeightedRows(kept, positive);
    }
}

package org.genera.plugins.mixture;

import java.util.Arrays;
import org.genera.nn.ModelSession;
import org.genera.nn.gaussian.Gaussians;

/**
 * Expectation-maximisation for a mixture of Gaussians (Dempster, Laird, Rubin 1977; Bishop 2006, section 9.2.2). Without a
 * floor under the variances no iteration lowers the likelihood.
 */
final class ExpectationMaximisation {
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
        Responsibilities responsibilities = Responsibilities.of(rows, joint, evidence);
        double[] logWeights = Arrays.stream(responsibilities.amounts())
                .map(amount -> Math.log(amount / evidence.length))
                .toArray();
        gaussians.fit(session, logWeights, responsibilities::share);
        return Arrays.stream(evidence).average().orElseThrow();
    }
}

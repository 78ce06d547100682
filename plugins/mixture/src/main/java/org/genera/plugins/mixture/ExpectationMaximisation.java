package org.genera.plugins.mixture;

import java.util.Arrays;
import org.genera.nn.ModelSession;
import org.genera.nn.gaussian.Gaussians;

/**
 * Expectation-maximisation for a mixture of Gaussians (Dempster, Laird, Rubin 1977; Bishop 2006, section 9.2.2). Without a
 * floor under the variances no iteration lowers the likelihood; where labels are observed, that of examples and labels together.
 */
final class ExpectationMaximisation {
    private final Gaussians gaussians;

    ExpectationMaximisation(Gaussians gaussians) {
        this.gaussians = gaussians;
    }

    /**
     * One iteration: responsibilities r_nk = p(k|x_n), then a_k = Σ_n r_nk / N and means and covariances weighted by them. A label
     * rules out the components of others, so that the weights of a class sum to its frequency.
     *
     * @param rows [N, D]
     * @param labels [N], or none where they are not observed
     * @throws IllegalArgumentException if a covariance is not positive definite any more
     */
    Likelihoods iterate(ModelSession session, float[] rows, int[] labels) {
        double[] joint = gaussians.logJoint(session, rows);
        double whole = mean(gaussians.evidence(joint));
        if (labels.length > 0) {
            ruleOut(joint, labels);
        }
        double[] evidence = gaussians.evidence(joint);
        Responsibilities responsibilities = Responsibilities.of(rows, joint, evidence);
        double[] logWeights = Arrays.stream(responsibilities.amounts())
                .map(amount -> Math.log(amount / evidence.length))
                .toArray();
        gaussians.fit(session, logWeights, responsibilities::share);
        return new Likelihoods(whole, mean(evidence));
    }

    private void ruleOut(double[] joint, int[] labels) {
        int components = gaussians.components();
        for (int i = 0; i < joint.length; i++) {
            if (i % components / gaussians.ofLabel() != labels[i / components]) {
                joint[i] = Double.NEGATIVE_INFINITY;
            }
        }
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    /**
     * Means over all rows before the update, in nats.
     *
     * @param whole of log p(x_n)
     * @param observed of log p(x_n, y_n), or the same where there are no labels: what no iteration lowers
     */
    record Likelihoods(double whole, double observed) {}
}

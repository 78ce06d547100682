package org.genera.plugins.mixture;

import java.util.Arrays;

/**
 * Priors of a mixture and the posteriors q that they turn into (Bishop 2006, section 10.2): Dir(π | α₀), and for each component
 * N(μ | m₀, (β₀ Λ)⁻¹) W(Λ | W₀, ν₀). A component with N_k examples has α₀ + N_k, β₀ + N_k and ν₀ + N_k, so that of q only means and
 * scatter matrices are needed beside the N_k.
 *
 * @param kind full precision matrices or diagonal ones
 * @param size D
 * @param alpha α₀, above 0
 * @param beta β₀, above 0
 * @param excess ν₀ less what a proper prior exceeds, above 0: the degrees of freedom of the Student's t of a component without
 *     examples
 */
record NormalWishart(PrecisionPrior kind, int size, double alpha, double beta, double excess) {
    private static final double LOG_2 = Math.log(2);

    NormalWishart {
        if (!(alpha > 0 && beta > 0 && excess > 0)) {
            throw new IllegalArgumentException("expected priors above 0, got " + alpha + " for the weights, " + beta
                    + " for the means and " + excess + " for the precisions; take small numbers for vague ones");
        }
    }

    /** ν₀. */
    double degrees() {
        return kind.least(size) + excess;
    }

    /**
     * The weights with which Gaussians N(x; m_k, (ν_k W_k)⁻¹) become ln ρ_nk (eq. 10.46): E[ln π_k] + ½ E[ln|Λ_k|] − ½ ln|ν_k W_k| −
     * D/2β_k.
     *
     * @param amounts N_k: [K]
     */
    double[] logWeights(double[] amounts) {
        double all = GammaFunction.digamma(
                alpha * amounts.length + Arrays.stream(amounts).sum());
        return Arrays.stream(amounts)
                .map(amount -> {
                    double nu = degrees() + amount;
                    return GammaFunction.digamma(alpha + amount)
                            - all
                            + 0.5 * (kind.sum(nu, size, GammaFunction::digamma) + size * (LOG_2 - Math.log(nu)))
                            - 0.5 * size / (beta + amount);
                })
                .toArray();
    }

    /** KL(q(π) ‖ p(π)) in nats. */
    double ofWeights(double[] amounts) {
        int components = amounts.length;
        double all = alpha * components + Arrays.stream(amounts).sum();
        double divergence =
                GammaFunction.log(all) - GammaFunction.log(alpha * components) + components * GammaFunction.log(alpha);
        double digammaOfAll = GammaFunction.digamma(all);
        for (double amount : amounts) {
            divergence +=
                    amount * (GammaFunction.digamma(alpha + amount) - digammaOfAll) - GammaFunction.log(alpha + amount);
        }
        return divergence;
    }

    /**
     * KL(q(μ_k, Λ_k) ‖ p(μ_k, Λ_k)) in nats.
     *
     * @param amount N_k
     * @param logDeterminant ln|W_k|
     * @param logDeterminantBefore ln|W₀|
     * @param distance ν_k (m_k − m₀)ᵀ W_k (m_k − m₀)
     * @param trace ν_k Tr(W₀⁻¹ W_k)
     */
    double ofComponent(
            double amount, double logDeterminant, double logDeterminantBefore, double distance, double trace) {
        double nu = degrees() + amount;
        double ratio = beta / (beta + amount);
        double means = 0.5 * (size * (ratio - 1 - Math.log(ratio)) + beta * distance);
        double logPrecision = kind.sum(nu, size, GammaFunction::digamma) + size * LOG_2 + logDeterminant;
        double precisions = logNormaliser(nu, logDeterminant)
                - logNormaliser(degrees(), logDeterminantBefore)
                + 0.5 * (amount * logPrecision - nu * size + trace);
        return means + precisions;
    }

    /** ln B(W, ν), but for what does not depend on either (eq. B.79). */
    private double logNormaliser(double nu, double logDeterminant) {
        return -0.5 * nu * (logDeterminant + size * LOG_2) - kind.sum(nu, size, GammaFunction::log);
    }
}

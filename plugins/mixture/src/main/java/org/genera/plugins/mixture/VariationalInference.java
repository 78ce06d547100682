package org.genera.plugins.mixture;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.genera.nn.ModelSession;
import org.genera.nn.gaussian.Gaussians;
import org.genera.nn.gaussian.ScatterPrior;
import org.genera.nn.gaussian.WeightedRows;

/**
 * Variational inference for a Bayesian mixture of Gaussians (Bishop 2006, section 10.2), whose q(Z) q(π) Π_k q(μ_k, Λ_k) is kept as
 * Gaussians N(m_k, (ν_k W_k)⁻¹) with the weights that make them ln ρ_nk, and the amounts N_k. So an iteration is one of EM, with priors
 * as further examples: β₀ of them at m₀, and W₀⁻¹ as a scatter matrix.
 *
 * @param prior α₀, β₀, ν₀
 * @param mean m₀: [D]
 * @param scatter the diagonal of W₀⁻¹, the rest is 0: [D]
 */
@SuppressWarnings("ArrayRecordComponent")
record VariationalInference(Gaussians gaussians, NormalWishart prior, float[] mean, double[] scatter) {

    /**
     * With m₀ the mean of all data and W₀⁻¹ = ν₀ v, so that the precision expected a priori is 1/v in each coordinate.
     *
     * @param rows [N, D]
     * @param variances v: [D]
     */
    static VariationalInference about(Gaussians gaussians, NormalWishart prior, float[] rows, double[] variances) {
        double[] sums = new double[variances.length];
        for (int i = 0; i < rows.length; i++) {
            sums[i % sums.length] += rows[i];
        }
        float[] mean = new float[sums.length];
        for (int j = 0; j < mean.length; j++) {
            mean[j] = (float) (sums[j] * mean.length / rows.length);
        }
        double[] scatter = Arrays.stream(variances)
                .map(variance -> prior.degrees() * variance)
                .toArray();
        return new VariationalInference(gaussians, prior, mean, scatter);
    }

    /**
     * q(π) and q(μ, Λ) of what belongs to each component (eqs. 10.58 to 10.63).
     *
     * @param amounts N_k: [K]
     */
    void fit(ModelSession session, double[] amounts, IntFunction<WeightedRows> shares) {
        gaussians.fit(
                session,
                prior.logWeights(amounts),
                k -> shares.apply(k).and(mean, prior.beta()),
                new ScatterPrior(scatter, prior.degrees() - prior.beta()));
    }

    /**
     * One iteration: q(Z) given the others, the bound that they have together, then the others given q(Z).
     *
     * @param rows [N, D]
     * @param amounts N_k of the q(π) and q(μ, Λ) that there are: [K]
     */
    Iteration iterate(ModelSession session, float[] rows, double[] amounts) {
        double[] joint = gaussians.logJoint(session, rows);
        double[] evidence = gaussians.evidence(joint);
        double bound = Arrays.stream(evidence).sum() - prior.ofWeights(amounts) - ofComponents(session, amounts);
        Responsibilities responsibilities = Responsibilities.of(rows, joint, evidence);
        double[] next = responsibilities.amounts();
        fit(session, next, responsibilities::share);
        return new Iteration(bound, next);
    }

    /**
     * What came of an iteration.
     *
     * @param bound on log p(X) before the update, in nats: the sum of eqs. 10.71 to 10.77. With the best q(Z) their terms in Z are
     *     Σ_n ln Σ_k ρ_nk, and the others divergences from the priors
     * @param amounts N_k after it: [K]
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Iteration(double bound, double[] amounts) {}

    private double ofComponents(ModelSession session, double[] amounts) {
        int size = prior.size();
        double[] halfLogDeterminants = gaussians.logDeterminants(session);
        double[] distances = gaussians.squares(session, mean);
        double before = -Arrays.stream(scatter).map(Math::log).sum();
        double divergence = 0;
        for (int k = 0; k < amounts.length; k++) {
            double logDeterminant = -size * Math.log(prior.degrees() + amounts[k]) - 2 * halfLogDeterminants[k];
            double[] precisions = gaussians.precisions(session, k);
            double trace = 0;
            for (int j = 0; j < size; j++) {
                trace += scatter[j] * precisions[j];
            }
            divergence += prior.ofComponent(amounts[k], logDeterminant, before, distances[k], trace);
        }
        return divergence;
    }
}

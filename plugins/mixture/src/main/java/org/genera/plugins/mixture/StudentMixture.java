package org.genera.plugins.mixture;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.genera.nn.ModelSession;
import org.genera.nn.gaussian.Gaussians;
import org.genera.nn.gaussian.Tails;
import org.genera.spi.ScoreField.Scores;

/**
 * The predictive density of a Bayesian mixture: a mixture of Student's t (Bishop 2006, eq. 10.81), with the weights α_k / Σα, about
 * m_k, and with the precision matrices ν β_k / (1 + β_k) W_k and ν = ν_k + 1 − D degrees of freedom; where precisions are diagonal, of
 * products of t in one dimension each.
 */
final class StudentMixture implements Tails {
    private final Gaussians gaussians;
    private final ModelSession session;
    private final PrecisionPrior kind;
    private final double[] logWeights;
    private final double[] degrees;
    /** The squared scale of the t in units of the covariances (ν_k W_k)⁻¹ that the Gaussians keep. */
    private final double[] spreads;

    /** @param amounts N_k: [K] */
    StudentMixture(Gaussians gaussians, ModelSession session, NormalWishart prior, double[] amounts) {
        this.gaussians = gaussians;
        this.session = session;
        this.kind = prior.kind();
        double all = prior.alpha() * amounts.length + Arrays.stream(amounts).sum();
        this.logWeights = Arrays.stream(amounts)
                .map(amount -> Math.log((prior.alpha() + amount) / all))
                .toArray();
        this.degrees =
                Arrays.stream(amounts).map(amount -> prior.excess() + amount).toArray();
        this.spreads = Arrays.stream(amounts)
                .map(amount -> {
                    double beta = prior.beta() + amount;
                    return (prior.degrees() + amount) * (1 + beta) / (beta * (prior.excess() + amount));
                })
                .toArray();
    }

    @Override
    public double[] logWeights() {
        return logWeights;
    }

    @Override
    public double logDensity(int component, double[] z) {
        return kind.logStudent(degrees[component], spreads[component], z);
    }

    @Override
    public double[] stretches(int component, long seed, double[] z, int unknown) {
        return kind.stretches(degrees[component], spreads[component], z, unknown, new SplittableRandom(seed));
    }

    /** log of weight times density of each component, of rows [B, D]: [B, K]. */
    double[] logJoint(float[] rows) {
        int components = logWeights.length;
        int size = gaussians.size();
        double[] logDeterminants = gaussians.logDeterminants(session);
        double[] joint;
        if (kind == PrecisionPrior.WISHART) {
            joint = gaussians.squares(session, rows);
            for (int i = 0; i < joint.length; i++) {
                int k = i % components;
                joint[i] = PrecisionPrior.logStudent(degrees[k], spreads[k], size, joint[i]);
            }
        } else {
            joint = new double[rows.length / size * components];
            for (int k = 0; k < components; k++) {
                int component = k;
                double[] white = white(k, rows);
                IntStream.range(0, rows.length / size)
                        .parallel()
                        .forEach(i -> joint[i * components + component] =
                                logDensity(component, Arrays.copyOfRange(white, i * size, (i + 1) * size)));
            }
        }
        for (int i = 0; i < joint.length; i++) {
            joint[i] += logWeights[i % components] - logDeterminants[i % components];
        }
        return joint;
    }

    /** (x − m_k) / σ_k where covariances are diagonal: [B, D]. */
    private double[] white(int k, float[] rows) {
        int size = gaussians.size();
        double[] precisions = gaussians.precisions(session, k);
        double[] white = gaussians.precise(session, k, rows);
        for (int i = 0; i < white.length; i++) {
            white[i] /= Math.sqrt(precisions[i % size]);
        }
        return white;
    }

    /** log p(x) of rows [B, D]: [B]. */
    double[] logLikelihood(float[] rows) {
        return gaussians.evidence(logJoint(rows));
    }

    /** log p(k|x) of rows [B, D]: [B, K]. */
    double[] logPosterior(float[] rows) {
        double[] joint = logJoint(rows);
        double[] evidence = gaussians.evidence(joint);
        for (int i = 0; i < joint.length; i++) {
            joint[i] -= evidence[i / logWeights.length];
        }
        return joint;
    }

    /**
     * ∇ log p(x), and log p(x), of rows [B, D]. Of one t with the covariances Σ that the Gaussians keep it is −(ν + D) / (s ν + ‖L⁻¹(x −
     * m)‖²) Σ⁻¹(x − m), with the squared scale s; of a product of t in one dimension the same in each.
     */
    Scores score(float[] rows) {
        int components = logWeights.length;
        int size = gaussians.size();
        double[] joint = logJoint(rows);
        double[] evidence = gaussians.evidence(joint);
        double[] squares = gaussians.squares(session, rows);
        double[] gradient = new double[rows.length];
        for (int k = 0; k < components; k++) {
            double[] precise = gaussians.precise(session, k, rows);
            double[] precisions = gaussians.precisions(session, k);
            double far = spreads[k] * degrees[k];
            for (int i = 0; i < precise.length; i++) {
                int row = i / size;
                double pull = kind == PrecisionPrior.WISHART
                        ? (degrees[k] + size) / (far + squares[row * components + k])
                        : (degrees[k] + 1) / (far + precise[i] * precise[i] / precisions[i % size]);
                gradient[i] -= Math.exp(joint[row * components + k] - evidence[row]) * pull * precise[i];
            }
        }
        float[] single = new float[gradient.length];
        for (int i = 0; i < single.length; i++) {
            single[i] = (float) gradient[i];
        }
        return new Scores(single, evidence);
    }
}

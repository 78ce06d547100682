package org.genera.plugins.mcmc;

import org.genera.nn.Call;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat64;

/**
 * MALA (Roberts &amp; Tweedie 1996): the step of {@link UnadjustedLangevin} is a proposal from q(y | x) = N(y; x + ε ∇log
 * p(x), 2ε I), accepted with min(1, p(y) q(x | y) / (p(x) q(y | x))). Its stationary distribution is p for any ε.
 *
 * <p>Far outside of the density it hardly ever moves: the way back from so long a drift is too unlikely (Christensen,
 * Roberts &amp; Rosenthal 2005). There its proposals are taken unasked, with steps short enough not to overshoot.
 */
final class AdjustedLangevin implements Kernel {
    private final int size;
    private final Inputs in;
    private final Operand<TFloat64> proposed;
    private final Density.At there;
    private final AcceptanceStep decision;
    private final Operand<TFloat64> x;
    private final Operand<TFloat64> logDensity;
    private final Operand<TFloat64> score;

    AdjustedLangevin(ModelGraph graph, Density density) {
        Ops tf = graph.tf();
        this.size = density.size();
        this.in = Inputs.of(tf, "mala", size);
        this.proposed = UnadjustedLangevin.step(tf, in);
        this.there = density.at(proposed);
        Operand<TFloat64> logRatio = tf.math.add(
                tf.math.sub(there.logDensity(), in.logDensity()),
                tf.math.sub(
                        logProposal(tf, in.x(), proposed, there.score()),
                        logProposal(tf, proposed, in.x(), in.score())));
        this.decision = AcceptanceStep.of(tf, logRatio, in.uniform());
        this.x = decision.ofVectors(tf, proposed, in.x());
        this.logDensity = decision.ofScalars(tf, there.logDensity(), in.logDensity());
        this.score = decision.ofVectors(tf, there.score(), in.score());
    }

    /** log q(to | from) up to a constant: −‖to − from − ε ∇log p(from)‖² / 4ε, [C]. */
    private Operand<TFloat64> logProposal(
            Ops tf, Operand<TFloat64> to, Operand<TFloat64> from, Operand<TFloat64> scoreOfFrom) {
        Operand<TFloat64> difference = tf.math.sub(to, UnadjustedLangevin.drifted(tf, from, scoreOfFrom, in.step()));
        return tf.math.div(tf.math.neg(Inputs.squaredNorm(tf, difference)), tf.math.mul(tf.constant(4.0), in.step()));
    }

    @Override
    public int evaluations() {
        return 1;
    }

    @Override
    public Moved next(ModelSession session, Chains from, Noise noise, double step) {
        try (Call.Fetched fetched =
                call(session, from, noise, step).fetch(x, logDensity, score, decision.acceptance())) {
            Chains to = new Chains(from.count(), fetched.doubles(0), fetched.doubles(1), fetched.doubles(2));
            return new Moved(to, Kernel.mean(fetched.doubles(3)));
        }
    }

    private Call call(ModelSession session, Chains from, Noise noise, double step) {
        return there.known(() ->
                in.feed(session.call(), from, noise, step, size).feed(in.score(), from.score(), from.count(), size));
    }

    @Override
    public Chains approach(ModelSession session, Chains from, Noise noise, double step, double length) {
        // A lone kernel contracts by 1 − ε/h²; beyond 2 h² it would throw chains out instead.
        double safe = Math.min(step, length * length / 2);
        try (Call.Fetched fetched =
                call(session, from, noise, safe).fetch(proposed, there.logDensity(), there.score())) {
            return new Chains(from.count(), fetched.doubles(0), fetched.doubles(1), fetched.doubles(2));
        }
    }
}

package org.genera.plugins.mcmc;

import org.genera.nn.Call;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat64;

/**
 * Proposes y = x + s n with n standard normal and accepts it with min(1, p(y) / p(x)) (Metropolis et al. 1953). The step
 * s is the standard deviation of the proposal.
 */
final class RandomWalkMetropolis implements Kernel {
    private final int size;
    private final Inputs in;
    private final Density.At there;
    private final AcceptanceStep decision;
    private final Operand<TFloat64> x;
    private final Operand<TFloat64> logDensity;

    RandomWalkMetropolis(ModelGraph graph, Density density) {
        Ops tf = graph.tf();
        this.size = density.size();
        this.in = Inputs.of(tf, "metropolis", size);
        Operand<TFloat64> proposed = tf.math.add(in.x(), tf.math.mul(in.step(), in.normal()));
        this.there = density.at(proposed);
        this.decision = AcceptanceStep.of(tf, tf.math.sub(there.logDensity(), in.logDensity()), in.uniform());
        this.x = decision.ofVectors(tf, proposed, in.x());
        this.logDensity = decision.ofScalars(tf, there.logDensity(), in.logDensity());
    }

    @Override
    public int evaluations() {
        return 1;
    }

    @Override
    public Moved next(ModelSession session, Chains from, Noise noise, double step) {
        Call call = there.known(() -> in.feed(session.call(), from, noise, step, size));
        try (Call.Fetched fetched = call.fetch(x, logDensity, decision.acceptance())) {
            Chains to = new Chains(from.count(), fetched.doubles(0), fetched.doubles(1), new double[0]);
            return new Moved(to, Kernel.mean(fetched.doubles(2)));
        }
    }
}

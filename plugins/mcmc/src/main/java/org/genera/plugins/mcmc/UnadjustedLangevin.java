package org.genera.plugins.mcmc;

import org.genera.nn.Call;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat64;

/**
 * x' = x + ε ∇log p(x) + √(2ε) n: the Langevin diffusion in steps of ε, every one of them taken (Parisi 1981). Its
 * stationary distribution is not p: on N(0, 1) its variance is 1 / (1 − ε/2).
 */
final class UnadjustedLangevin implements Kernel {
    private final int size;
    private final Inputs in;
    private final Operand<TFloat64> x;
    private final Density.At there;

    UnadjustedLangevin(ModelGraph graph, Density density) {
        Ops tf = graph.tf();
        this.size = density.size();
        this.in = Inputs.of(tf, "langevin", size);
        this.x = step(tf, in);
        this.there = density.at(x);
    }

    /** x + ε ∇log p(x) + √(2ε) n, [C, D]. */
    static Operand<TFloat64> step(Ops tf, Inputs in) {
        Operand<TFloat64> deviation = tf.math.sqrt(tf.math.mul(tf.constant(2.0), in.step()));
        return tf.math.add(drifted(tf, in.x(), in.score(), in.step()), tf.math.mul(deviation, in.normal()));
    }

    /** x + ε ∇log p(x), the mean of a step: [C, D]. */
    static Operand<TFloat64> drifted(Ops tf, Operand<TFloat64> x, Operand<TFloat64> score, Operand<TFloat64> epsilon) {
        return tf.math.add(x, tf.math.mul(epsilon, score));
    }

    @Override
    public int evaluations() {
        return 1;
    }

    @Override
    public Moved next(ModelSession session, Chains from, Noise noise, double step) {
        Call call = there.known(() ->
                in.feed(session.call(), from, noise, step, size).feed(in.score(), from.score(), from.count(), size));
        try (Call.Fetched fetched = call.fetch(x, there.logDensity(), there.score())) {
            Chains to = new Chains(from.count(), fetched.doubles(0), fetched.doubles(1), fetched.doubles(2));
            return new Moved(to, 1);
        }
    }
}

package org.genera.plugins.mcmc;

import org.genera.nn.Call;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat64;

/**
 * Hamiltonian Monte Carlo (Duane et al. 1987; Neal 2011): a fresh momentum p ~ N(0, I), L leapfrog steps along H(x, p) =
 * −log p(x) + ½‖p‖², and the end point accepted with min(1, exp(H − H')).
 *
 * <p>The step size of a chain is drawn anew for each transition, within a fifth of the adapted one: on a nearly Gaussian
 * mode a trajectory of fixed length may return to where it began (Neal 2011, section 5.4.2).
 */
final class Hamiltonian implements Kernel {
    private static final double JITTER = 0.2;

    private final int size;
    private final int leapfrogSteps;
    private final Placeholder<TFloat64> x;
    private final Placeholder<TFloat64> momentum;
    private final Placeholder<TFloat64> score;
    private final Placeholder<TFloat64> steps;
    private final Operand<TFloat64> nextX;
    private final Operand<TFloat64> nextMomentum;
    private final Density.At there;
    private final Inputs before;
    private final Inputs after;
    private final AcceptanceStep decision;
    private final Operand<TFloat64> chosenX;
    private final Operand<TFloat64> chosenLogDensity;
    private final Operand<TFloat64> chosenScore;

    /** A phase-space point of each chain: where it stands, and its momentum [C, D]. */
    @SuppressWarnings("ArrayRecordComponent")
    record Phase(Chains chains, double[] momentum) {}

    Hamiltonian(ModelGraph graph, Density density, int leapfrogSteps) {
        Ops tf = graph.tf();
        this.size = density.size();
        this.leapfrogSteps = leapfrogSteps;
        this.x = Inputs.input(tf, "leapfrog_x", -1, size);
        this.momentum = Inputs.input(tf, "leapfrog_momentum", -1, size);
        this.score = Inputs.input(tf, "leapfrog_score", -1, size);
        this.steps = Inputs.input(tf, "leapfrog_steps", -1, 1);

        Operand<TFloat64> half = tf.math.mul(tf.constant(0.5), steps);
        Operand<TFloat64> middle = tf.math.add(momentum, tf.math.mul(half, score));
        this.nextX = tf.math.add(x, tf.math.mul(steps, middle));
        this.there = density.at(nextX);
        this.nextMomentum = tf.math.add(middle, tf.math.mul(half, there.score()));

        this.before = Inputs.of(tf, "hmc_before", size);
        this.after = Inputs.of(tf, "hmc_after", size);
        this.decision = AcceptanceStep.of(tf, tf.math.sub(energy(tf, before), energy(tf, after)), before.uniform());
        this.chosenX = decision.ofVectors(tf, after.x(), before.x());
        this.chosenLogDensity = decision.ofScalars(tf, after.logDensity(), before.logDensity());
        this.chosenScore = decision.ofVectors(tf, after.score(), before.score());
    }

    /** H = −log p(x) + ½‖p‖², [C]; the momentum stands for the normal noise that it is drawn as. */
    private static Operand<TFloat64> energy(Ops tf, Inputs in) {
        return tf.math.sub(tf.math.mul(tf.constant(0.5), Inputs.squaredNorm(tf, in.normal())), in.logDensity());
    }

    @Override
    public int evaluations() {
        return leapfrogSteps;
    }

    @Override
    public Moved next(ModelSession session, Chains from, Noise noise, double step) {
        double[] jittered = noise.uniform(size, size);
        for (int i = 0; i < jittered.length; i++) {
            jittered[i] = step * (1 + JITTER * (2 * jittered[i] - 1));
        }
        Phase start = new Phase(from, noise.normal());
        Phase end = start;
        for (int i = 0; i < leapfrogSteps; i++) {
            end = leapfrog(session, end, jittered);
        }
        return decide(session, start, end, noise.uniform(0, size));
    }

    /**
     * p½ = p + ε/2 ∇log p(x), x' = x + ε p½, p' = p½ + ε/2 ∇log p(x').
     *
     * @param epsilon of each chain, [C]
     */
    Phase leapfrog(ModelSession session, Phase from, double[] epsilon) {
        int count = from.chains().count();
        Call call = there.known(() -> session.call()
                .feed(x, from.chains().x(), count, size)
                .feed(momentum, from.momentum(), count, size)
                .feed(score, from.chains().score(), count, size)
                .feed(steps, epsilon, count, 1));
        try (Call.Fetched fetched = call.fetch(nextX, nextMomentum, there.logDensity(), there.score())) {
            return new Phase(
                    new Chains(count, fetched.doubles(0), fetched.doubles(2), fetched.doubles(3)), fetched.doubles(1));
        }
    }

    private Moved decide(ModelSession session, Phase start, Phase end, double[] uniform) {
        int count = start.chains().count();
        Call call = session.call().feed(before.uniform(), uniform, count);
        feed(call, before, start);
        feed(call, after, end);
        try (Call.Fetched fetched = call.fetch(chosenX, chosenLogDensity, chosenScore, decision.acceptance())) {
            Chains to = new Chains(count, fetched.doubles(0), fetched.doubles(1), fetched.doubles(2));
            return new Moved(to, Kernel.mean(fetched.doubles(3)));
        }
    }

    private void feed(Call call, Inputs in, Phase phase) {
        int count = phase.chains().count();
        call.feed(in.x(), phase.chains().x(), count, size)
                .feed(in.logDensity(), phase.chains().logDensity(), count)
                .feed(in.score(), phase.chains().score(), count, size)
                .feed(in.normal(), phase.momentum(), count, size);
    }
}

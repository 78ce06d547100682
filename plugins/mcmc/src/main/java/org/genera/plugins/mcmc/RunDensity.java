package org.genera.plugins.mcmc;

import java.util.Arrays;
import java.util.Collections;
import java.util.function.Supplier;
import org.genera.nn.Call;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.spi.Batch;
import org.genera.spi.Likelihood;
import org.genera.spi.Model;
import org.genera.spi.NoiseLevel;
import org.genera.spi.ScoreField;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat64;

/**
 * The density of another run's model, which is asked through its abilities: a score field at its least noise, or a likelihood where a
 * kernel needs no gradient. The other model works in float32, so its answers change in steps of about 1e-7 of a coordinate.
 *
 * <p>It is asked near the data alone: in their box and half its width around it. What a network says far from anything it was trained on
 * means nothing and may not even be a number. Beyond, the density is 0, so that proposals there are refused, and the gradient that
 * of the nearest point, which leads back.
 */
final class RunDensity implements Density {
    private static final int[] NO_LABELS = {};

    /** How far around the box the other model is asked, in widths of the box. */
    private static final double MARGIN = 0.5;

    private final Ops tf;
    private final Region region;
    private final int size;
    private final Answers answers;

    /** What the other model says at examples. */
    private interface Answers {
        ScoreField.Scores at(Batch examples);
    }

    private RunDensity(ModelGraph graph, Region region, int size, Answers answers) {
        this.tf = graph.tf();
        this.region = region;
        this.size = size;
        this.answers = answers;
    }

    /**
     * As a kernel needs it.
     *
     * @throws IllegalArgumentException if the model does not have it
     */
    static RunDensity of(ModelGraph graph, Region region, int size, Model model, KernelKind kind) {
        return new RunDensity(graph, region, size, kind.needsScore() ? scored(model, kind) : scoredAlone(model));
    }

    private static Answers scored(Model model, KernelKind kind) {
        if (!(model instanceof ScoreField field) || field.levels().isEmpty()) {
            throw new IllegalArgumentException(
                    "expected a run whose model knows the score of its density, got one that does not"
                            + "; take a flow, a mixture or a Gaussian, or metropolis-on-run where it has a likelihood");
        }
        NoiseLevel least = field.levels().get(0);
        return examples -> {
            ScoreField.Scores scores = field.score(examples, Collections.nCopies(examples.count(), least));
            if (scores.logDensity().length > 0) {
                return scores;
            }
            if (kind.refuses()) {
                throw new IllegalArgumentException(
                        "expected a run that knows its log density beside its score, by which " + kind.id()
                                + " accepts or refuses, got the score alone; take langevin-on-run");
            }
            double[] unknown = new double[examples.count()];
            Arrays.fill(unknown, Double.NaN);
            return new ScoreField.Scores(scores.gradient(), unknown);
        };
    }

    private static Answers scoredAlone(Model model) {
        if (!(model instanceof Likelihood likelihood)
                || likelihood.likelihoodMethods().isEmpty()
                || likelihood.likelihoodMethods().get(0).exactness() != Likelihood.Exactness.EXACT) {
            throw new IllegalArgumentException(
                    "expected a run whose model knows its likelihood exactly, got one that does not; take a flow, a mixture or a"
                            + " Gaussian");
        }
        String exact = likelihood.likelihoodMethods().get(0).id();
        return examples -> new ScoreField.Scores(
                new float[0], likelihood.logLikelihood(examples, exact, 0).values());
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Chains chainsAt(ModelSession session, double[] x) {
        return chainsAt(x);
    }

    private Chains chainsAt(double[] x) {
        int count = x.length / size;
        double[] lower = region.lower();
        double[] upper = region.upper();
        double[] near = new double[x.length];
        boolean[] beyond = new boolean[count];
        for (int i = 0; i < x.length; i++) {
            int j = i % size;
            double margin = MARGIN * (upper[j] - lower[j]);
            near[i] = Math.min(upper[j] + margin, Math.max(lower[j] - margin, x[i]));
            beyond[i / size] |= near[i] != x[i];
            // A chain that flew off to no number at all is nowhere near.
            near[i] = Double.isNaN(near[i]) ? lower[j] : near[i];
        }
        ScoreField.Scores scores = answers.at(new Batch(count, region.examples(near), NO_LABELS));
        double[] logDensity = scores.logDensity().clone();
        Arrays.setAll(logDensity, i -> beyond[i] ? Double.NEGATIVE_INFINITY : logDensity[i]);
        double[] score = new double[scores.gradient().length];
        Arrays.setAll(score, i -> scores.gradient()[i]);
        return new Chains(count, x, logDensity, score);
    }

    /** Both are fed when they are known. */
    @Override
    public At at(Operand<TFloat64> x) {
        return new Fed(x, Inputs.input(tf, "run_log_density", -1), Inputs.input(tf, "run_score", -1, size));
    }

    private final class Fed implements At {
        private final Operand<TFloat64> x;
        private final Placeholder<TFloat64> fedLogDensity;
        private final Placeholder<TFloat64> fedScore;
        private final Operand<TFloat64> logDensity;
        private final Operand<TFloat64> score;

        /** What is fetched is another operation than what is fed: one cannot be both. */
        private Fed(Operand<TFloat64> x, Placeholder<TFloat64> fedLogDensity, Placeholder<TFloat64> fedScore) {
            this.x = x;
            this.fedLogDensity = fedLogDensity;
            this.fedScore = fedScore;
            this.logDensity = tf.identity(fedLogDensity);
            this.score = tf.identity(fedScore);
        }

        @Override
        public Operand<TFloat64> logDensity() {
            return logDensity;
        }

        @Override
        public Operand<TFloat64> score() {
            return score;
        }

        @Override
        public Call known(Supplier<Call> prepared) {
            Chains there = chainsAt(prepared.get().doubles(x));
            Call call = prepared.get().feed(fedLogDensity, there.logDensity(), there.count());
            return there.score().length > 0 ? call.feed(fedScore, there.score(), there.count(), size) : call;
        }
    }
}

package org.genera.plugins.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.genera.nn.Seeds;
import org.genera.spi.Likelihood.LogLikelihoods;

/**
 * The variational bound log p(x_0) >= −(L_T + Σ L_{t−1} + L_0) (Ho et al. 2020, eq. 5), in nats per example.
 *
 * <p>L_T is exact, the rest is estimated, without bias. The terms of t = 1 and t = 2 scatter most and get an eighth and a
 * quarter of the evaluations; the others two in each of a number of strata, which are narrow at small t. Each example has
 * timesteps and noise of its own, so that a mean over examples is as much surer as they are many; what the draws of a stratum
 * differ by says how sure each is. The decoder is the density N(x_0; μ_θ(x_1, 1), β_1 I), since the data are continuous.
 *
 * @param variance σ_t² of p(x_{t−1} | x_t), fixed ones for t >= 2
 * @param evaluations of the network for each example, or a few more or less where so many cannot be spread
 */
record VariationalBound(GaussianDiffusion diffusion, ReverseVariance variance, int evaluations) {

    /**
     * Timesteps that stand for each other.
     *
     * @param draws how many of them are looked at, 2 or more
     */
    private record Stratum(int first, int last, int draws) {
        int size() {
            return last - first + 1;
        }

        /** Neighbours on a circle from a random one on: uniform each, and different as long as there are enough. */
        int timestep(int start, int draw) {
            return first + (start + draw * Math.max(1, size() / draws)) % size();
        }
    }

    /**
     * The bound for each example, with its standard error over timesteps and noise; of strata of few timesteps it says rather
     * too much than too little, for it takes what they differ by for chance.
     *
     * @param x0 examples, flat
     * @param count how many
     * @param seed decides the timesteps
     * @param noise standard normal numbers, as many as x0 has, for each time the network is asked
     */
    LogLikelihoods logLikelihood(
            float[] x0, int count, NoisePredictor predictor, long seed, IntFunction<float[]> noise) {
        double[] bound = new double[count];
        double[] squaredErrors = new double[count];
        subtractPrior(bound, x0);
        int asked = 0;
        for (Stratum stratum : strata()) {
            int[] starts = starts(stratum, count, seed);
            double[][] terms = new double[stratum.draws()][];
            for (int draw = 0; draw < terms.length; draw++) {
                int now = draw;
                int[] timesteps = Arrays.stream(starts)
                        .map(start -> stratum.timestep(start, now))
                        .toArray();
                terms[draw] = terms(x0, timesteps, predictor, noise.apply(asked++));
            }
            for (int i = 0; i < count; i++) {
                double mean = 0;
                for (double[] of : terms) {
                    mean += of[i] / terms.length;
                }
                double squares = 0;
                for (double[] of : terms) {
                    squares += (of[i] - mean) * (of[i] - mean);
                }
                double size = stratum.size();
                bound[i] -= size * mean;
                squaredErrors[i] += size * size * squares / (terms.length - 1) / terms.length;
            }
        }
        return new LogLikelihoods(
                bound, Arrays.stream(squaredErrors).map(Math::sqrt).toArray());
    }

    private static int[] starts(Stratum stratum, int count, long seed) {
        SplittableRandom random = new SplittableRandom(Seeds.derive(seed, "stratum/" + stratum.first()));
        return IntStream.range(0, count)
                .map(example -> random.nextInt(stratum.size()))
                .toArray();
    }

    /** L_T = KL(q(x_T | x_0) ‖ N(0, I)). */
    private void subtractPrior(double[] bound, float[] x0) {
        double alphaBar = diffusion.alphaBar(diffusion.timesteps());
        int size = x0.length / bound.length;
        for (int i = 0; i < x0.length; i++) {
            double square = (double) x0[i] * x0[i];
            bound[i / size] -= 0.5 * (alphaBar * square - alphaBar - Math.log1p(-alphaBar));
        }
    }

    /** L_{t−1} = KL(q(x_{t−1} | x_t, x_0) ‖ p(x_{t−1} | x_t)), and −log p(x_0 | x_1) for t = 1: of each example. */
    private double[] terms(float[] x0, int[] timesteps, NoisePredictor predictor, float[] noise) {
        int size = x0.length / timesteps.length;
        float[] xt = new float[x0.length];
        for (int i = 0; i < x0.length; i++) {
            int t = timesteps[i / size];
            xt[i] = (float) (diffusion.signal(t) * x0[i] + diffusion.noise(t) * noise[i]);
        }
        NoisePredictor.Predicted predicted = predictor.at(xt, timesteps);
        double[] terms = new double[timesteps.length];
        for (int example = 0; example < terms.length; example++) {
            Step step = new Step(timesteps[example]);
            for (int i = example * size; i < (example + 1) * size; i++) {
                terms[example] += step.term(x0[i], xt[i], predicted, i);
            }
        }
        return terms;
    }

    /** The coefficients of one timestep. */
    private final class Step {
        private final boolean decoder;
        private final double ofX0;
        private final double ofXt;
        private final double scale;
        private final double ofNoise;
        private final double posterior;
        private final double fixed;
        private final double constant;
        private final double logLeast;
        private final double logRatio;

        private Step(int t) {
            decoder = t == 1;
            ofX0 = decoder ? 1 : diffusion.posteriorMeanOfX0(t);
            ofXt = decoder ? 0 : diffusion.posteriorMeanOfXt(t);
            scale = 1 / Math.sqrt(diffusion.alpha(t));
            ofNoise = scale * diffusion.beta(t) / diffusion.noise(t);
            posterior = diffusion.posteriorVariance(t);
            logLeast = Math.log(diffusion.leastVariance(t));
            logRatio = Math.log(diffusion.beta(t)) - logLeast;
            fixed = decoder ? diffusion.beta(1) : variance.of(diffusion, t);
            constant = constant(fixed);
        }

        /** What does not depend on the mean. */
        private double constant(double modelVariance) {
            double ratio = posterior / modelVariance;
            return decoder ? 0.5 * Math.log(2 * Math.PI * modelVariance) : 0.5 * (ratio - 1 - Math.log(ratio));
        }

        /** Of one number, with μ_θ as in eq. 11. */
        private double term(double x0, double xt, NoisePredictor.Predicted predicted, int i) {
            double difference =
                    ofX0 * x0 + ofXt * xt - (scale * xt - ofNoise * predicted.epsilon()[i]);
            if (variance != ReverseVariance.LEARNED) {
                return constant + difference * difference / (2 * fixed);
            }
            double learned = Math.exp(logLeast + logRatio * predicted.mix()[i]);
            return constant(learned) + difference * difference / (2 * learned);
        }
    }

    /**
     * The bound by term: what is lost in each of some equal parts of the timesteps, the first with the decoder, and behind them L_T.
     *
     * @param parts at most as many as there are timesteps
     * @return {@code parts + 1} numbers in bits of a dimension, means over the examples
     */
    double[] byTerm(float[] x0, int count, NoisePredictor predictor, long seed, IntFunction<float[]> noise, int parts) {
        double perDimension = 1 / (Math.log(2) * x0.length);
        double[] byTerm = new double[parts + 1];
        for (int part = 0; part < parts; part++) {
            Stratum stratum = new Stratum(
                    1 + part * diffusion.timesteps() / parts, (part + 1) * diffusion.timesteps() / parts, 1);
            int[] timesteps = Arrays.stream(starts(stratum, count, seed))
                    .map(start -> stratum.timestep(start, 0))
                    .toArray();
            double[] terms = terms(x0, timesteps, predictor, noise.apply(part));
            byTerm[part] = stratum.size() * Arrays.stream(terms).sum() * perDimension;
        }
        double[] prior = new double[count];
        subtractPrior(prior, x0);
        byTerm[parts] = -Arrays.stream(prior).sum() * perDimension;
        return byTerm;
    }

    private List<Stratum> strata() {
        int decoder = Math.max(2, evaluations / 8);
        int second = Math.max(2, evaluations / 4);
        List<Stratum> list = new ArrayList<>(List.of(new Stratum(1, 1, decoder), new Stratum(2, 2, second)));
        int total = diffusion.timesteps() - 2;
        int parts = Math.min(Math.max(1, (evaluations - decoder - second) / 2), total);
        int done = 0;
        for (int i = 1; i <= parts; i++) {
            double part = (double) i / parts;
            // At least one timestep each, and enough left for those that follow.
            int end = Math.min(Math.max((int) Math.round(total * part * part), done + 1), total - (parts - i));
            list.add(new Stratum(done + 3, end + 2, 2));
            done = end;
        }
        return list;
    }
}

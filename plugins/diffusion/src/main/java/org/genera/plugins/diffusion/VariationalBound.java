package org.genera.plugins.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The variational bound log p(x_0) >= −(L_T + Σ L_{t−1} + L_0) (Ho et al. 2020, eq. 5), in nats per example.
 *
 * <p>L_T is exact. The sum over t = 2 … T is estimated from one timestep in each of a number of strata, which are narrow
 * at small t, where the terms are large; it is unbiased, and the whole sum with as many strata as timesteps. The decoder
 * is the density N(x_0; μ_θ(x_1, 1), β_1 I), since the data are continuous.
 *
 * @param variance σ_t² of p(x_{t−1} | x_t) for t >= 2
 * @param strata how many timesteps of 2 … T are visited, at most
 */
record VariationalBound(GaussianDiffusion diffusion, ReverseVariance variance, int strata) {

    /** Timesteps from {@code first} to {@code last}, of which one stands for all. */
    private record Stratum(int first, int last) {
        int size() {
            return last - first + 1;
        }
    }

    /**
     * @param x0 examples, flat
     * @param count how many
     * @param seed decides the timesteps
     * @param noise for each visited timestep
     * @return the bound for each example
     */
    double[] logLikelihood(float[] x0, int count, Denoiser denoiser, long seed, StepNoise noise) {
        double[] bound = new double[count];
        subtractPrior(bound, x0);
        subtract(bound, x0, denoiser, 1, noise, 1);
        SplittableRandom random = new SplittableRandom(seed);
        for (Stratum stratum : strataOfTimesteps()) {
            int timestep = random.nextInt(stratum.first(), stratum.last() + 1);
            subtract(bound, x0, denoiser, timestep, noise, stratum.size());
        }
        return bound;
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

    /** L_{t−1} = KL(q(x_{t−1} | x_t, x_0) ‖ p(x_{t−1} | x_t)), and −log p(x_0 | x_1) for t = 1. */
    private void subtract(double[] bound, float[] x0, Denoiser denoiser, int timestep, StepNoise noise, double weight) {
        float[] xt = diffusion.diffuse(x0, timestep, noise.at(timestep));
        float[] predicted = diffusion.reverseMean(xt, timestep, denoiser.epsilon(xt, timestep));
        boolean decoder = timestep == 1;
        float[] target = decoder ? x0 : diffusion.posteriorMean(x0, xt, timestep);
        double modelVariance = decoder ? diffusion.beta(1) : variance.of(diffusion, timestep);
        double constant;
        if (decoder) {
            constant = 0.5 * Math.log(2 * Math.PI * modelVariance);
        } else {
            double ratio = diffusion.posteriorVariance(timestep) / modelVariance;
            constant = 0.5 * (ratio - 1 - Math.log(ratio));
        }
        int size = x0.length / bound.length;
        for (int i = 0; i < x0.length; i++) {
            double difference = (double) target[i] - predicted[i];
            bound[i / size] -= weight * (constant + difference * difference / (2 * modelVariance));
        }
    }

    private List<Stratum> strataOfTimesteps() {
        int total = diffusion.timesteps() - 1;
        int parts = Math.min(strata, total);
        List<Stratum> list = new ArrayList<>();
        int done = 0;
        for (int i = 1; i <= parts; i++) {
            double part = (double) i / parts;
            // At least one timestep each, and enough left for those that follow.
            int end = Math.min(Math.max((int) Math.round(total * part * part), done + 1), total - (parts - i));
            list.add(new Stratum(done + 2, end + 1));
            done = end;
        }
        return list;
    }
}

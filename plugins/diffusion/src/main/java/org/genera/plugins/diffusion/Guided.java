package org.genera.plugins.diffusion;

import java.util.ArrayList;
import java.util.List;
import org.genera.nn.DataRange;
import org.genera.spi.Batch;
import org.genera.spi.Given;
import org.genera.spi.Guidance;
import org.genera.spi.NoiseLevel;

/**
 * A denoiser that a guide leads: ε̂ − w s ∇ log p(y | x_t) (Dhariwal and Nichol 2021, algorithm 2), which is x̂_0 + w s²/a ∇ log p(y | x_t).
 * A guide that knows no noise is asked at x̂_0, which moves with x_t about as much as that of standard normal data does, by a.
 *
 * @param range of the data, in whose units the guide is asked
 */
record Guided(Denoiser denoiser, NoiseProcess process, DataRange range, Guidance guidance) implements Denoiser {

    @Override
    public Prediction at(int[] rows, float[] x, double[] times) {
        Prediction predicted = denoiser.at(rows, x, times);
        boolean aware = guidance.guide().noiseAware();
        float[] asked = inData(aware ? x : predicted.x0(), times, aware);
        Given target = new Given(
                guidance.target().examples().take(rows), guidance.target().known());
        float[] gradient =
                guidance.guide().gradient(new Batch(rows.length, asked, new int[0]), levels(times, aware), target);
        double perData = Math.exp(-range.logDerivative());
        double[] ones = new double[times.length];
        double[] weights = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            double signal = process.signal(times[i]);
            ones[i] = 1;
            // Where nothing is left of the data nothing leads.
            weights[i] =
                    signal == 0 ? 0 : guidance.weight() * perData * process.variance(times[i]) / (aware ? signal : 1);
        }
        return new Prediction(Numbers.combine(predicted.x0(), ones, gradient, weights), predicted.mix());
    }

    /** Here x_t = a x_0 + s ε; in the data, where x_0 is f x + c here, it is (x_t − a c)/f. */
    private float[] inData(float[] x, double[] times, boolean noisy) {
        double offset = range.toModel(new float[1])[0];
        double factor = Math.exp(range.logDerivative());
        int size = x.length / times.length;
        float[] data = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            double signal = noisy ? process.signal(times[i / size]) : 1;
            data[i] = (float) ((x[i] - signal * offset) / factor);
        }
        return data;
    }

    private List<NoiseLevel> levels(double[] times, boolean noisy) {
        List<NoiseLevel> levels = new ArrayList<>();
        for (double time : times) {
            levels.add(
                    noisy
                            ? new NoiseLevel(
                                    process.signal(time), process.noise(time) / Math.exp(range.logDerivative()))
                            : NoiseLevel.CLEAN);
        }
        return levels;
    }
}

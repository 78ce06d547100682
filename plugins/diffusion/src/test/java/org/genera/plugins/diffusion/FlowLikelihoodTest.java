package org.genera.plugins.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.genera.spi.Likelihood.LogLikelihoods;
import org.junit.jupiter.api.Test;

/** The likelihood of the probability flow with exact denoisers of Gaussian data. */
class FlowLikelihoodTest {

    private static float[] signs(int count, long seed) {
        Random random = new Random(seed);
        float[] signs = new float[count];
        for (int i = 0; i < count; i++) {
            signs[i] = random.nextBoolean() ? 1 : -1;
        }
        return signs;
    }

    @Test
    void it_is_the_log_density_of_gaussian_data_on_every_process() {
        for (NoiseProcess process : List.of(
                ExactGaussian.usualDiffusion(),
                new VariancePreserving(0.1, 20, false),
                new VarianceExploding(new GeometricNoise(0.005, 30)),
                new StraightLines())) {
            // VE ends with the mean of the data, where noise of mean 0 is taken.
            ExactGaussian data = new ExactGaussian(process, process instanceof VarianceExploding ? 0 : 0.7, 0.3);
            float[] x0 = data.draw(20, 1);
            FlowLikelihood.TracedDenoiser denoiser = (x, times, probes) -> {
                double[] traces = new double[times.length];
                for (int i = 0; i < times.length; i++) {
                    traces[i] = 2 * data.slope(times[i]);
                }
                return new FlowLikelihood.Traced(
                        data.denoiser().at(new int[0], x, times).x0(), traces);
            };
            LogLikelihoods found = new FlowLikelihood(process, 1e-5, 2).logLikelihood(x0, 10, denoiser, signs(40, 2));
            for (int i = 0; i < 10; i++) {
                double exact = data.logDensity(x0[2 * i]) + data.logDensity(x0[2 * i + 1]);
                assertThat(found.values()[i]).as("%s", process).isCloseTo(exact, within(0.02));
                assertThat(found.standardErrors()[i]).isCloseTo(0, within(1e-9));
            }
        }
    }

    @Test
    void estimates_of_correlated_data_scatter_about_the_log_density_as_they_say() {
        // Two numbers with covariance C = R diag R': the trace is known, e'Ae is not without e.
        NoiseProcess process = new VariancePreserving(0.1, 20, false);
        double[] variances = {0.8, 0.1};
        int count = 400;
        float[] x0 = new float[2 * count];
        Random random = new Random(3);
        for (int i = 0; i < count; i++) {
            double first = Math.sqrt(variances[0]) * random.nextGaussian();
            double second = Math.sqrt(variances[1]) * random.nextGaussian();
            x0[2 * i] = (float) ((first - second) * Math.sqrt(0.5));
            x0[2 * i + 1] = (float) ((first + second) * Math.sqrt(0.5));
        }
        FlowLikelihood.TracedDenoiser denoiser = (x, times, probes) -> {
            float[] predicted = new float[x.length];
            double[] traces = new double[times.length];
            for (int i = 0; i < times.length; i++) {
                double a = process.signal(times[i]);
                double[] slopes = new double[2];
                for (int j = 0; j < 2; j++) {
                    slopes[j] = a * variances[j] / (a * a * variances[j] + process.variance(times[i]));
                }
                double same = (slopes[0] + slopes[1]) / 2;
                double other = (slopes[0] - slopes[1]) / 2;
                predicted[2 * i] = (float) (same * x[2 * i] + other * x[2 * i + 1]);
                predicted[2 * i + 1] = (float) (other * x[2 * i] + same * x[2 * i + 1]);
                traces[i] = 2 * same + 2 * other * probes[2 * i] * probes[2 * i + 1];
            }
            return new FlowLikelihood.Traced(predicted, traces);
        };
        LogLikelihoods found =
                new FlowLikelihood(process, 1e-4, 8).logLikelihood(x0, count, denoiser, signs(8 * 2 * count, 5));
        double difference = 0;
        double squaredError = 0;
        for (int i = 0; i < count; i++) {
            double first = (x0[2 * i] + x0[2 * i + 1]) * Math.sqrt(0.5);
            double second = (x0[2 * i + 1] - x0[2 * i]) * Math.sqrt(0.5);
            double exact = -Math.log(2 * Math.PI)
                    - 0.5 * Math.log(variances[0] * variances[1])
                    - 0.5 * (first * first / variances[0] + second * second / variances[1]);
            difference += (found.values()[i] - exact) / count;
            squaredError += Math.pow(found.standardErrors()[i] / count, 2);
        }
        assertThat(difference).isCloseTo(0, within(3 * Math.sqrt(squaredError) + 0.01));
        assertThat(Arrays.stream(found.standardErrors()).average().orElseThrow())
                .isGreaterThan(0.05);
    }
}

package org.genera.plugins.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.genera.nn.Call;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.spi.ModelContext;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

class BoundLossTest {
    private static final int COUNT = 64;
    private static final int SIZE = 3;

    @Test
    void it_is_the_sum_of_the_divergences_of_the_steps_in_bits_of_a_dimension() {
        GaussianDiffusion diffusion = new GaussianDiffusion(BetaSchedule.cosine(20, 2));
        ModelGraph graph = new ModelGraph(ModelContext.cpu(), 3);
        var x = graph.input("x", -1, SIZE);
        var said = graph.input("said", -1, 2 * SIZE);
        DenoisingLoss.Noised noised =
                new DenoisingLoss(diffusion, Parametrisation.EPSILON, LossWeight.uniform()).noised(graph, x);
        Operand<TFloat32> loss = new BoundLoss(diffusion).of(graph.tf(), noised, said, SIZE);
        Operand<TFloat32> index = graph.tf().dtypes.cast(noised.index(), TFloat32.class);
        float[] x0 = ExactGaussian.normal(COUNT * SIZE, 1);
        float[] output = ExactGaussian.normal(COUNT * 2 * SIZE, 2);
        try (ModelSession session = graph.open();
                Call.Fetched fetched = session.call()
                        .feed(x, x0, COUNT, SIZE)
                        .feed(said, output, COUNT, 2 * SIZE)
                        .feed(graph.step(), 5)
                        .fetch(loss, index, noised.xt())) {
            double sum = 0;
            for (int i = 0; i < COUNT * SIZE; i++) {
                int example = i / SIZE;
                int t = 1 + (int) fetched.floats(1)[example];
                float[] clean = {x0[i]};
                float[] noisy = {fetched.floats(2)[i]};
                double mix = (output[example * 2 * SIZE + SIZE + i % SIZE] + 1) / 2;
                double variance =
                        Math.exp(mix * Math.log(diffusion.beta(t)) + (1 - mix) * Math.log(diffusion.leastVariance(t)));
                double mean = diffusion.reverseMean(noisy, t, new float[] {output[example * 2 * SIZE + i % SIZE]})[0];
                sum += t == 1
                        ? 0.5 * Math.log(2 * Math.PI * variance) + Math.pow(clean[0] - mean, 2) / (2 * variance)
                        : divergence(
                                diffusion.posteriorMean(clean, noisy, t)[0],
                                diffusion.posteriorVariance(t),
                                mean,
                                variance);
            }
            double expected = 20 * sum / (COUNT * SIZE) / Math.log(2);
            assertThat(fetched.scalar(0) / expected).isCloseTo(1, within(1e-3));
        }
    }

    /** KL(N(m, v) ‖ N(m', v')). */
    private static double divergence(double mean, double variance, double otherMean, double otherVariance) {
        return 0.5
                * (Math.log(otherVariance / variance) + (variance + Math.pow(mean - otherMean, 2)) / otherVariance - 1);
    }
}

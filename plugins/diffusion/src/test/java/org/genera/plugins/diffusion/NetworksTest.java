package org.genera.plugins.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.genera.nn.Dense;
import org.genera.nn.GradientCheck;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.spi.DataShape;
import org.genera.spi.ModelContext;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

class NetworksTest {
    private static final DataShape.Image SMALL = new DataShape.Image(4, 4, 1);

    @Test
    void the_loss_of_dense_layers_has_the_gradient_of_finite_differences() {
        assertGradient(new ResidualDense(6, 2, 1, 1), Parametrisation.EPSILON, 3);
    }

    @Test
    void the_loss_of_the_u_net_has_the_gradient_of_finite_differences() {
        assertGradient(new UNet(SMALL, 4, 2, 2, true, 1), Parametrisation.V, SMALL.size());
    }

    @Test
    void a_residual_block_has_the_gradient_of_finite_differences() {
        ModelGraph graph = new ModelGraph(ModelContext.cpu(), 3);
        var x = graph.input("x", -1, 3, 3, 4);
        Operand<TFloat32> time = Dense.glorot(5)
                .apply(graph.scope("net").child("embed"), graph.tf().constant(new float[][] {{0.3f, -0.2f}, {0.8f, 0.1f}
                }));
        Operand<TFloat32> y = new ResidualBlock(8, 4).apply(graph.scope("net").child("block"), x, time);
        Operand<TFloat32> loss = graph.tf()
                .math
                .mean(
                        graph.tf().math.mul(y, graph.tf().math.add(y, graph.tf().constant(0.3f))),
                        graph.tf().constant(new int[] {0, 1, 2, 3}));
        GradientCheck check = GradientCheck.of(graph, loss, graph.trainable("net"));
        try (ModelSession session = graph.open()) {
            float[] values = wave(72);
            assertThat(check.largestError(session, () -> session.call().feed(x, values, 2, 3, 3, 4)))
                    .isLessThan(5e-3);
        }
    }

    private static void assertGradient(DiffusionNetwork network, Parametrisation parametrisation, int size) {
        ModelGraph graph = new ModelGraph(ModelContext.cpu(), 3);
        var x = graph.input("x", -1, size);
        DenoisingLoss denoising =
                new DenoisingLoss(ExactGaussian.usualDiffusion(), parametrisation, LossWeight.minSignalToNoise(5));
        DenoisingLoss.Noised noised = denoising.noised(graph, x);
        Operand<TFloat32> said = network.apply(graph.scope("net"), noised.input(), noised.time(), null);
        Operand<TFloat32> loss = denoising.of(graph, noised, said).loss();
        GradientCheck check = GradientCheck.of(graph, loss, graph.trainable("net"));
        try (ModelSession session = graph.open()) {
            float[] values = wave(4 * size);
            assertThat(check.largestError(
                            session,
                            () -> session.call().feed(x, values, 4, size).feed(graph.step(), 7)))
                    .isLessThan(5e-3);
        }
    }

    private static float[] wave(int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) Math.sin(1.7 * i + 0.3);
        }
        return values;
    }

    @Test
    void an_untrained_network_predicts_no_noise_and_keeps_the_shape() {
        DataShape.Image colour = new DataShape.Image(32, 32, 3);
        for (DiffusionNetwork network : new DiffusionNetwork[] {
            new UNet(colour, 8, 2, 2, false, 1),
            new UNet(colour, 8, 1, 3, true, 2),
            new UNet(colour, 8, 4, 1, false, 1),
            new ResidualDense(8, 1, 0, 2)
        }) {
            ModelGraph graph = new ModelGraph(ModelContext.cpu(), 3);
            var x = graph.input("x", -1, colour.size());
            var time = graph.input("time", 1);
            Operand<TFloat32> epsilon = network.apply(graph.scope("net"), x, time, null);
            try (ModelSession session = graph.open()) {
                float[] out = session.call()
                        .feed(x, wave(2 * colour.size()), 2, colour.size())
                        .feed(time, new float[] {5}, 1)
                        .floats(epsilon);
                assertThat(out).containsOnly(0f);
                assertThat(out.length % (2 * colour.size())).isZero();
            }
        }
    }

    @Test
    void an_image_that_the_patch_does_not_divide_is_refused() {
        assertThatThrownBy(() -> new UNet(new DataShape.Image(27, 28, 1), 8, 2, 2, false, 1))
                .hasMessageContaining("multiples of the patch 2")
                .hasMessageContaining("choose patch = 1");
    }
}

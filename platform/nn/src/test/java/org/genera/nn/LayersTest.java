package org.genera.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.BiFunction;
import org.genera.spi.ModelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

class LayersTest {
    private static final int[] ALL_2 = {0, 1};
    private static final int[] ALL_4 = {0, 1, 2, 3};

    private final ModelGraph graph = new ModelGraph(ModelContext.cpu(), 3);

    @Test
    void a_dense_layer_has_the_gradient_of_finite_differences() {
        assertGradient(new long[] {5, 4}, ALL_2, (scope, x) -> Dense.glorot(3).apply(scope, x));
    }

    @Test
    void a_convolution_with_stride_has_the_gradient_of_finite_differences() {
        assertGradient(
                new long[] {2, 5, 5, 2},
                ALL_4,
                (scope, x) -> Conv2d.glorot(3, 3, 2).apply(scope, x));
    }

    @ParameterizedTest
    @EnumSource(MaskedConv2d.Type.class)
    void a_masked_convolution_has_the_gradient_of_finite_differences(MaskedConv2d.Type type) {
        assertGradient(
                new long[] {2, 4, 4, 3},
                ALL_4,
                (scope, x) -> MaskedConv2d.glorot(6, 3, 3, type).apply(scope, x));
    }

    @Test
    void a_transposed_convolution_has_the_gradient_of_finite_differences() {
        assertGradient(
                new long[] {2, 4, 4, 2},
                ALL_4,
                (scope, x) -> ConvTranspose2d.glorot(3, 4, 2, 7, 8).apply(scope, x));
    }

    @Test
    void group_normalisation_has_the_gradient_of_finite_differences() {
        assertGradient(
                new long[] {2, 3, 3, 4},
                ALL_4,
                (scope, x) -> new GroupNorm(2)
                        .apply(scope.child("norm"), Conv2d.glorot(4, 3, 1).apply(scope.child("conv"), x)));
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void an_activation_passes_the_gradient_of_finite_differences(Activation activation) {
        assertGradient(
                new long[] {6, 4},
                ALL_2,
                (scope, x) ->
                        activation.apply(scope.tf(), Dense.uniformFanIn(4, 5).apply(scope, x)));
    }

    @ParameterizedTest
    @CsvSource({"4, 4", "7, 3", "2, 5"})
    void an_orthogonal_matrix_has_orthonormal_columns_or_rows(int rows, int columns) {
        Operand<TFloat32> matrix = Initializer.orthogonal().value(graph.tf(), Shape.of(rows, columns), 5);
        try (ModelSession session = graph.open()) {
            float[] values = session.call().floats(matrix);
            boolean wide = columns > rows;
            int count = Math.min(rows, columns);
            for (int i = 0; i < count * count; i++) {
                double product = 0;
                for (int k = 0; k < Math.max(rows, columns); k++) {
                    int one = wide ? i / count * columns + k : k * columns + i / count;
                    int other = wide ? i % count * columns + k : k * columns + i % count;
                    product += (double) values[one] * values[other];
                }
                assertThat(product).isCloseTo(i / count == i % count ? 1 : 0, within(1e-6));
            }
        }
    }

    private void assertGradient(
            long[] shape, int[] axes, BiFunction<Scope, Operand<TFloat32>, Operand<TFloat32>> layer) {
        long[] inputShape = shape.clone();
        inputShape[0] = -1;
        var x = graph.input("x", inputShape);
        Operand<TFloat32> y = layer.apply(graph.scope("net"), x);
        // A weighted sum of squares, so that no direction of the weights is flat.
        Operand<TFloat32> loss = graph.tf()
                .math
                .mean(
                        graph.tf().math.mul(y, graph.tf().math.add(y, graph.tf().constant(0.3f))),
                        graph.tf().constant(axes));
        GradientCheck check = GradientCheck.of(graph, loss, graph.trainable("net"));
        int size = 1;
        for (long dimension : shape) {
            size *= (int) dimension;
        }
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) Math.sin(1.7 * i + 0.3);
        }
        try (ModelSession session = graph.open()) {
            assertThat(check.largestError(session, () -> session.call().feed(x, values, shape)))
                    .isLessThan(5e-3);
        }
    }

    @Test
    void group_normalisation_gives_each_group_mean_0_and_variance_1() {
        var x = graph.input("x", -1, 2, 2, 4);
        Operand<TFloat32> y = new GroupNorm(2).apply(graph.scope("norm"), x);
        float[] values = new float[16];
        for (int i = 0; i < 16; i++) {
            values[i] = i * i;
        }
        try (ModelSession session = graph.open()) {
            float[] normed = session.call().feed(x, values, 1, 2, 2, 4).floats(y);
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < 16; i++) {
                if (i % 4 < 2) {
                    sum += normed[i];
                    squares += normed[i] * normed[i];
                }
            }
            assertThat(sum / 8).isCloseTo(0, org.assertj.core.data.Offset.offset(1e-5));
            assertThat(squares / 8).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-4));
        }
    }

    @Test
    void a_transposed_convolution_is_the_adjoint_of_the_convolution() {
        var small = graph.input("small", -1, 4, 4, 2);
        var large = graph.input("large", -1, 7, 7, 3);
        Operand<TFloat32> up = ConvTranspose2d.glorot(3, 3, 2, 7, 7).apply(graph.scope("up"), small);
        Operand<TFloat32> kernel = graph.trainable("up").get(0).value();
        Operand<TFloat32> down = graph.tf().nn.conv2d(large, kernel, List.of(1L, 2L, 2L, 1L), "SAME");
        float[] a = wave(32);
        float[] b = wave(147);
        try (ModelSession session = graph.open()) {
            float[] ua = session.call().feed(small, a, 1, 4, 4, 2).floats(up);
            float[] db = session.call().feed(large, b, 1, 7, 7, 3).floats(down);
            assertThat(dot(ua, b)).isCloseTo(dot(a, db), org.assertj.core.data.Offset.offset(1e-4));
        }
    }

    private static float[] wave(int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) Math.cos(0.9 * i);
        }
        return values;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    @Test
    void the_same_scope_gives_the_same_weights() {
        var x = graph.input("x", -1, 2);
        Operand<TFloat32> once = Dense.glorot(3).apply(graph.scope("net"), x);
        Operand<TFloat32> twice = Dense.glorot(3).apply(graph.scope("net"), x);
        try (ModelSession session = graph.open()) {
            float[] values = {1, 2, 3, 4};
            assertThat(session.call().feed(x, values, 2, 2).floats(once))
                    .isEqualTo(session.call().feed(x, values, 2, 2).floats(twice));
            assertThat(session.parameterCount()).isEqualTo(9);
        }
    }

    @Test
    void a_wrong_shape_is_refused_with_the_place() {
        var x = graph.input("x", -1, 5, 5, 3);
        assertThatThrownBy(() -> ConvTranspose2d.glorot(3, 3, 2, 8, 8)
                        .apply(graph.scope("decoder").child("up1"), x))
                .hasMessageContaining("expected an input [B,4,4,C]")
                .hasMessageContaining("decoder/up1");
        assertThatThrownBy(() -> Dense.glorot(3).apply(graph.scope("head"), x)).hasMessageContaining("rank 2");
    }

    @Test
    void sinusoids_of_position_0_are_0_and_1() {
        var position = graph.input("position", -1);
        Operand<TFloat32> embedding = new SinusoidalEmbedding(6).apply(graph.tf(), position);
        try (ModelSession session = graph.open()) {
            assertThat(session.call().feed(position, new float[] {0}, 1).floats(embedding))
                    .containsExactly(0, 0, 0, 1, 1, 1);
        }
    }
}

package org.genera.plugins.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.genera.nn.Call;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.spi.DataShape;
import org.genera.spi.ModelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat64;

/** In double. */
class BijectionTest {
    private static final int SIZE = 3;
    private static final double[] LOG_SCALE = {0.3, -1.1, 0.7};
    private static final double[] POINTS = {0.1, 0.9, 0.4, 0.55, 0.02, 0.7, 0.98, 0.5, 0.31, 0.25, 0.75, 0.6};

    /** Where points went, and by how much their volume grew. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Went(double[] values, double[] logDeterminants) {}

    /** Layers are made in a graph. */
    @FunctionalInterface
    interface Layers {
        List<Bijection<TFloat64>> in(Ops tf);
    }

    private static Went forward(Layers layers, double[] points) {
        return run(layers, points, true);
    }

    private static Went inverse(Layers layers, double[] points) {
        return run(layers, points, false);
    }

    private static Went run(Layers layers, double[] points, boolean forward) {
        ModelGraph graph = new ModelGraph(ModelContext.cpu(), 1);
        Ops tf = graph.tf();
        Placeholder<TFloat64> input = tf.placeholder(TFloat64.class);
        Flow<TFloat64> flow = new Flow<>(layers.in(tf), Base.GAUSSIAN);
        List<Bijection.Mapped<TFloat64>> way = forward ? flow.forward(tf, input) : flow.inverse(tf, input);
        Operand<TFloat64> logDeterminant = Flow.logDeterminant(tf, way);
        try (ModelSession session = graph.open();
                Call.Fetched fetched = session.call()
                        .feed(input, points, points.length / SIZE, SIZE)
                        .fetch(Flow.last(way).values(), logDeterminant)) {
            return new Went(fetched.doubles(0), fetched.doubles(1));
        }
    }

    private static AffineCoupling<TFloat64> affine(Ops tf, boolean first) {
        return new AffineCoupling<>("affine", Conditioner.alternating(new DataShape.Vector(SIZE), first), kept -> {
            Operand<TFloat64> hidden = tf.math.tanh(product(tf, kept, 5));
            return new AffineCoupling.ScaleAndShift<>(product(tf, hidden, 6), product(tf, hidden, 7));
        });
    }

    private static AffineCoupling<TFloat64> additive(Ops tf, boolean first) {
        return new AffineCoupling<>("additive", Conditioner.alternating(new DataShape.Vector(SIZE), first), kept -> {
            Operand<TFloat64> shift = product(tf, tf.nn.relu(product(tf, kept, 8)), 9);
            return new AffineCoupling.ScaleAndShift<>(tf.zerosLike(shift), shift);
        });
    }

    /** Times a fixed matrix. */
    private static Operand<TFloat64> product(Ops tf, Operand<TFloat64> x, long seed) {
        Random random = new Random(seed);
        double[][] matrix = new double[SIZE][SIZE];
        for (double[] row : matrix) {
            for (int j = 0; j < SIZE; j++) {
                row[j] = random.nextGaussian();
            }
        }
        return tf.linalg.matMul(x, tf.constant(matrix));
    }

    private static Layers nice() {
        return tf -> List.of(
                additive(tf, true),
                additive(tf, false),
                additive(tf, true),
                additive(tf, false),
                new Scaling<>(tf.constant(LOG_SCALE)));
    }

    static List<Layers> flows() {
        return List.of(
                tf -> List.of(affine(tf, true)),
                tf -> List.of(affine(tf, false)),
                tf -> List.of(additive(tf, true)),
                tf -> List.of(new Scaling<>(tf.constant(LOG_SCALE))),
                tf -> List.of(new Logit<>(0, 1, 0.05)),
                tf -> List.of(new Logit<>(-1, 1, 1e-3)),
                nice(),
                tf -> List.of(new Logit<>(0, 1, 0.05), affine(tf, true), affine(tf, false), affine(tf, true)));
    }

    @ParameterizedTest
    @MethodSource("flows")
    void the_inverse_after_the_forward_map_is_the_identity_and_log_determinants_cancel(Layers layers) {
        Went there = forward(layers, POINTS);
        Went back = inverse(layers, there.values());
        assertThat(back.values()).containsExactly(POINTS, within(1e-10));
        for (int i = 0; i < POINTS.length / SIZE; i++) {
            assertThat(there.logDeterminants()[i] + back.logDeterminants()[i]).isCloseTo(0, within(1e-10));
        }
    }

    @ParameterizedTest
    @MethodSource("flows")
    void log_determinants_are_those_of_the_jacobian_by_finite_differences(Layers layers) {
        double step = 1e-5;
        Went there = forward(layers, POINTS);
        double[][][] jacobians = new double[POINTS.length / SIZE][SIZE][SIZE];
        for (int j = 0; j < SIZE; j++) {
            double[] above = forward(layers, moved(j, step)).values();
            double[] below = forward(layers, moved(j, -step)).values();
            for (int n = 0; n < jacobians.length; n++) {
                for (int i = 0; i < SIZE; i++) {
                    jacobians[n][i][j] = (above[n * SIZE + i] - below[n * SIZE + i]) / (2 * step);
                }
            }
        }
        for (int n = 0; n < jacobians.length; n++) {
            assertThat(there.logDeterminants()[n])
                    .isCloseTo(Math.log(Math.abs(determinant(jacobians[n]))), within(1e-6));
        }
    }

    private static double[] moved(int coordinate, double by) {
        double[] points = POINTS.clone();
        for (int i = coordinate; i < points.length; i += SIZE) {
            points[i] += by;
        }
        return points;
    }

    private static double determinant(double[][] m) {
        return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
                - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
                + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
    }

    @Test
    void nice_changes_volume_by_the_sum_of_the_logarithms_of_its_scales_everywhere() {
        double sum = LOG_SCALE[0] + LOG_SCALE[1] + LOG_SCALE[2];
        assertThat(forward(nice(), POINTS).logDeterminants())
                .containsExactly(new double[] {sum, sum, sum, sum}, within(1e-12));
    }

    @Test
    void a_coupling_leaves_what_it_keeps_to_the_last_bit() {
        double[] values = forward(tf -> List.of(affine(tf, false)), POINTS).values();
        for (int i = 0; i < POINTS.length; i += SIZE) {
            assertThat(values[i]).isNotEqualTo(POINTS[i]);
            assertThat(values[i + 1]).isEqualTo(POINTS[i + 1]);
            assertThat(values[i + 2]).isNotEqualTo(POINTS[i + 2]);
        }
    }

    @Test
    void neighbouring_pixels_are_never_kept_together() {
        boolean[] kept = Conditioner.alternating(new DataShape.Image(2, 3, 1), true);
        assertThat(kept).containsExactly(true, false, true, false, true, false);
        boolean[] even = Conditioner.alternating(new DataShape.Image(2, 2, 3), true);
        assertThat(even).containsExactly(true, true, true, false, false, false, false, false, false, true, true, true);
    }

    /** log p at points, and points at the quantiles of normal ones. */
    private static double[] base(
            double[] points, java.util.function.BiFunction<Ops, Operand<TFloat64>, Operand<TFloat64>> f) {
        ModelGraph graph = new ModelGraph(ModelContext.cpu(), 1);
        Placeholder<TFloat64> input = graph.tf().placeholder(TFloat64.class);
        Operand<TFloat64> output = f.apply(graph.tf(), input);
        try (ModelSession session = graph.open()) {
            return session.call().feed(input, points, points.length).doubles(output);
        }
    }

    @ParameterizedTest
    @EnumSource(Base.class)
    void a_base_density_integrates_to_1_and_has_the_mass_of_its_quantiles(Base base) {
        double width = 1e-3;
        double[] grid = new double[80_001];
        for (int i = 0; i < grid.length; i++) {
            grid[i] = -40 + i * width;
        }
        double[] logDensity = base(grid, base::logDensity);
        double below = 0;
        double all = 0;
        double limit = base(new double[] {1}, base::fromNormal)[0];
        for (int i = 0; i < grid.length; i++) {
            all += Math.exp(logDensity[i]) * width;
            below += grid[i] <= limit ? Math.exp(logDensity[i]) * width : 0;
        }
        assertThat(all).isCloseTo(1, within(1e-9));
        assertThat(below).isCloseTo(0.8413447460685429, within(width));
    }

    @ParameterizedTest
    @EnumSource(Base.class)
    void quantiles_go_there_and_back_far_into_the_tails(Base base) {
        double[] normal = {-6, -1.5, -1e-3, 0, 0.2, 3, 7};
        double[] back = base(base(normal, base::fromNormal), base::toNormal);
        assertThat(back).containsExactly(normal, within(1e-9));
    }

    @Test
    void the_logistic_base_is_entered_at_the_logit_of_the_normal_quantile() {
        assertThat(base(new double[] {1}, Base.LOGISTIC::fromNormal)[0])
                .isCloseTo(Math.log(0.8413447460685429 / 0.15865525393145707), within(1e-12));
        assertThat(base(new double[] {0}, Base.LOGISTIC::logDensity)[0]).isCloseTo(Math.log(0.25), within(1e-12));
    }
}

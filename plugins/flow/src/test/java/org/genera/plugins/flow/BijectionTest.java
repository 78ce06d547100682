package org.genera.plugins.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.genera.nn.Call;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.nn.Orthogonal;
import org.genera.spi.DataShape;
import org.genera.spi.ModelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat64;

/** In double. */
class BijectionTest {
    private static final int SIZE = 3;
    private static final double[] LOG_SCALE = {0.3, -1.1, 0.7};
    private static final double[] POINTS = {0.1, 0.9, 0.4, 0.55, 0.02, 0.7, 0.98, 0.5, 0.31, 0.25, 0.75, 0.6};
    private static final Shape PICTURE = Shape.of(4, 4, 2);

    /** Where points went, and by how much their volume grew. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Went(double[] values, double[] logDeterminants) {}

    /** Flows are made in a graph. */
    @FunctionalInterface
    interface InGraph {
        Flow<TFloat64> in(Ops tf);
    }

    private static Went forward(InGraph flow, double[] points) {
        return run(flow, points, true);
    }

    private static Went inverse(InGraph flow, double[] points) {
        return run(flow, points, false);
    }

    private static Went run(InGraph made, double[] points, boolean forward) {
        ModelGraph graph = new ModelGraph(ModelContext.cpu(), 1);
        Ops tf = graph.tf();
        Flow<TFloat64> flow = made.in(tf);
        long size = flow.example().size();
        Placeholder<TFloat64> input = tf.placeholder(TFloat64.class, Placeholder.shape(Shape.of(-1, size)));
        List<Flow.Stop<TFloat64>> way = forward ? flow.forward(tf, input) : flow.inverse(tf, input);
        Operand<TFloat64> end = Flow.end(tf, way);
        Operand<TFloat64> logDeterminant = Flow.logDeterminant(tf, way);
        try (ModelSession session = graph.open();
                Call.Fetched fetched = session.call()
                        .feed(input, points, points.length / size, size)
                        .fetch(end, logDeterminant)) {
            return new Went(fetched.doubles(0), fetched.doubles(1));
        }
    }

    private static InGraph ofVectors(Function<Ops, List<Bijection<TFloat64>>> layers) {
        return tf -> Flow.ofVectors(SIZE, layers.apply(tf));
    }

    private static InGraph ofPictures(Function<Ops, List<Bijection<TFloat64>>> layers) {
        return tf -> new Flow<>(PICTURE, List.of(layers.apply(tf)));
    }

    private static double[] examples(InGraph flow) {
        int size = (int)
                flow.in(new ModelGraph(ModelContext.cpu(), 1).tf()).example().size();
        return size == SIZE
                ? POINTS
                : new Random(4).doubles(3L * size, 0.05, 0.95).toArray();
    }

    private static AffineCoupling<TFloat64> affine(Ops tf, boolean first) {
        return new AffineCoupling<>("affine", Couplings.alternating(new DataShape.Vector(SIZE), first), kept -> {
            Operand<TFloat64> hidden = tf.math.tanh(product(tf, kept, 5));
            return new AffineCoupling.ScaleAndShift<>(product(tf, hidden, 6), product(tf, hidden, 7));
        });
    }

    private static AffineCoupling<TFloat64> additive(Ops tf, boolean first) {
        return new AffineCoupling<>("additive", Couplings.alternating(new DataShape.Vector(SIZE), first), kept -> {
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

    private static InGraph nice() {
        return ofVectors(tf -> List.of(
                additive(tf, true),
                additive(tf, false),
                additive(tf, true),
                additive(tf, false),
                new Scaling<>(tf.constant(LOG_SCALE))));
    }

    /** A convolution of the channels that are kept, without a network of the platform, which is in single precision. */
    private static AffineCoupling<TFloat64> convolutional(Ops tf, boolean[] kept) {
        return new AffineCoupling<>("convolutional", kept, x -> {
            Operand<TFloat64> both = convolution(tf, tf.math.tanh(convolution(tf, x, 6, 21)), 2 * kept.length, 22);
            List<Operand<TFloat64>> halves = new ArrayList<>();
            tf.split(tf.constant(3), both, 2L).output().forEach(halves::add);
            return new AffineCoupling.ScaleAndShift<>(tf.math.tanh(halves.get(0)), halves.get(1));
        });
    }

    private static Operand<TFloat64> convolution(Ops tf, Operand<TFloat64> x, int filters, long seed) {
        int channels = (int) x.shape().get(3);
        Random random = new Random(seed);
        double[] kernel = new double[9 * channels * filters];
        Arrays.setAll(kernel, i -> 0.3 * random.nextGaussian());
        Operand<TFloat64> weights = tf.reshape(tf.constant(kernel), tf.constant(new int[] {3, 3, channels, filters}));
        return tf.nn.conv2d(x, weights, List.of(1L, 1L, 1L, 1L), "SAME");
    }

    private static ActNorm<TFloat64> actnorm(Ops tf, int channels) {
        return new ActNorm<>("actnorm", tf.constant(sines(channels, 0.4)), tf.constant(sines(channels, 0.9)));
    }

    private static InvertibleConvolution<TFloat64> mixing(Ops tf, int channels) {
        LuMatrix.Factors factors = LuMatrix.Factors.of(Orthogonal.matrix(channels, channels, 8));
        Operand<TFloat64> stretched = tf.math.add(tf.constant(factors.logScale()), tf.constant(sines(channels, 0.5)));
        return new InvertibleConvolution<>(
                "mixing",
                new LuMatrix<>(
                        factors.rows(),
                        factors.signs(),
                        tf.constant(factors.lower()),
                        tf.constant(factors.upper()),
                        stretched));
    }

    private static double[] sines(int count, double size) {
        double[] sines = new double[count];
        Arrays.setAll(sines, i -> size * Math.sin(3 * i + 1));
        return sines;
    }

    /** Two levels, with everything that flows of pictures consist of. */
    private static Flow<TFloat64> network(Ops tf) {
        return new Flow<>(
                PICTURE,
                List.of(
                        List.of(
                                new Logit<>(0, 1, 0.05),
                                new Squeeze<>("squeeze"),
                                actnorm(tf, 8),
                                convolutional(tf, Couplings.checkerboard(8, true)),
                                convolutional(tf, Couplings.checkerboard(8, false)),
                                mixing(tf, 8),
                                convolutional(tf, Couplings.half(8, true))),
                        List.of(
                                new Squeeze<>("squeeze"),
                                actnorm(tf, 16),
                                mixing(tf, 16),
                                convolutional(tf, Couplings.half(16, true)))));
    }

    static List<InGraph> flows() {
        return List.of(
                ofVectors(tf -> List.of(affine(tf, true))),
                ofVectors(tf -> List.of(affine(tf, false))),
                ofVectors(tf -> List.of(additive(tf, true))),
                ofVectors(tf -> List.of(new Scaling<>(tf.constant(LOG_SCALE)))),
                ofVectors(tf -> List.of(new Logit<>(0, 1, 0.05))),
                ofVectors(tf -> List.of(new Logit<>(-1, 1, 1e-3))),
                ofVectors(tf -> List.of(actnorm(tf, SIZE))),
                ofVectors(tf -> List.of(mixing(tf, SIZE))),
                nice(),
                ofVectors(
                        tf -> List.of(new Logit<>(0, 1, 0.05), affine(tf, true), affine(tf, false), affine(tf, true))),
                ofPictures(tf -> List.of(new Squeeze<>("squeeze"))),
                ofPictures(tf -> List.of(actnorm(tf, 2))),
                ofPictures(tf -> List.of(mixing(tf, 2))),
                ofPictures(tf -> List.of(convolutional(tf, Couplings.half(2, false)))),
                ofPictures(tf -> List.of(
                        new Squeeze<>("squeeze"),
                        convolutional(tf, Couplings.checkerboard(8, false)),
                        convolutional(tf, Couplings.checkerboard(8, true)))),
                BijectionTest::network);
    }

    @ParameterizedTest
    @MethodSource("flows")
    void the_inverse_after_the_forward_map_is_the_identity_and_log_determinants_cancel(InGraph flow) {
        double[] examples = examples(flow);
        Went there = forward(flow, examples);
        Went back = inverse(flow, there.values());
        assertThat(back.values()).containsExactly(examples, within(1e-10));
        for (int i = 0; i < there.logDeterminants().length; i++) {
            assertThat(there.logDeterminants()[i] + back.logDeterminants()[i]).isCloseTo(0, within(1e-10));
        }
    }

    @ParameterizedTest
    @MethodSource("flows")
    void log_determinants_are_those_of_the_jacobian_by_finite_differences(InGraph flow) {
        double[] examples = examples(flow);
        double[] logDeterminants = forward(flow, examples).logDeterminants();
        int size = examples.length / logDeterminants.length;
        for (int n = 0; n < logDeterminants.length; n++) {
            double[] example = Arrays.copyOfRange(examples, n * size, (n + 1) * size);
            assertThat(logDeterminants[n]).isCloseTo(logDeterminant(jacobian(flow, example)), within(1e-6));
        }
    }

    /** Row j tells how all numbers follow the j-th. */
    private static double[][] jacobian(InGraph flow, double[] example) {
        int size = example.length;
        double step = 1e-5;
        double[] moved = new double[2 * size * size];
        for (int row = 0; row < 2 * size; row++) {
            System.arraycopy(example, 0, moved, row * size, size);
            moved[row * size + row / 2] += row % 2 == 0 ? step : -step;
        }
        double[] values = forward(flow, moved).values();
        double[][] jacobian = new double[size][size];
        for (int j = 0; j < size; j++) {
            for (int i = 0; i < size; i++) {
                jacobian[j][i] = (values[2 * j * size + i] - values[(2 * j + 1) * size + i]) / (2 * step);
            }
        }
        return jacobian;
    }

    private static double logDeterminant(double[][] matrix) {
        return Arrays.stream(LuMatrix.Factors.of(matrix).logScale()).sum();
    }

    @Test
    void factors_multiply_to_the_matrix() {
        double[][] matrix = {{0, 2, 1}, {3, -1, 0.5}, {1, 4, -2}};
        LuMatrix.Factors factors = LuMatrix.Factors.of(matrix);
        ModelGraph graph = new ModelGraph(ModelContext.cpu(), 1);
        Ops tf = graph.tf();
        LuMatrix<TFloat64> made = new LuMatrix<>(
                factors.rows(),
                factors.signs(),
                tf.constant(factors.lower()),
                tf.constant(factors.upper()),
                tf.constant(factors.logScale()));
        Operand<TFloat64> value = made.value(tf);
        Operand<TFloat64> product = tf.linalg.matMul(value, made.inverse(tf));
        try (ModelSession session = graph.open()) {
            assertThat(session.call().doubles(value))
                    .containsExactly(new double[] {0, 2, 1, 3, -1, 0.5, 1, 4, -2}, within(1e-12));
            assertThat(session.call().doubles(product))
                    .containsExactly(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, within(1e-12));
        }
        // By the rule of Sarrus.
        assertThat(logDeterminant(matrix)).isCloseTo(Math.log(26), within(1e-12));
    }

    @Test
    void a_checkerboard_of_a_squeeze_is_that_of_the_pixels_before() {
        DataShape.Image image = new DataShape.Image(4, 6, 3);
        double[] board = new double[image.size()];
        boolean[] kept = Couplings.alternating(image, true);
        Arrays.setAll(board, i -> kept[i] ? 1 : 0);
        double[] squeezed = forward(
                        tf -> new Flow<>(Shape.of(4, 6, 3), List.of(List.of(new Squeeze<>("squeeze")))), board)
                .values();
        boolean[] channels = Couplings.checkerboard(12, true);
        for (int i = 0; i < squeezed.length; i++) {
            assertThat(squeezed[i] == 1).isEqualTo(channels[i % 12]);
        }
    }

    @Test
    void actnorm_gives_each_channel_mean_0_and_variance_1_on_the_batch_it_is_fitted_to() {
        ModelGraph graph = new ModelGraph(ModelContext.cpu(), 1);
        Ops tf = graph.tf();
        Placeholder<TFloat64> input = tf.placeholder(TFloat64.class, Placeholder.shape(Shape.of(-1, PICTURE.size())));
        Operand<TFloat64> batch = tf.reshape(input, tf.constant(new int[] {-1, 4, 4, 2}));
        Operand<TFloat64> fitted =
                actnorm(tf, 2).fitted(tf, batch).forward(tf, batch).values();
        double[] examples = new Random(6).doubles(5 * PICTURE.size(), -3, 9).toArray();
        try (ModelSession session = graph.open()) {
            double[] values =
                    session.call().feed(input, examples, 5, PICTURE.size()).doubles(fitted);
            for (int channel = 0; channel < 2; channel++) {
                double mean = 0;
                double square = 0;
                for (int i = channel; i < values.length; i += 2) {
                    mean += values[i] * 2 / values.length;
                    square += values[i] * values[i] * 2 / values.length;
                }
                assertThat(mean).isCloseTo(0, within(1e-12));
                assertThat(square).isCloseTo(1, within(1e-12));
            }
        }
    }

    @Test
    void nice_changes_volume_by_the_sum_of_the_logarithms_of_its_scales_everywhere() {
        double sum = LOG_SCALE[0] + LOG_SCALE[1] + LOG_SCALE[2];
        assertThat(forward(nice(), POINTS).logDeterminants())
                .containsExactly(new double[] {sum, sum, sum, sum}, within(1e-12));
    }

    @Test
    void a_coupling_leaves_what_it_keeps_to_the_last_bit() {
        double[] values =
                forward(ofVectors(tf -> List.of(affine(tf, false))), POINTS).values();
        for (int i = 0; i < POINTS.length; i += SIZE) {
            assertThat(values[i]).isNotEqualTo(POINTS[i]);
            assertThat(values[i + 1]).isEqualTo(POINTS[i + 1]);
            assertThat(values[i + 2]).isNotEqualTo(POINTS[i + 2]);
        }
    }

    @Test
    void neighbouring_pixels_are_never_kept_together() {
        boolean[] kept = Couplings.alternating(new DataShape.Image(2, 3, 1), true);
        assertThat(kept).containsExactly(true, false, true, false, true, false);
        boolean[] even = Couplings.alternating(new DataShape.Image(2, 2, 3), true);
        assertThat(even).containsExactly(true, true, true, false, false, false, false, false, false, true, true, true);
    }

    /** log p at points, and points at the quantiles of normal ones. */
    private static double[] base(double[] points, BiFunction<Ops, Operand<TFloat64>, Operand<TFloat64>> f) {
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

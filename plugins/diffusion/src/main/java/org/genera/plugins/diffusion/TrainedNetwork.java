package org.genera.plugins.diffusion;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.genera.nn.Gradients;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.nn.RowByRow;
import org.genera.nn.Scope;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** A network as it is asked once it is trained: numbers in, numbers out, whatever it was trained to say. */
final class TrainedNetwork {
    private final NoiseProcess process;
    private final Parametrisation parametrisation;
    private final Classes classes;
    private final int size;
    private final int outputs;
    private final Supplier<ModelSession> session;
    private final Placeholder<TFloat32> noisy;
    private final Placeholder<TFloat32> time;
    private final Placeholder<TFloat32> probe;
    private final Operand<TFloat32> said;
    private final @Nullable Operand<TFloat32> traced;

    /**
     * @param scope of the weights it is asked with
     * @param size D
     * @param traces whether it will be asked how its output moves with its input
     */
    TrainedNetwork(
            ModelGraph graph,
            Scope scope,
            DiffusionNetwork network,
            NoiseProcess process,
            Parametrisation parametrisation,
            Classes classes,
            int size,
            int outputs,
            boolean traces,
            Supplier<ModelSession> session) {
        this.process = process;
        this.parametrisation = parametrisation;
        this.classes = classes;
        this.size = size;
        this.outputs = outputs;
        this.session = session;
        Ops tf = graph.tf();
        this.noisy = graph.input("noisy", -1, size);
        this.time = graph.input("time", -1, 1);
        this.said = network.apply(scope, noisy, tf.reshape(time, tf.constant(new int[] {-1})), classes.operand());
        this.probe = graph.input("probe", -1, size);
        this.traced = traces ? traced(graph) : null;
    }

    /** F and e·(∂F/∂x) e, whose first-order gradient is all it takes: [B, D + 1]. */
    private Operand<TFloat32> traced(ModelGraph graph) {
        Ops tf = graph.tf();
        Operand<TFloat32> first =
                outputs == 1 ? said : tf.slice(said, tf.constant(new int[] {0, 0}), tf.constant(new int[] {-1, size}));
        Operand<TFloat32> along = tf.reduceSum(tf.math.mul(first, probe), tf.constant(new int[] {0, 1}));
        Operand<TFloat32> gradient = Gradients.of(graph, along, noisy);
        Operand<TFloat32> trace = tf.reduceSum(tf.math.mul(gradient, probe), tf.constant(1));
        return tf.concat(List.of(first, tf.expandDims(trace, tf.constant(1))), tf.constant(1));
    }

    /** Without classes. */
    int[] unlabelled(int count) {
        int[] none = new int[count];
        Arrays.fill(none, Classes.NONE);
        return none;
    }

    /**
     * The denoiser of a draw.
     *
     * @param labels of the examples; none where they have no classes
     * @param guidance w of classifier-free guidance
     */
    Denoiser denoiser(int[] labels, double guidance) {
        return (rows, x, times) -> {
            int[] now = labels.length == 0
                    ? unlabelled(rows.length)
                    : Arrays.stream(rows).map(row -> labels[row]).toArray();
            float[] output = said(x, times, now);
            if (guidance != 0) {
                output = Numbers.combine(output, 1 + guidance, said(x, times, unlabelled(rows.length)), -guidance);
            }
            return predicted(x, times, output);
        };
    }

    /** How often the network is asked each time that such a denoiser is. */
    static int evaluations(double guidance) {
        return guidance == 0 ? 1 : 2;
    }

    private Denoiser.Prediction predicted(float[] x, double[] times, float[] output) {
        float[] first = output(output, 0, times.length);
        float[] x0 = combined(x, times, first, parametrisation::x0);
        return outputs == 1 ? new Denoiser.Prediction(x0) : new Denoiser.Prediction(x0, mix(output, times.length));
    }

    /** ε̂ and what goes with it, of examples at timesteps of their own. */
    NoisePredictor.Predicted noise(float[] x, double[] times, int[] labels) {
        float[] output = said(x, times, labels);
        float[] epsilon = combined(x, times, output(output, 0, times.length), parametrisation::epsilon);
        return new NoisePredictor.Predicted(epsilon, outputs == 1 ? new float[0] : mix(output, times.length));
    }

    /** x̂_0 and e·(∂x̂_0/∂x) e. */
    FlowLikelihood.Traced traced(float[] x, double[] times, float[] probes, int[] labels) {
        float[] rows = RowByRow.map(
                session.get(),
                times.length,
                Objects.requireNonNull(traced),
                size + 1,
                inputs(x, times, labels, new RowByRow.Input(probe, probes)));
        float[] first = new float[x.length];
        double[] traces = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            System.arraycopy(rows, i * (size + 1), first, i * size, size);
            Parametrisation.Combination x0 = parametrisation.x0(process.signal(times[i]), process.noise(times[i]));
            double scale = process.inputScale(times[i]);
            traces[i] = x0.ofInput() * size + x0.ofOutput() * scale * rows[i * (size + 1) + size];
        }
        return new FlowLikelihood.Traced(combined(x, times, first, parametrisation::x0), traces);
    }

    private float[] said(float[] x, double[] times, int[] labels) {
        return RowByRow.map(session.get(), times.length, said, outputs * size, inputs(x, times, labels));
    }

    private RowByRow.Input[] inputs(float[] x, double[] times, int[] labels, RowByRow.Input... more) {
        float[] seen = new float[times.length];
        double[] scales = new double[times.length];
        boolean scaled = false;
        for (int i = 0; i < seen.length; i++) {
            seen[i] = (float) times[i] * DiffusionNetwork.TIME_SCALE / (float) process.end();
            scales[i] = process.inputScale(times[i]);
            scaled |= scales[i] != 1;
        }
        RowByRow.Input[] inputs = Arrays.copyOf(more, more.length + 2);
        inputs[more.length] =
                new RowByRow.Input(noisy, scaled ? Numbers.combine(x, scales, x, new double[times.length]) : x);
        inputs[more.length + 1] = new RowByRow.Input(time, seen);
        return classes.with(labels, inputs);
    }

    private interface OfLevel {
        Parametrisation.Combination at(double signal, double noise);
    }

    private float[] combined(float[] x, double[] times, float[] said, OfLevel what) {
        double[] ofInput = new double[times.length];
        double[] ofOutput = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            Parametrisation.Combination each = what.at(process.signal(times[i]), process.noise(times[i]));
            ofInput[i] = each.ofInput();
            ofOutput[i] = each.ofOutput();
        }
        return Numbers.combine(x, ofInput, said, ofOutput);
    }

    /** ν from what stands for it between −1 and 1, kept there. */
    private float[] mix(float[] output, int count) {
        float[] mix = output(output, 1, count);
        for (int i = 0; i < mix.length; i++) {
            mix[i] = Math.min(1, Math.max(0, (mix[i] + 1) / 2));
        }
        return mix;
    }

    private float[] output(float[] rows, int which, int count) {
        if (outputs == 1) {
            return rows;
        }
        float[] of = new float[count * size];
        for (int i = 0; i < count; i++) {
            System.arraycopy(rows, (i * outputs + which) * size, of, i * size, size);
        }
        return of;
    }
}

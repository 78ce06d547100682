package org.genera.plugins.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.genera.nn.Adam;
import org.genera.nn.Call;
import org.genera.nn.Gradients;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.nn.RowByRow;
import org.genera.nn.Scope;
import org.genera.nn.SessionModel;
import org.genera.nn.Variable;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.Encoder;
import org.genera.spi.LatentSpace;
import org.genera.spi.Likelihood;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.Profiles;
import org.genera.spi.Reconstruction;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.SamplingCost;
import org.genera.spi.StepReport;
import org.genera.spi.Trajectory;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * A flow trained by maximum likelihood. Codes and latent vectors are standard normal whatever the base distribution: a
 * logistic base is entered at equal quantiles.
 */
final class FlowModel
        implements SessionModel, Likelihood, Encoder, LatentSpace, Reconstruction, Trajectory, Profiles, SamplingCost {
    private final DataShape shape;
    private final int size;
    private final List<String> layerNames;
    private final ModelGraph graph;
    private final Placeholder<TFloat32> x;
    private final Placeholder<TFloat32> normal;
    private final Op step;
    private final Operand<TFloat32> metrics;
    private final Operand<TFloat32> logProb;
    private final Operand<TFloat32> layerLogDeterminants;
    private final Operand<TFloat32> code;
    private final Operand<TFloat32> reconstruction;
    private final List<Operand<TFloat32>> way;
    private final ModelSession session;

    FlowModel(ModelSpec spec, ModelContext context) {
        this.shape = spec.data().shape();
        this.size = shape.size();
        this.graph = new ModelGraph(context, spec.seed());
        Ops tf = graph.tf();
        Scope scope = graph.scope("flow");
        Flow<TFloat32> flow = FlowNetwork.of(scope, spec);
        this.layerNames = flow.layers().stream().map(Bijection::name).toList();

        this.x = graph.input("x", -1, size);
        List<Bijection.Mapped<TFloat32>> forward = flow.forward(tf, x);
        this.logProb = tf.expandDims(flow.logProb(tf, forward), tf.constant(1));
        this.layerLogDeterminants = tf.stack(
                forward.stream().map(Bijection.Mapped::logDeterminant).toList(), org.tensorflow.op.core.Stack.axis(1L));
        Operand<TFloat32> loss = tf.math.neg(tf.math.mean(logProb, tf.constant(new int[] {0, 1})));
        List<Variable<TFloat32>> weights = graph.trainable("flow");
        List<Operand<TFloat32>> gradients = Gradients.clipByGlobalNorm(
                tf, Gradients.of(graph, loss, weights), (float) spec.values().real("gradientNorm"));
        this.step = Adam.usual(spec.values().real("learningRate")).step(graph, "adam", weights, gradients);
        this.metrics = tf.stack(List.of(loss, tf.math.mean(Flow.logDeterminant(tf, forward), tf.constant(0))));

        Operand<TFloat32> z = Flow.last(forward).values();
        this.code = flow.base().toNormal(tf, z);
        this.reconstruction = Flow.last(flow.inverse(tf, z)).values();
        this.normal = graph.input("normal", -1, size);
        List<Operand<TFloat32>> stops = new ArrayList<>();
        stops.add(flow.base().fromNormal(tf, normal));
        flow.inverse(tf, stops.get(0)).forEach(each -> stops.add(each.values()));
        this.way = List.copyOf(stops);
        this.session = graph.open();
    }

    @Override
    public StepReport trainStep(Batch batch) {
        try (Call.Fetched fetched = session.call()
                .feed(x, batch.values(), batch.count(), size)
                .feed(graph.step(), batch.step())
                .target(step)
                .fetch(metrics)) {
            float[] values = fetched.floats(0);
            return StepReport.of(
                    Map.of(FlowFamily.TRAIN_NLL.name(), (double) values[0], FlowFamily.LOG_DETERMINANT.name(), (double)
                            values[1]));
        }
    }

    @Override
    public Samples sample(SampleRequest request) {
        return samples(way.get(way.size() - 1), latents(request));
    }

    private float[] latents(SampleRequest request) {
        float[] latents = prior(request.count(), request.seed());
        float temperature = (float) request.settings().real("temperature");
        for (int i = 0; i < latents.length; i++) {
            latents[i] *= temperature;
        }
        return latents;
    }

    private Samples samples(Operand<TFloat32> output, float[] latents) {
        int count = latents.length / size;
        return new Samples(
                shape, count, RowByRow.map(session, count, output, size, new RowByRow.Input(normal, latents)));
    }

    /** From the base through the layers to the sample. */
    @Override
    public List<Frame> trajectory(SampleRequest request, int frames) {
        float[] latents = latents(request);
        int kept = Math.min(frames, way.size());
        List<Frame> trajectory = new ArrayList<>();
        for (int i = 0; i < kept; i++) {
            int stop = Math.round(i * (way.size() - 1f) / (kept - 1));
            String label = stop == 0 ? "base" : "after " + layerNames.get(layerNames.size() - stop);
            trajectory.add(new Frame(label, samples(way.get(stop), latents)));
        }
        return trajectory;
    }

    /** The inverse runs once. */
    @Override
    public int networkEvaluations(SampleRequest request) {
        return 1;
    }

    @Override
    public int latentSize() {
        return size;
    }

    @Override
    public float[] prior(int count, long seed) {
        return session.normal(seed, "prior", count, size);
    }

    @Override
    public Samples decode(float[] latents) {
        return samples(way.get(way.size() - 1), latents);
    }

    @Override
    public float[] encode(Batch batch) {
        return mapped(code, size, batch);
    }

    /** There and back: what differs from the example is the error of the inverse in single precision. */
    @Override
    public Samples reconstruct(Batch batch) {
        return new Samples(shape, batch.count(), mapped(reconstruction, size, batch));
    }

    @Override
    public List<Method> likelihoodMethods() {
        return List.of(new Method("exact", Exactness.EXACT, "change of variables"));
    }

    @Override
    public double[] logLikelihood(Batch batch, String method, long seed) {
        float[] values = mapped(logProb, 1, batch);
        double[] logLikelihood = new double[values.length];
        Arrays.setAll(logLikelihood, i -> values[i]);
        return logLikelihood;
    }

    private float[] mapped(Operand<TFloat32> output, int width, Batch batch) {
        return RowByRow.map(session, batch.count(), output, width, new RowByRow.Input(x, batch.values()));
    }

    /** Where the flow stretches the data and where it presses them, from the data on. */
    @Override
    public List<Profile> profiles(Batch batch, long seed) {
        int layers = layerNames.size();
        float[] rows = mapped(layerLogDeterminants, layers, batch);
        double[] mean = new double[layers];
        for (int i = 0; i < rows.length; i++) {
            mean[i % layers] += (double) rows[i] / batch.count();
        }
        return List.of(
                new Profile("logDeterminants", "log-determinant of each layer", "layer from the data", "nats", mean));
    }

    @Override
    public ModelSession session() {
        return session;
    }
}

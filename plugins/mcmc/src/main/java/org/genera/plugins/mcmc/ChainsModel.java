package org.genera.plugins.mcmc;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.nn.Variable;
import org.genera.spi.Batch;
import org.genera.spi.Batches;
import org.genera.spi.Model;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.Profiles;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.Sampling;
import org.genera.spi.SamplingCost;
import org.genera.spi.StepReport;
import org.genera.spi.Trajectory;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat64;

/**
 * Markov chains on a density. The first step reads the training split; every step moves the chains of {@link TrainingChains}. Samples
 * are ends of chains of their own.
 */
abstract class ChainsModel<G extends Ground> implements Model, Sampling, Trajectory, SamplingCost, Profiles {
    private static final int LAGS = 50;

    private final McmcSettings settings;
    private final G ground;
    private final Kernel kernel;
    private final TrainingChains training;
    private final long seed;
    private final Variable<TFloat64> state;
    private final Placeholder<TFloat64> newState;
    private final Op storeState;
    private final ModelSession session;
    private boolean begun;

    /** @param build puts into the graph what chains walk on */
    ChainsModel(KernelKind kind, ModelSpec spec, ModelContext context, Function<ModelGraph, G> build) {
        this.settings = McmcSettings.of(kind, spec);
        this.seed = spec.seed();
        ModelGraph graph = new ModelGraph(context, seed);
        Ops tf = graph.tf();
        this.ground = build.apply(graph);
        this.kernel = ground.kernel(graph, settings);
        this.training = new TrainingChains(settings, kernel, seed);
        int numbers = 1 + TrainingChains.numbers(settings.chains(), settings.size());
        this.state = graph.variable(
                "chains",
                TFloat64.class,
                Shape.of(numbers),
                false,
                tf.fill(tf.constant(new long[] {numbers}), tf.constant(0.0)));
        this.newState = Inputs.input(tf, "new_chains", numbers);
        this.storeState = tf.assignVariableOp(state.handle(), newState);
        this.session = graph.open();
    }

    /** What chains walk on. */
    final G ground() {
        return ground;
    }

    /** The open session of the graph. */
    final ModelSession opened() {
        return session;
    }

    @Override
    public StepReport trainStep(Batches batches) {
        Map<String, Double> metrics = new HashMap<>();
        if (!begun) {
            metrics.putAll(ground.prepare(session, batches.all(), seed));
            training.begin(session, ground.density(), ground.region());
            begun = true;
        }
        metrics.putAll(training.step(session, batches.step()));
        return StepReport.of(metrics);
    }

    @Override
    public Samples sample(SampleRequest request) {
        return frames(request, List.of(steps(request))).get(0).samples();
    }

    /** From anywhere in the box to the samples. */
    @Override
    public List<Frame> trajectory(SampleRequest request, int frames) {
        List<Integer> moments = Arrays.stream(Trajectory.kept(steps(request) + 1, frames))
                .boxed()
                .toList();
        return frames(request, moments);
    }

    private List<Frame> frames(SampleRequest request, List<Integer> moments) {
        Map<Integer, double[]> film = new TreeMap<>();
        moments.forEach(moment -> film.put(moment, new double[request.count() * settings.size()]));
        SamplingChains.run(
                kernel,
                session,
                ground.density(),
                ground.region(),
                training.stepSize(),
                request,
                steps(request),
                (moment, from, x) -> {
                    double[] frame = film.get(moment);
                    if (frame != null) {
                        System.arraycopy(x, 0, frame, from * settings.size(), x.length);
                    }
                });
        List<Frame> frames = new ArrayList<>();
        film.forEach((moment, x) -> frames.add(frame("transition " + moment, moment / (double) steps(request), x)));
        return frames;
    }

    final Frame frame(String label, double time, double[] x) {
        return new Frame(
                label,
                time,
                new Samples(
                        settings.shape(),
                        x.length / settings.size(),
                        ground.region().examples(x)));
    }

    private static int steps(SampleRequest request) {
        if (!request.sampler().equals(McmcVariants.CHAIN)) {
            throw new IllegalArgumentException(
                    "expected the sampler " + McmcVariants.CHAIN + ", got " + request.sampler());
        }
        return request.settings().count(McmcVariants.TRANSITIONS);
    }

    /** Of the density or its score. */
    @Override
    public int networkEvaluations(SampleRequest request) {
        return Math.multiplyExact(steps(request), kernel.evaluations());
    }

    /** Of the training's chains since the burn-in, whatever the batch. */
    @Override
    public List<Profile> profiles(Batch batch, long noiseSeed) {
        double[] autocorrelation = training.recent().autocorrelation(LAGS);
        if (autocorrelation.length < 2) {
            return List.of();
        }
        double[] trace = training.recent().trace(0, 0);
        Arrays.setAll(trace, i -> trace[i] + ground.region().origin()[0]);
        return List.of(
                new Profile(
                        "autocorrelationByLag",
                        "Autocorrelation of the last " + trace.length + " draws",
                        "lag",
                        "",
                        autocorrelation),
                Profile.line("trace", "Trace of the first chain, first coordinate", "draw", "", trace));
    }

    @Override
    public void save(Path checkpoint) {
        double[] numbers = new double[Math.toIntExact(state.size())];
        double[] chains = training.write();
        numbers[0] = begun ? 1 : 0;
        System.arraycopy(chains, 0, numbers, 1, chains.length);
        session.call()
                .feed(newState, numbers, numbers.length)
                .target(storeState)
                .run();
        session.save(checkpoint);
    }

    @Override
    public void restore(Path checkpoint) {
        session.restore(checkpoint);
        double[] numbers = session.call().doubles(state.value());
        begun = numbers[0] > 0;
        training.read(Arrays.copyOfRange(numbers, 1, numbers.length));
        ground.read(session);
    }

    @Override
    public void close() {
        session.close();
    }
}

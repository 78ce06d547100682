package org.genera.plugins.mcmc;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.nn.Seeds;
import org.genera.nn.SessionModel;
import org.genera.nn.Variable;
import org.genera.spi.Batch;
import org.genera.spi.Batches;
import org.genera.spi.Likelihood;
import org.genera.spi.ModelContext;
import org.genera.spi.NoiseLevel;
import org.genera.spi.Profiles;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.Sampling;
import org.genera.spi.SamplingCost;
import org.genera.spi.ScoreField;
import org.genera.spi.StepReport;
import org.genera.spi.Trajectory;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat64;

/**
 * A kernel density estimate and Markov chains on it. The first step reads the training split and fixes the density; every
 * step moves the chains of {@link TrainingChains}. Samples are ends of chains of their own.
 */
final class McmcModel implements SessionModel, Sampling, Likelihood, ScoreField, Trajectory, SamplingCost, Profiles {
    private static final int LAGS = 50;

    private final McmcSettings settings;
    private final KernelDensity density;
    private final Target target;
    private final Kernel kernel;
    private final TrainingChains training;
    private final long seed;
    private final Variable<TFloat64> state;
    private final Placeholder<TFloat64> newState;
    private final Op storeState;
    private final ModelSession session;
    private boolean begun;

    McmcModel(McmcSettings settings, ModelContext context, long seed) {
        this.settings = settings;
        this.seed = seed;
        ModelGraph graph = new ModelGraph(context, seed);
        Ops tf = graph.tf();
        this.density = new KernelDensity(graph, settings.centres(), settings.size());
        this.target = new Target(graph, density);
        this.kernel = kernel(graph);
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

    private Kernel kernel(ModelGraph graph) {
        return switch (settings.move()) {
            case METROPOLIS -> new RandomWalkMetropolis(graph, density);
            case GIBBS -> new Gibbs(graph, density);
            case HAMILTONIAN -> new Hamiltonian(graph, density, settings.leapfrogSteps());
            case LANGEVIN -> new UnadjustedLangevin(graph, density);
            case ADJUSTED_LANGEVIN -> new AdjustedLangevin(graph, density);
        };
    }

    @Override
    public StepReport trainStep(Batches batches) {
        Map<String, Double> metrics = new HashMap<>();
        if (!begun) {
            target.fit(
                    session, batches.all(), settings.bandwidth(), new SplittableRandom(Seeds.derive(seed, "centres")));
            training.begin(session, density, target);
            begun = true;
            metrics.put(McmcVariants.BANDWIDTH.name(), target.bandwidth());
        }
        metrics.putAll(training.step(session, batches.step()));
        return StepReport.of(metrics);
    }

    @Override
    public List<Method> likelihoodMethods() {
        return List.of(new Method("exact", Exactness.EXACT, ReferenceMeasure.LEBESGUE, "closed form"));
    }

    @Override
    public LogLikelihoods logLikelihood(Batch batch, String method, long noiseSeed) {
        return new LogLikelihoods(density.logDensity(session, target.points(batch.values())));
    }

    @Override
    public List<NoiseLevel> levels() {
        return List.of(NoiseLevel.CLEAN);
    }

    @Override
    public Scores score(Batch x, List<NoiseLevel> levels) {
        ScoreField.requireClean(levels);
        return density.score(session, target.points(x.values()));
    }

    @Override
    public Samples sample(SampleRequest request) {
        List<Frame> ends = exact(request) ? exactFrames(request) : frames(request, List.of(steps(request)));
        return ends.get(ends.size() - 1).samples();
    }

    /** From anywhere in the box to the samples; of exact draws, the centres and what kernel noise makes of them. */
    @Override
    public List<Frame> trajectory(SampleRequest request, int frames) {
        if (exact(request)) {
            return exactFrames(request);
        }
        List<Integer> moments = Arrays.stream(Trajectory.kept(steps(request) + 1, frames))
                .boxed()
                .toList();
        return frames(request, moments);
    }

    private List<Frame> frames(SampleRequest request, List<Integer> moments) {
        Map<Integer, double[]> film = new TreeMap<>();
        moments.forEach(moment -> film.put(moment, new double[request.count() * settings.size()]));
        SamplingChains.run(
                kernel, session, density, target, training.stepSize(), request, steps(request), (moment, from, x) -> {
                    double[] frame = film.get(moment);
                    if (frame != null) {
                        System.arraycopy(x, 0, frame, from * settings.size(), x.length);
                    }
                });
        List<Frame> frames = new ArrayList<>();
        film.forEach((moment, x) -> frames.add(frame("transition " + moment, moment / (double) steps(request), x)));
        return frames;
    }

    private List<Frame> exactFrames(SampleRequest request) {
        double[] chosen = new double[request.count() * settings.size()];
        double[] x = new double[chosen.length];
        for (int i = 0; i < request.count(); i++) {
            target.draw(new SplittableRandom(Seeds.derive(request.seed(), "exact/" + i)), chosen, x, i);
        }
        return List.of(frame("centres", 0, chosen), frame("with kernel noise", 1, x));
    }

    private Frame frame(String label, double time, double[] x) {
        return new Frame(label, time, new Samples(settings.shape(), x.length / settings.size(), target.examples(x)));
    }

    private static boolean exact(SampleRequest request) {
        return request.sampler().equals(McmcVariants.EXACT.id());
    }

    private static int steps(SampleRequest request) {
        if (!request.sampler().equals(McmcVariants.CHAIN)) {
            throw new IllegalArgumentException("expected the sampler " + McmcVariants.CHAIN + " or "
                    + McmcVariants.EXACT.id() + ", got " + request.sampler());
        }
        return request.settings().count(McmcVariants.TRANSITIONS);
    }

    /** There is no network; what is counted is the density or its score, which takes a sum over all centres. */
    @Override
    public int networkEvaluations(SampleRequest request) {
        return exact(request) ? 0 : Math.multiplyExact(steps(request), kernel.evaluations());
    }

    /** Of the training's chains since the burn-in, whatever the batch. */
    @Override
    public List<Profile> profiles(Batch batch, long noiseSeed) {
        double[] autocorrelation = training.recent().autocorrelation(LAGS);
        if (autocorrelation.length < 2) {
            return List.of();
        }
        double[] trace = training.recent().trace(0, 0);
        Arrays.setAll(trace, i -> target.coordinate(trace[i], 0));
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
        target.read(session);
    }

    @Override
    public ModelSession session() {
        return session;
    }
}

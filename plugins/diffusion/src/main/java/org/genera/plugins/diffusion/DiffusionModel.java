package org.genera.plugins.diffusion;

import static org.genera.spi.Hyperparameters.choice;
import static org.genera.spi.Hyperparameters.real;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.genera.nn.Adam;
import org.genera.nn.DataRange;
import org.genera.nn.Ema;
import org.genera.nn.Gradients;
import org.genera.nn.GraphModel;
import org.genera.nn.Scope;
import org.genera.nn.Seeds;
import org.genera.nn.Training;
import org.genera.spi.Accepts;
import org.genera.spi.Batch;
import org.genera.spi.Batches;
import org.genera.spi.Capability;
import org.genera.spi.DataShape;
import org.genera.spi.DefaultSampler;
import org.genera.spi.Encoder;
import org.genera.spi.Guidance;
import org.genera.spi.Hyperparameter;
import org.genera.spi.Knowledge;
import org.genera.spi.LatentSpaces;
import org.genera.spi.Likelihood;
import org.genera.spi.Metric;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.NoiseLevel;
import org.genera.spi.Part;
import org.genera.spi.Profiles;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.Sampling;
import org.genera.spi.SamplingCost;
import org.genera.spi.ScoreField;
import org.genera.spi.StepReport;
import org.genera.spi.Trajectory;
import org.genera.spi.ValueRange;
import org.genera.spi.Variant;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A network that undoes the noise of a process. Variants differ in the process, in what the network says, and in what counts in training;
 * samples, scores, codes and likelihoods follow from process and denoiser alone. All of them use the moving average of the weights.
 */
abstract class DiffusionModel extends GraphModel
        implements Sampling,
                Likelihood,
                Trajectory,
                Profiles,
                SamplingCost,
                DefaultSampler,
                ScoreField,
                Encoder,
                LatentSpaces {
    static final Hyperparameter<Double> LEARNING_RATE =
            real("learningRate").from(1e-6).to(1e-1).orElse(1e-3).logarithmic().help("Step size of Adam.");
    static final Hyperparameter<Double> EMA_DECAY = real("emaDecay")
            .from(0)
            .to(0.99999)
            .orElse(0.999)
            .help(
                    "Decay of the moving average of the weights that samples are drawn with; warmed up, so short trainings can"
                            + " keep it.");
    static final Hyperparameter<String> ODE_LIKELIHOOD = choice("odeLikelihood", "auto", "yes", "no")
            .help("Whether the likelihood is estimated along the probability flow at the end of a run; auto does so for"
                    + " vectors, since of images it takes longer than most trainings.");

    static final Metric LOSS = new Metric("noiseError", "Squared error of the noise", "", Metric.Direction.LOWER);
    static final Metric GRADIENT_NORM = new Metric("gradientNorm", "Gradient norm", "", Metric.Direction.NEITHER);

    /** Of the method along the probability flow. */
    static final String ODE = "ode";

    private static final String NETWORK = "network";
    private static final int PROFILE_BINS = 20;
    private static final int LEVELS = 12;
    private static final double ODE_TOLERANCE = 1e-3;
    private static final int ODE_PROBES = 4;

    /** Steps between data and codes: two evaluations each. */
    private static final int CODE_STEPS_OF_IMAGES = 10;

    private static final int CODE_STEPS_OF_POINTS = 40;

    /**
     * What a variant is.
     *
     * @param parametrisation what the network says of noisy examples
     * @param weight of errors
     * @param outputs of the network for each number: 1, or 2 where it says variances
     * @param samplers ways to draw, as the variant declares them
     */
    record Kind(
            NoiseProcess process,
            Parametrisation parametrisation,
            LossWeight weight,
            int outputs,
            List<SamplerChoice> samplers) {}

    protected final NoiseProcess process;
    protected final DataRange range;
    protected final boolean images;
    protected final TrainedNetwork network;
    private final List<SamplerChoice> samplers;
    protected final Classes classes;

    DiffusionModel(ModelSpec spec, ModelContext context, Kind kind) {
        super(spec, context);
        this.images = shape instanceof DataShape.Image;
        this.process = kind.process();
        this.samplers = kind.samplers();
        this.range = DataRange.ofContinuous(spec.data().range());
        Scope scope = graph.scope(NETWORK);
        DiffusionNetwork undoing = DiffusionNetwork.of(spec, kind.outputs());
        this.classes = new Classes(graph, spec);

        DenoisingLoss denoising = new DenoisingLoss(process, kind.parametrisation(), kind.weight());
        DenoisingLoss.Noised noised = denoising.noised(graph, range.toModel(tf, x));
        Operand<TFloat32> said = undoing.apply(scope, noised.input(), noised.time(), classes.operandInTraining(graph));
        DenoisingLoss.Losses losses = denoising.of(graph, noised, first(said, kind.outputs()));
        Training.Move move =
                training.minimise(NETWORK, whole(losses.loss(), noised, said), Adam.usual(get(LEARNING_RATE)));
        Ema ema = training.average(move, get(EMA_DECAY));
        classes.learn(training, tf);
        training.report(LOSS, losses.noiseError());
        training.report(GRADIENT_NORM, Gradients.globalNorm(tf, move.gradients()));

        this.network = new TrainedNetwork(
                graph,
                scope.averaged(ema),
                undoing,
                process,
                kind.parametrisation(),
                classes,
                size,
                kind.outputs(),
                tracesFlow(),
                this::session);
    }

    /** What all variants have in common. */
    static Variant.Builder variant(String id, String title) {
        return Variant.named(id, title)
                .accepts(new Accepts(
                        EnumSet.of(DataShape.Kind.VECTOR, DataShape.Kind.IMAGE),
                        EnumSet.of(ValueRange.REAL, ValueRange.UNIT, ValueRange.SYMMETRIC),
                        false))
                .with(DiffusionNetwork.NETWORK)
                .with(ResidualDense.WIDTH, ResidualDense.LAYERS, ResidualDense.FREQUENCIES)
                .with(UNet.CHANNELS, UNet.PATCH, UNet.RESOLUTIONS, UNet.ATTENTION)
                .with(Classes.CONDITIONAL, Classes.LABEL_DROPOUT)
                .with(LEARNING_RATE, EMA_DECAY, ODE_LIKELIHOOD)
                .reports(LOSS, GRADIENT_NORM)
                .can(
                        Capability.TRAJECTORY,
                        Capability.LIKELIHOOD_ESTIMATE,
                        Capability.SCORE,
                        Capability.ENCODE,
                        Capability.LATENT_SPACE);
    }

    /** What can be given to draws of all variants. */
    static Knowledge[] knowledge() {
        return new Knowledge[] {
            Knowledge.NOTHING, Knowledge.of(Part.LABEL), Knowledge.near(Part.ANY), Knowledge.near(Part.LABEL, Part.ANY)
        };
    }

    /** What is minimised: the squared error and what a variant adds to it. */
    Operand<TFloat32> whole(Operand<TFloat32> squaredError, DenoisingLoss.Noised noised, Operand<TFloat32> said) {
        return squaredError;
    }

    private Operand<TFloat32> first(Operand<TFloat32> said, int outputs) {
        return outputs == 1 ? said : tf.slice(said, tf.constant(new int[] {0, 0}), tf.constant(new int[] {-1, size}));
    }

    @Override
    public StepReport trainStep(Batches batches) {
        return training.take(
                batches,
                batch -> classes.feed(session().call().feed(x, batch.values(), batch.count(), size), batch.labels()));
    }

    @Override
    public List<Knowledge> knows() {
        List<Knowledge> all = Arrays.asList(knowledge());
        return classes.told()
                ? all
                : all.stream()
                        .filter(each -> !each.parts().contains(Part.LABEL))
                        .toList();
    }

    @Override
    public Samples sample(SampleRequest request) {
        return drawn(request, solver(request).run(task(request, Solver.Watcher.NOBODY)));
    }

    /** Known values as they were given. */
    private Samples drawn(SampleRequest request, float[] x) {
        float[] values = range.toData(x);
        request.restore(values);
        return samples(values);
    }

    @Override
    public int networkEvaluations(SampleRequest request) {
        int each = TrainedNetwork.evaluations(guidance(request));
        return each * effort(request).evaluations();
    }

    /** What a draw takes: of solvers that go by their error it is found by drawing. */
    private Solver.Effort effort(SampleRequest request) {
        Solver solver = solver(request);
        return solver.effort(process).orElseGet(() -> {
            int[] counted = new int[2];
            Solver.Task task = task(request, new Falling((time, x, x0) -> counted[1]++));
            Denoiser counting = (rows, x, times) -> {
                counted[0]++;
                return task.denoiser().at(rows, x, times);
            };
            solver.run(new Solver.Task(process, counting, task.noise(), task.count(), task.watcher()));
            return new Solver.Effort(counted[0], counted[1]);
        });
    }

    /** Hands on the moments whose time is before that of all seen: rows of their own steps may all wait for a round. */
    private static final class Falling implements Solver.Watcher {
        private final Solver.Watcher watcher;
        private double last = Double.POSITIVE_INFINITY;

        Falling(Solver.Watcher watcher) {
            this.watcher = watcher;
        }

        @Override
        public void at(double time, float[] x, float[] x0) {
            if (time < last) {
                last = time;
                watcher.at(time, x, x0);
            }
        }
    }

    @Override
    public List<Frame> trajectory(SampleRequest request, int frames) {
        int[] kept = Trajectory.kept(effort(request).moments(), frames);
        boolean predicted = request.settings().get(SamplerChoice.FILM).equals("predicted");
        List<Frame> film = new ArrayList<>();
        int[] moment = {0};
        solver(request).run(task(request, new Falling((time, x, x0) -> {
            int now = moment[0]++;
            if (IntStream.of(kept).anyMatch(each -> each == now)) {
                Samples shown = time == 0 ? drawn(request, x) : samples(range.toData(predicted ? x0 : x));
                film.add(new Frame(label(time), 1 - time / process.end(), shown));
            }
        })));
        return film;
    }

    private static String label(double time) {
        return "t = "
                + (time == Math.rint(time) ? String.valueOf((int) time) : String.format(Locale.ROOT, "%.3g", time));
    }

    private Solver solver(SampleRequest request) {
        return samplers.stream()
                .filter(each -> each.sampler().id().equals(request.sampler()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected one of the samplers "
                        + samplers.stream().map(each -> each.sampler().id()).toList() + ", got " + request.sampler()))
                .solver()
                .of(request.settings(), completes(request));
    }

    private Solver.Task task(SampleRequest request, Solver.Watcher watcher) {
        Denoiser denoiser = network.denoiser(labels(request), guidance(request));
        for (Guidance guide : request.guidance()) {
            denoiser = new Guided(denoiser, process, range, guide);
        }
        denoiser = clips(request) ? denoiser.clipped() : denoiser;
        if (completes(request)) {
            float[] values =
                    range.toModel(request.given().orElseThrow().examples().values());
            denoiser = denoiser.knowing(request::knows, values);
        }
        return new Solver.Task(process, denoiser, noise(request.seed(), request.count()), request.count(), watcher);
    }

    /** Those that are given; where nothing is, drawn ones; none where values tell of the class, or there are no classes. */
    private int[] labels(SampleRequest request) {
        return request.known().parts().isEmpty()
                ? classes.drawn(session(), request.seed(), request.count())
                : request.labels();
    }

    private double guidance(SampleRequest request) {
        double guidance = request.settings().get(SamplerChoice.GUIDANCE);
        boolean classless = !classes.told() || completes(request) && request.labels().length == 0;
        if (guidance != 0 && classless) {
            throw new IllegalArgumentException("expected a class to be led to by guidance = " + guidance
                    + ", got a draw of no class; train on labelled data with conditional = yes, give a class with the"
                    + " known values, or choose guidance = 0");
        }
        return guidance;
    }

    private static boolean completes(SampleRequest request) {
        return request.known().values().length > 0;
    }

    /** Whether the predicted x_0 is clipped. */
    private boolean clips(SampleRequest request) {
        String choice = request.settings().get(Solver.CLIP);
        if (choice.equals("yes") && !range.bounded()) {
            throw new IllegalArgumentException(
                    "expected data in a bounded range for clipDenoised = yes, got real values; choose auto or no");
        }
        return choice.equals("yes") || (choice.equals("auto") && range.bounded() && images);
    }

    private StepNoise noise(long seed, int count) {
        return (time, draw) -> {
            String purpose = "t/" + name(time) + (draw == 0 ? "" : "/" + draw);
            return time == process.end() && draw == 0
                    ? session().baseNoise(seed, purpose, count, size)
                    : session().normal(seed, purpose, count, size);
        };
    }

    private static String name(double time) {
        return time == Math.rint(time) ? String.valueOf((int) time) : String.valueOf(time);
    }

    private boolean tracesFlow() {
        String choice = get(ODE_LIKELIHOOD);
        return choice.equals("yes") || choice.equals("auto") && !images;
    }

    @Override
    public List<Method> likelihoodMethods() {
        return tracesFlow()
                ? List.of(new Method(
                                ODE,
                                Exactness.ESTIMATE,
                                ReferenceMeasure.LEBESGUE,
                                "probability flow with tolerance " + ODE_TOLERANCE + ", " + ODE_PROBES
                                        + " probes of its divergence for each example"
                                        + (classes.told() ? ", not told the class" : ""))
                        .atTheEnd())
                : List.of();
    }

    @Override
    public LogLikelihoods logLikelihood(Batch batch, String method, long seed) {
        if (!method.equals(ODE)) {
            throw new IllegalArgumentException("expected one of the methods "
                    + likelihoodMethods().stream().map(Method::id).toList() + ", got " + method);
        }
        return inData(new FlowLikelihood(process, ODE_TOLERANCE, ODE_PROBES)
                .logLikelihood(
                        range.toModel(batch.values()),
                        batch.count(),
                        (x, times, probes) -> network.traced(x, times, probes, network.unlabelled(times.length)),
                        signs(seed, batch.count())));
    }

    private float[] signs(long seed, int count) {
        float[] signs = new float[ODE_PROBES * count * size];
        for (int probe = 0; probe < ODE_PROBES; probe++) {
            float[] normal = session().normal(seed, "probe/" + probe, count, size);
            for (int i = 0; i < normal.length; i++) {
                signs[probe * normal.length + i] = normal[i] < 0 ? -1 : 1;
            }
        }
        return signs;
    }

    /** The classes of examples where the network is told any. */
    final int[] told(Batch batch) {
        return classes.told() && batch.labelled() ? batch.labels() : network.unlabelled(batch.count());
    }

    /** log p(class) + log p(x | class), which is never above log p(x). */
    final LogLikelihoods joint(LogLikelihoods givenClass, int[] labels) {
        double[] values = classes.logPriors(session(), labels);
        Arrays.setAll(values, i -> values[i] + givenClass.values()[i]);
        return new LogLikelihoods(values, givenClass.standardErrors());
    }

    /** A density of the data from one of the space that diffuses. */
    final LogLikelihoods inData(LogLikelihoods density) {
        double[] values = Arrays.stream(density.values())
                .map(each -> each + size * range.logDerivative())
                .toArray();
        return new LogLikelihoods(values, density.standardErrors());
    }

    /** The squared error of the predicted noise, in equal parts of the time. */
    @Override
    public List<Profile> profiles(Batch batch, long seed) {
        float[] x0 = range.toModel(batch.values());
        SplittableRandom random = new SplittableRandom(Seeds.derive(seed, "profile/timesteps"));
        double[] times = process.trainingTimes();
        int bins = Math.min(PROFILE_BINS, times.length);
        double[] errors = new double[bins];
        for (int bin = 0; bin < bins; bin++) {
            double time = times[random.nextInt(bin * times.length / bins, (bin + 1) * times.length / bins)];
            float[] epsilon = session().normal(seed, "profile/" + name(time), batch.count(), size);
            float[] noisy = Numbers.combine(x0, process.signal(time), epsilon, process.noise(time));
            double[] all = new double[batch.count()];
            Arrays.fill(all, time);
            float[] guess = network.noise(noisy, all, told(batch)).epsilon();
            double sum = 0;
            for (int i = 0; i < guess.length; i++) {
                double difference = (double) guess[i] - epsilon[i];
                sum += difference * difference;
            }
            errors[bin] = sum / guess.length;
        }
        return List.of(new Profile(
                "lossByTimestep",
                "Squared error of the noise over time",
                process.steps() > 0
                        ? "part of the timesteps, 1 to T in " + bins
                        : "part of the time, 0 to 1 in " + bins,
                "",
                errors));
    }

    @Override
    public List<NoiseLevel> levels() {
        return Arrays.stream(levelTimes()).mapToObj(this::level).toList();
    }

    private double[] levelTimes() {
        return IntStream.range(0, LEVELS)
                .mapToDouble(i -> process.least() + (process.end() - process.least()) * i / (LEVELS - 1))
                .toArray();
    }

    /** In the units of the data. */
    private NoiseLevel level(double time) {
        return new NoiseLevel(process.signal(time), process.noise(time) / Math.exp(range.logDerivative()));
    }

    /** (a x̂_0 − x)/s², by the chain rule in the units of the data. */
    @Override
    public Scores score(Batch batch, List<NoiseLevel> levels) {
        List<NoiseLevel> known = levels();
        double[] knownTimes = levelTimes();
        double[] times = new double[batch.count()];
        double[] ofX = new double[times.length];
        double[] ofX0 = new double[times.length];
        double factor = Math.exp(range.logDerivative());
        float offset = range.toModel(new float[1])[0];
        float[] noisy = range.toModel(batch.values());
        for (int i = 0; i < times.length; i++) {
            int place = known.indexOf(levels.get(i));
            if (place < 0) {
                throw new IllegalArgumentException("expected one of the levels " + known + ", got " + levels.get(i));
            }
            times[i] = knownTimes[place];
            double signal = process.signal(times[i]);
            ofX[i] = -factor / process.variance(times[i]);
            ofX0[i] = factor * signal / process.variance(times[i]);
            // x = a x_0 + σ ε in the data is a (f x_0 + c) + f σ ε here.
            for (int j = i * size; j < (i + 1) * size; j++) {
                noisy[j] -= (float) ((1 - signal) * offset);
            }
        }
        int[] rows = IntStream.range(0, times.length).toArray();
        float[] x0 = network.denoiser(new int[0], 0).at(rows, noisy, times).x0();
        return new Scores(Numbers.combine(x0, ofX0, noisy, ofX));
    }

    @Override
    public int codeWidth() {
        return size;
    }

    @Override
    public Optional<String> codeSpace() {
        return Optional.of(spaces().get(0).id());
    }

    /** The noise that the deterministic way back leads to these from (Song et al. 2021a, sec. 5.4), in standard deviations. */
    @Override
    public float[] encode(Batch batch) {
        float[] end = coding().inverse(freeTask(batch.count()), range.toModel(batch.values()));
        return Numbers.combine(end, 1 / process.priorDeviation(), end, 0);
    }

    @Override
    public List<Space> spaces() {
        return List.of(Space.z(size));
    }

    @Override
    public float[] prior(String space, int count, long seed) {
        return session()
                .baseNoise(seed, "t/" + name(process.end()), count, space(space).dimension());
    }

    @Override
    public Samples decode(String space, float[] latents) {
        int count = space(space).count(latents);
        float[] start = Numbers.combine(latents, process.priorDeviation(), latents, 0);
        return samples(range.toData(coding().run(freeTask(count), start)));
    }

    private Heun coding() {
        return new Heun(images ? CODE_STEPS_OF_IMAGES : CODE_STEPS_OF_POINTS, Spacing.KARRAS);
    }

    private Solver.Task freeTask(int count) {
        return new Solver.Task(process, network.denoiser(new int[0], 0), noise(0, count), count, Solver.Watcher.NOBODY);
    }
}

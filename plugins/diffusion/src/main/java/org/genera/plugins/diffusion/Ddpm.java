package org.genera.plugins.diffusion;

import static org.genera.spi.Hyperparameters.integer;
import static org.genera.spi.Hyperparameters.real;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.genera.nn.Adam;
import org.genera.nn.DataRange;
import org.genera.nn.Ema;
import org.genera.nn.Gradients;
import org.genera.nn.GraphModel;
import org.genera.nn.RowByRow;
import org.genera.nn.Scope;
import org.genera.nn.Seeds;
import org.genera.nn.Training;
import org.genera.spi.Accepts;
import org.genera.spi.Batch;
import org.genera.spi.Capability;
import org.genera.spi.DataShape;
import org.genera.spi.DefaultSampler;
import org.genera.spi.Hyperparameter;
import org.genera.spi.Likelihood;
import org.genera.spi.Metric;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.Profiles;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.Sampling;
import org.genera.spi.SamplingCost;
import org.genera.spi.Trajectory;
import org.genera.spi.ValueRange;
import org.genera.spi.Variant;
import org.tensorflow.Operand;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * A diffusion with a network that predicts its noise (Ho et al. 2020); samples and bounds use the moving average of the
 * weights.
 */
final class Ddpm extends GraphModel
        implements Sampling, Likelihood, Trajectory, Profiles, SamplingCost, DefaultSampler {
    static final Hyperparameter<Long> TIMESTEPS = integer("timesteps")
            .from(50)
            .to(4000)
            .orElse(200)
            .help("T: noise levels between data and pure noise. More make ancestral sampling slower and finer.");
    static final Hyperparameter<Double> BETA_START = real("betaStart")
            .from(1e-7)
            .to(1e-2)
            .orElse(1e-5)
            .logarithmic()
            .help(
                    "β of the first step, for T = 1000 (rescaled for another T). Its root is the finest structure that noise"
                            + " leaves: 1e-4 in the paper, less for narrow modes.");
    static final Hyperparameter<Double> BETA_END = real("betaEnd")
            .from(1e-3)
            .to(0.5)
            .orElse(0.02)
            .logarithmic()
            .help("β of the last step, for T = 1000 (rescaled for another T). Large enough to leave pure noise.");
    static final Hyperparameter<Double> LEARNING_RATE =
            real("learningRate").from(1e-6).to(1e-1).orElse(1e-3).logarithmic().help("Step size of Adam.");
    static final Hyperparameter<Double> EMA_DECAY = real("emaDecay")
            .from(0)
            .to(0.99999)
            .orElse(0.999)
            .help(
                    "Decay of the moving average of the weights that samples are drawn with; warmed up, so short trainings can"
                            + " keep it.");
    static final Hyperparameter<Long> BOUND_TIMESTEPS = integer("boundTimesteps")
            .from(2)
            .to(4000)
            .orElse(20)
            .help(
                    "How often the likelihood bound asks the network for each example, whose timesteps are its own; more cost"
                            + " time and make it surer. Of points it asks twice as often.");

    static final Metric LOSS = new Metric("noiseError", "Squared error of the noise", "", Metric.Direction.LOWER);
    static final Metric GRADIENT_NORM = new Metric("gradientNorm", "Gradient norm", "", Metric.Direction.NEITHER);

    private static final List<ReverseProcess.Choice> SAMPLERS = List.of(Ancestral.CHOICE, Ddim.CHOICE);

    static final Variant VARIANT = Variant.named("ddpm", "DDPM")
            .summary(
                    "Predicts the noise in a noisy example, with a mean squared error over all noise levels alike and a"
                            + " linear noise schedule.")
            .accepts(new Accepts(
                    EnumSet.of(DataShape.Kind.VECTOR, DataShape.Kind.IMAGE),
                    EnumSet.of(ValueRange.REAL, ValueRange.UNIT, ValueRange.SYMMETRIC),
                    false))
            .with(TIMESTEPS, BETA_START, BETA_END, NoiseNetwork.NETWORK)
            .with(ResidualDense.WIDTH, ResidualDense.LAYERS, ResidualDense.FREQUENCIES)
            .with(UNet.CHANNELS, UNet.PATCH, UNet.RESOLUTIONS)
            .with(LEARNING_RATE, EMA_DECAY, BOUND_TIMESTEPS)
            .preset(
                    "Ho et al. 2020",
                    "The paper's schedule, rate and average, for long trainings on images.",
                    TIMESTEPS.at(1000),
                    BETA_START.at(1e-4),
                    BETA_END.at(0.02),
                    LEARNING_RATE.at(2e-4),
                    EMA_DECAY.at(0.9999),
                    UNet.CHANNELS.at(32),
                    UNet.PATCH.at(1),
                    UNet.RESOLUTIONS.at(3))
            .preset(
                    "Few timesteps",
                    "T = 50 with larger steps: quick ancestral sampling, coarser details.",
                    TIMESTEPS.at(50))
            .reports(LOSS, GRADIENT_NORM)
            .drawnBy(Ancestral.CHOICE.sampler(), Ddim.CHOICE.sampler())
            .can(Capability.TRAJECTORY, Capability.LIKELIHOOD_BOUND)
            .builds(() -> Ddpm::new);

    private static final String NETWORK = "network";
    private static final int PROFILE_BINS = 20;

    private final boolean images;
    private final GaussianDiffusion diffusion;
    private final DataRange range;
    private final Placeholder<TFloat32> noisy;
    private final Placeholder<TFloat32> time;
    private final Operand<TFloat32> predicted;

    Ddpm(ModelSpec spec, ModelContext context) {
        super(spec, context);
        this.images = shape instanceof DataShape.Image;
        // The variances are given for 1000 timesteps; fewer timesteps take larger steps.
        double stretch = 1000.0 / count(TIMESTEPS);
        this.diffusion = new GaussianDiffusion(
                BetaSchedule.linear(count(TIMESTEPS), stretch * get(BETA_START), stretch * get(BETA_END)));
        this.range = DataRange.ofContinuous(spec.data().range());
        Scope scope = graph.scope(NETWORK);
        NoiseNetwork network = NoiseNetwork.of(spec);

        Operand<TFloat32> loss = new DenoisingLoss(diffusion).of(graph, scope, network, range.toModel(tf, x));
        Training.Move move = training.minimise(NETWORK, loss, Adam.usual(get(LEARNING_RATE)));
        Ema ema = training.average(move, get(EMA_DECAY));
        training.report(LOSS, loss);
        training.report(GRADIENT_NORM, Gradients.globalNorm(tf, move.gradients()));

        this.noisy = graph.input("noisy", -1, size);
        this.time = graph.input("time", -1, 1);
        this.predicted = network.epsilon(scope.averaged(ema), noisy, tf.reshape(time, tf.constant(new int[] {-1})));
    }

    @Override
    public Samples sample(SampleRequest request) {
        return unscaled(denoise(request, (timestep, xt) -> {}));
    }

    /** On images ancestral sampling costs several times as much and looks no better; narrow modes in the plane need it. */
    @Override
    public String usualSampler() {
        return (images ? Ddim.CHOICE : Ancestral.CHOICE).sampler().id();
    }

    /** One for each timestep that is visited. */
    @Override
    public int networkEvaluations(SampleRequest request) {
        return process(request).steps(diffusion).size();
    }

    @Override
    public List<Frame> trajectory(SampleRequest request, int frames) {
        int[] kept = Trajectory.kept(process(request).steps(diffusion).size() + 1, frames);
        List<Frame> film = new ArrayList<>();
        int[] moment = {0};
        denoise(request, (timestep, xt) -> {
            int now = moment[0]++;
            if (IntStream.of(kept).anyMatch(each -> each == now)) {
                double time = 1 - timestep / (double) diffusion.timesteps();
                film.add(new Frame("t = " + timestep, time, unscaled(xt)));
            }
        });
        return film;
    }

    private float[] denoise(SampleRequest request, Denoising.Watcher watcher) {
        List<ReverseStep> steps = process(request).steps(diffusion);
        return new Denoising(diffusion, this::epsilon, clips(request))
                .run(steps, noise(request.seed(), request.count()), watcher);
    }

    private static ReverseProcess process(SampleRequest request) {
        return SAMPLERS.stream()
                .filter(each -> each.sampler().id().equals(request.sampler()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected one of the samplers "
                        + SAMPLERS.stream().map(each -> each.sampler().id()).toList() + ", got " + request.sampler()))
                .process()
                .apply(request.settings());
    }

    /** Whether the predicted x_0 is clipped. */
    private boolean clips(SampleRequest request) {
        String choice = request.settings().get(ReverseProcess.CLIP);
        boolean bounded = range.bounded();
        if (choice.equals("yes") && !bounded) {
            throw new IllegalArgumentException(
                    "expected data in a bounded range for clipDenoised = yes, got real values; choose auto or no");
        }
        return choice.equals("yes") || (choice.equals("auto") && bounded && images);
    }

    private StepNoise noise(long seed, int count) {
        return timestep -> timestep == diffusion.timesteps()
                ? session().baseNoise(seed, "t/" + timestep, count, size)
                : session().normal(seed, "t/" + timestep, count, size);
    }

    private float[] epsilon(float[] xt, int timestep) {
        int[] timesteps = new int[xt.length / size];
        Arrays.fill(timesteps, timestep);
        return epsilon(xt, timesteps);
    }

    private float[] epsilon(float[] xt, int[] timesteps) {
        int count = timesteps.length;
        float[] times = new float[count];
        for (int i = 0; i < count; i++) {
            times[i] = timesteps[i] * DenoisingLoss.TIME_SCALE / diffusion.timesteps();
        }
        return map(count, predicted, size, new RowByRow.Input(noisy, xt), new RowByRow.Input(time, times));
    }

    private Samples unscaled(float[] values) {
        return samples(range.toData(values));
    }

    /** The usually tighter variances first: β for images, whose pixels keep much of their freedom given x_t. */
    @Override
    public List<Method> likelihoodMethods() {
        Method posterior = density("vlb", "variational bound with posterior variances");
        // Of images each costs as much as drawing the samples that are measured.
        Method beta = density("vlb-beta", "variational bound with variances β");
        return images ? List.of(beta.atTheEnd()) : List.of(posterior, beta);
    }

    private Method density(String id, String how) {
        return new Method(
                id,
                Exactness.LOWER_BOUND,
                ReferenceMeasure.LEBESGUE,
                how + ", Gaussian decoder with variance β₁, " + evaluations()
                        + " timesteps of its own for each example");
    }

    /** A small network costs less than what is said with it. */
    private int evaluations() {
        return images ? count(BOUND_TIMESTEPS) : 2 * count(BOUND_TIMESTEPS);
    }

    private static ReverseVariance variance(String method) {
        return switch (method) {
            case "vlb" -> ReverseVariance.POSTERIOR;
            case "vlb-beta" -> ReverseVariance.BETA;
            default -> throw new IllegalArgumentException("expected the method vlb or vlb-beta, got " + method);
        };
    }

    @Override
    public LogLikelihoods logLikelihood(Batch batch, String method, long seed) {
        LogLikelihoods bound = new VariationalBound(diffusion, variance(method), evaluations())
                .logLikelihood(
                        range.toModel(batch.values()),
                        batch.count(),
                        this::epsilon,
                        Seeds.derive(seed, "bound/timesteps"),
                        asked -> session().normal(seed, "bound/" + asked, batch.count(), size));
        double[] values = Arrays.stream(bound.values())
                .map(each -> each + size * range.logDerivative())
                .toArray();
        return new LogLikelihoods(values, bound.standardErrors());
    }

    /** The squared error of the predicted noise, in equal parts of the time. */
    @Override
    public List<Profile> profiles(Batch batch, long seed) {
        float[] x0 = range.toModel(batch.values());
        SplittableRandom random = new SplittableRandom(Seeds.derive(seed, "profile/timesteps"));
        int bins = Math.min(PROFILE_BINS, diffusion.timesteps());
        double[] errors = new double[bins];
        for (int bin = 0; bin < bins; bin++) {
            int first = 1 + bin * diffusion.timesteps() / bins;
            int next = 1 + (bin + 1) * diffusion.timesteps() / bins;
            int timestep = random.nextInt(first, next);
            float[] epsilon = session().normal(seed, "profile/" + timestep, batch.count(), size);
            float[] guess = epsilon(diffusion.diffuse(x0, timestep, epsilon), timestep);
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
                "part of the timesteps, 1 to T in " + bins,
                "",
                errors));
    }
}

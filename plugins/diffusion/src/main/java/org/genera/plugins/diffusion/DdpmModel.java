package org.genera.plugins.diffusion;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.genera.nn.Adam;
import org.genera.nn.Call;
import org.genera.nn.Ema;
import org.genera.nn.Gradients;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.nn.Scope;
import org.genera.nn.Seeds;
import org.genera.nn.SessionModel;
import org.genera.nn.Variable;
import org.genera.spi.Batch;
import org.genera.spi.Likelihood;
import org.genera.spi.ModelContext;
import org.genera.spi.Profiles;
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

/** A diffusion with a network that predicts its noise; samples and bounds use the moving average of the weights. */
final class DdpmModel implements SessionModel, Likelihood, Trajectory, Profiles, SamplingCost {
    private static final String NETWORK = "network";
    private static final int PROFILE_BINS = 20;

    private final DdpmSettings settings;
    private final GaussianDiffusion diffusion;
    private final DataScale scale;
    private final int size;
    private final ModelGraph graph;
    private final Placeholder<TFloat32> data;
    private final Operand<TFloat32> loss;
    private final Operand<TFloat32> gradientNorm;
    private final Op train;
    private final Placeholder<TFloat32> noisy;
    private final Placeholder<TFloat32> time;
    private final Operand<TFloat32> predicted;
    private final ModelSession session;

    DdpmModel(DdpmSettings settings, ModelContext context, long seed) {
        this.settings = settings;
        this.diffusion = settings.diffusion();
        this.scale = DataScale.of(settings.data().range());
        this.size = settings.data().shape().size();
        this.graph = new ModelGraph(context, seed);
        Ops tf = graph.tf();
        Scope scope = graph.scope(NETWORK);
        NoiseNetwork network = settings.network();

        this.data = graph.input("data", -1, size);
        Operand<TFloat32> x0 = tf.math.add(tf.math.mul(data, tf.constant(scale.factor())), tf.constant(scale.offset()));
        this.loss = new DenoisingLoss(diffusion).of(graph, scope, network, x0);
        List<Variable<TFloat32>> weights = graph.trainable(NETWORK);
        List<Operand<TFloat32>> gradients = Gradients.of(graph, loss, weights);
        this.gradientNorm = Gradients.globalNorm(tf, gradients);
        Op step = Adam.usual(settings.learningRate()).step(graph, "adam", weights, gradients);
        Ema ema = Ema.of(graph, weights, step, settings.emaDecay());
        this.train = ema.update();

        this.noisy = graph.input("noisy", -1, size);
        this.time = graph.input("time");
        Operand<TFloat32> times = tf.fill(
                tf.expandDims(tf.gather(tf.shape(noisy), tf.constant(0), tf.constant(0)), tf.constant(0)), time);
        this.predicted = network.epsilon(scope.averaged(ema), noisy, times);
        this.session = graph.open();
    }

    @Override
    public StepReport trainStep(Batch batch) {
        try (Call.Fetched fetched = session.call()
                .feed(data, batch.values(), batch.count(), size)
                .feed(graph.step(), batch.step())
                .target(train)
                .fetch(loss, gradientNorm)) {
            return StepReport.of(
                    Map.of(Ddpm.LOSS.name(), fetched.scalar(0), Ddpm.GRADIENT_NORM.name(), fetched.scalar(1)));
        }
    }

    @Override
    public Samples sample(SampleRequest request) {
        return samples(request.count(), denoise(request, (timestep, xt) -> {}));
    }

    /** One for each timestep that is visited. */
    @Override
    public int networkEvaluations(SampleRequest request) {
        return Ddpm.process(request).steps(diffusion).size();
    }

    @Override
    public List<Frame> trajectory(SampleRequest request, int frames) {
        if (frames < 2) {
            throw new IllegalArgumentException("need frames >= 2, the first and the last, got " + frames);
        }
        int last = Ddpm.process(request).steps(diffusion).size();
        int kept = Math.min(frames, last + 1);
        Set<Integer> moments = new HashSet<>();
        for (int i = 0; i < kept; i++) {
            moments.add((int) Math.round((double) i * last / (kept - 1)));
        }
        List<Frame> film = new ArrayList<>();
        int[] moment = {0};
        denoise(request, (timestep, xt) -> {
            if (moments.contains(moment[0]++)) {
                film.add(new Frame("t = " + timestep, samples(request.count(), xt)));
            }
        });
        return film;
    }

    private float[] denoise(SampleRequest request, Denoising.Watcher watcher) {
        List<ReverseStep> steps = Ddpm.process(request).steps(diffusion);
        boolean clip = Ddpm.clip(request, settings);
        return new Denoising(diffusion, this::epsilon, clip)
                .run(steps, noise(request.seed(), request.count()), watcher);
    }

    private StepNoise noise(long seed, int count) {
        return timestep -> session.normal(seed, "t/" + timestep, count, size);
    }

    private float[] epsilon(float[] xt, int timestep) {
        return session.call()
                .feed(noisy, xt, xt.length / size, size)
                .feed(time, new float[] {timestep * DenoisingLoss.TIME_SCALE / diffusion.timesteps()}, 1)
                .floats(predicted);
    }

    private Samples samples(int count, float[] scaled) {
        return new Samples(settings.data().shape(), count, scale.toData(scaled));
    }

    @Override
    public List<Method> likelihoodMethods() {
        return Ddpm.likelihoodMethods(settings);
    }

    @Override
    public double[] logLikelihood(Batch batch, String method, long seed) {
        VariationalBound bound = new VariationalBound(diffusion, Ddpm.variance(method), settings.boundTimesteps());
        double[] values = bound.logLikelihood(
                scale.toModel(batch.values()),
                batch.count(),
                this::epsilon,
                Seeds.derive(seed, "bound/timesteps"),
                timestep -> session.normal(seed, "bound/" + timestep, batch.count(), size));
        for (int i = 0; i < values.length; i++) {
            values[i] += size * scale.logDerivative();
        }
        return values;
    }

    /** The squared error of the predicted noise, in equal parts of the time. */
    @Override
    public List<Profile> profiles(Batch batch, long seed) {
        float[] x0 = scale.toModel(batch.values());
        SplittableRandom random = new SplittableRandom(Seeds.derive(seed, "profile/timesteps"));
        int bins = Math.min(PROFILE_BINS, diffusion.timesteps());
        double[] errors = new double[bins];
        for (int bin = 0; bin < bins; bin++) {
            int first = 1 + bin * diffusion.timesteps() / bins;
            int next = 1 + (bin + 1) * diffusion.timesteps() / bins;
            int timestep = random.nextInt(first, next);
            float[] epsilon = session.normal(seed, "profile/" + timestep, batch.count(), size);
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

    @Override
    public ModelSession session() {
        return session;
    }
}

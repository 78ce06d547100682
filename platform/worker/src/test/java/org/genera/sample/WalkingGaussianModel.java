package org.genera.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.genera.spi.Batch;
import org.genera.spi.Batches;
import org.genera.spi.Classification;
import org.genera.spi.Encoder;
import org.genera.spi.Knowledge;
import org.genera.spi.LatentSpaces;
import org.genera.spi.Likelihood;
import org.genera.spi.Model;
import org.genera.spi.ModelSpec;
import org.genera.spi.Part;
import org.genera.spi.Profiles;
import org.genera.spi.Reads;
import org.genera.spi.Reconstruction;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.Sampling;
import org.genera.spi.SamplingCost;
import org.genera.spi.StepReport;
import org.genera.spi.Trajectory;

/** State: mean, its momentum, and deviation of each dimension; all three matter for a resume. */
class WalkingGaussianModel
        implements Model,
                Sampling,
                Likelihood,
                LatentSpaces,
                Encoder,
                Reconstruction,
                Trajectory,
                Profiles,
                Classification,
                SamplingCost {
    private final ModelSpec spec;
    private final int size;
    private final double[] mean;
    private final double[] momentum;
    private final double[] deviation;

    WalkingGaussianModel(ModelSpec spec) {
        this.spec = spec;
        this.size = spec.data().shape().size();
        this.mean = new double[size];
        this.momentum = new double[size];
        this.deviation = new double[size];
        java.util.Arrays.fill(deviation, 1);
    }

    @Override
    public StepReport trainStep(Batches batches) {
        Batch batch = batches.stage().reads() == Reads.WHOLE_SPLIT ? batches.all() : batches.next();
        pause("stepMillis");
        long step = batches.step();
        if (step == asked("throwAtStep")) {
            throw new IllegalStateException("thrown on request");
        }
        double loss = -average(logLikelihood(batch, "exact", 0).values());
        SplittableRandom random = new SplittableRandom(spec.seed() * 1_000_003 + step);
        for (int i = 0; i < size; i++) {
            double sum = 0;
            double squares = 0;
            for (int n = 0; n < batch.count(); n++) {
                double value = batch.values()[n * size + i];
                sum += value;
                squares += (value - mean[i]) * (value - mean[i]);
            }
            momentum[i] = 0.9 * momentum[i] + 0.01 * (sum / batch.count() - mean[i] + 0.05 * random.nextGaussian());
            mean[i] += momentum[i];
            deviation[i] += 0.02 * (Math.sqrt(squares / batch.count()) - deviation[i]);
        }
        double reported = step == asked("nanAtStep") ? Double.NaN : loss;
        return new StepReport(Map.of("loss", reported, "mean/first", mean[0]), step == asked("convergeAtStep"));
    }

    @Override
    public Samples sample(SampleRequest request) {
        pause("drawMillis");
        double scale = request.sampler().equals("cold") ? request.settings().get(WalkingGaussian.TEMPERATURE) : 1;
        float[] noise = prior(request.count(), request.seed());
        float[] values = new float[noise.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (mean[i % size]
                    + scale * deviation[i % size] * noise[i]
                    + (request.labels().length == 0 ? 0 : request.labels()[i / size]));
        }
        request.restore(values);
        return new Samples(spec.data().shape(), request.count(), values);
    }

    @Override
    public int networkEvaluations(SampleRequest request) {
        return 1;
    }

    @Override
    public long parameterCount() {
        return 2L * size;
    }

    @Override
    public void save(Path checkpoint) {
        ByteBuffer buffer = ByteBuffer.allocate(3 * size * Double.BYTES);
        for (double[] each : List.of(mean, momentum, deviation)) {
            for (double value : each) {
                buffer.putDouble(value);
            }
        }
        try {
            Files.write(checkpoint.resolve("state"), buffer.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void restore(Path checkpoint) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(Files.readAllBytes(checkpoint.resolve("state")));
            for (double[] each : List.of(mean, momentum, deviation)) {
                for (int i = 0; i < size; i++) {
                    each[i] = buffer.getDouble();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Method> likelihoodMethods() {
        return List.of(
                new Method("exact", Exactness.EXACT, ReferenceMeasure.LEBESGUE, "closed form"),
                new Method("loose", Exactness.LOWER_BOUND, ReferenceMeasure.LEBESGUE, "a nat below"),
                new Method("very-loose", Exactness.LOWER_BOUND, ReferenceMeasure.LEBESGUE, "two nats below"));
    }

    @Override
    public LogLikelihoods logLikelihood(Batch batch, String method, long seed) {
        double[] result = new double[batch.count()];
        double slack = method.equals("exact") ? 0 : method.equals("loose") ? 1 : 2;
        for (int n = 0; n < result.length; n++) {
            for (int i = 0; i < size; i++) {
                double z = (batch.values()[n * size + i] - mean[i]) / deviation[i];
                result[n] -= 0.5 * z * z + Math.log(deviation[i]) + 0.5 * Math.log(2 * Math.PI);
            }
            result[n] -= slack;
        }
        double[] errors = new double[method.equals("loose") ? result.length : 0];
        java.util.Arrays.fill(errors, 0.5);
        return new LogLikelihoods(result, errors);
    }

    @Override
    public List<Space> spaces() {
        return List.of(Space.z(size));
    }

    @Override
    public float[] prior(String space, int count, long seed) {
        return prior(count, seed);
    }

    private float[] prior(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] draws = new float[count * size];
        for (int i = 0; i < draws.length; i++) {
            draws[i] = (float) random.nextGaussian();
        }
        return draws;
    }

    @Override
    public Samples decode(String space, float[] latents) {
        float[] values = new float[latents.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (mean[i % size] + deviation[i % size] * latents[i]);
        }
        return new Samples(spec.data().shape(), latents.length / size, values);
    }

    @Override
    public int codeWidth() {
        return size;
    }

    @Override
    public Optional<String> codeSpace() {
        return Optional.of("z");
    }

    /** Each coordinate on the model's scale. */
    @Override
    public float[] encode(Batch batch) {
        float[] codes = new float[batch.count() * size];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (float) ((batch.values()[i] - mean[i % size]) / deviation[i % size]);
        }
        return codes;
    }

    @Override
    public Samples reconstruct(Batch batch) {
        return new Samples(spec.data().shape(), batch.count(), batch.values().clone());
    }

    @Override
    public List<Frame> trajectory(SampleRequest request, int frames) {
        float[] end = sample(request).values();
        List<Frame> way = new ArrayList<>();
        for (int frame = 0; frame < frames; frame++) {
            float[] values = end.clone();
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (end[i] * (double) frame / (frames - 1));
            }
            double time = frame / (frames - 1.0);
            way.add(new Frame("t = " + frame, time, new Samples(spec.data().shape(), request.count(), values)));
        }
        return way;
    }

    @Override
    public List<Profile> profiles(Batch batch, long seed) {
        return List.of(new Profile("deviation", "Deviation", "dimension", "", deviation.clone()));
    }

    @Override
    public double[] logPosterior(Batch batch) {
        double[] result = new double[batch.count() * spec.data().classes()];
        java.util.Arrays.fill(result, -Math.log(spec.data().classes()));
        return result;
    }

    @Override
    public List<Knowledge> knows() {
        return spec.data().classes() > 0
                ? List.of(Knowledge.NOTHING, Knowledge.of(Part.LABEL), Knowledge.of(Part.ANY))
                : List.of(Knowledge.NOTHING, Knowledge.of(Part.ANY));
    }

    @Override
    public void close() {
        // Nothing native here.
    }

    private long asked(String name) {
        return (Long) spec.values().asMap().get(name);
    }

    private void pause(String name) {
        try {
            Thread.sleep(asked(name));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double average(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}

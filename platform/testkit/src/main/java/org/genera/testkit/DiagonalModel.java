package org.genera.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.genera.spi.Batch;
import org.genera.spi.Encoder;
import org.genera.spi.LatentSpaces;
import org.genera.spi.Likelihood;
import org.genera.spi.ModelSpec;
import org.genera.spi.NoiseLevel;
import org.genera.spi.Profiles;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.Sampling;
import org.genera.spi.ScoreField;
import org.genera.spi.Trajectory;

/** x = μ + w with w = s z and z standard normal; among noise N(α μ, α² s² + σ²), number by number. */
final class DiagonalModel extends RunningMoments
        implements Sampling, Likelihood, ScoreField, Encoder, LatentSpaces, Trajectory, Profiles {
    private static final String Z = "z";
    private static final String W = "w";

    DiagonalModel(ModelSpec spec) {
        super(spec);
    }

    @Override
    public List<Space> spaces() {
        return List.of(Space.z(size), new Space(W, "w", size, Prior.OTHER));
    }

    @Override
    public float[] prior(String space, int count, long seed) {
        float[] z = new float[count * size];
        for (int i = 0; i < count; i++) {
            SplittableRandom random = new SplittableRandom(seed * 1_000_003 + i);
            for (int j = 0; j < size; j++) {
                z[i * size + j] = (float) random.nextGaussian();
            }
        }
        return map(Z, space, z);
    }

    @Override
    public float[] map(String from, String to, float[] latents) {
        if (from.equals(to)) {
            return latents;
        }
        float[] mapped = new float[latents.length];
        for (int i = 0; i < mapped.length; i++) {
            double deviation = deviation(i % size);
            mapped[i] = (float) (from.equals(Z) ? latents[i] * deviation : latents[i] / deviation);
        }
        return mapped;
    }

    @Override
    public Samples decode(String space, float[] latents) {
        return at(map(space, W, latents), 1);
    }

    /** μ + part of w. */
    private Samples at(float[] w, double part) {
        float[] values = new float[w.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (mean(i % size) + part * w[i]);
        }
        return new Samples(spec.data().shape(), w.length / size, values);
    }

    @Override
    public Samples sample(SampleRequest request) {
        return decode(Z, prior(Z, request.count(), request.seed()));
    }

    /** From the mean to the sample. */
    @Override
    public List<Frame> trajectory(SampleRequest request, int frames) {
        float[] w = prior(W, request.count(), request.seed());
        List<Frame> film = new ArrayList<>();
        for (int frame = 0; frame < frames; frame++) {
            double time = frame / (frames - 1.0);
            film.add(new Frame("part " + time, time, at(w, time)));
        }
        return film;
    }

    /** Means as a line, deviations as bars, and a row of numbers for each of the first examples as a matrix. */
    @Override
    public List<Profile> profiles(Batch batch, long seed) {
        double[] means = new double[size];
        double[] deviations = new double[size];
        double[] examples = new double[2 * size];
        for (int i = 0; i < size; i++) {
            means[i] = mean(i);
            deviations[i] = deviation(i);
            examples[i] = batch.values()[i];
            examples[size + i] = batch.values()[batch.values().length - size + i];
        }
        return List.of(
                Profile.line("means", "Means", "number", "", means),
                new Profile("deviations", "Deviations", "number", "", deviations),
                Profile.matrix("ends", "First and last example", "example", 2, "number", "", examples));
    }

    @Override
    public int codeWidth() {
        return size;
    }

    @Override
    public Optional<String> codeSpace() {
        return Optional.of(W);
    }

    @Override
    public float[] encode(Batch batch) {
        float[] codes = new float[batch.values().length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (float) (batch.values()[i] - mean(i % size));
        }
        return codes;
    }

    @Override
    public List<Method> likelihoodMethods() {
        return List.of(new Method("exact", Exactness.EXACT, ReferenceMeasure.LEBESGUE, "closed form"));
    }

    @Override
    public LogLikelihoods logLikelihood(Batch batch, String method, long seed) {
        return new LogLikelihoods(score(batch, java.util.Collections.nCopies(batch.count(), NoiseLevel.CLEAN))
                .logDensity());
    }

    @Override
    public List<NoiseLevel> levels() {
        return List.of(NoiseLevel.CLEAN, new NoiseLevel(0.8, 0.6), new NoiseLevel(1, 5));
    }

    @Override
    public Scores score(Batch x, List<NoiseLevel> levels) {
        float[] gradient = new float[x.values().length];
        double[] logDensity = new double[x.count()];
        for (int i = 0; i < gradient.length; i++) {
            NoiseLevel level = levels.get(i / size);
            double deviation = deviation(i % size);
            double variance = Math.pow(level.alpha() * deviation, 2) + Math.pow(level.sigma(), 2);
            double apart = x.values()[i] - level.alpha() * mean(i % size);
            gradient[i] = (float) (-apart / variance);
            logDensity[i / size] -= 0.5 * (apart * apart / variance + Math.log(2 * Math.PI * variance));
        }
        return new Scores(gradient, logDensity);
    }
}

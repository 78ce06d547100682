package org.genera.plugins.mcmc;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.genera.spi.Batch;
import org.genera.spi.Batches;
import org.genera.spi.Likelihood;
import org.genera.spi.Model;
import org.genera.spi.NoiseLevel;
import org.genera.spi.ScoreField;
import org.genera.spi.StepReport;

/** Stands in for the model of another run: N(m, Σ) in the plane, with correlated coordinates far from the origin. */
final class CorrelatedGaussian implements Model, Likelihood, ScoreField {
    static final double[] MEAN = {30, -3};
    /** Σ_11, Σ_12, Σ_22. */
    static final double[] COVARIANCE = {1, 0.6, 0.5};

    private final boolean knowsDensity;

    /** @param knowsDensity whether it tells the log density beside the score */
    CorrelatedGaussian(boolean knowsDensity) {
        this.knowsDensity = knowsDensity;
    }

    /** Draws of it, which chains need to know where the data lie. */
    static Batch data(int count) {
        Random random = new Random(8);
        float[] values = new float[2 * count];
        for (int i = 0; i < count; i++) {
            double a = random.nextGaussian();
            values[2 * i] = (float) (MEAN[0] + a);
            values[2 * i + 1] = (float) (MEAN[1] + 0.6 * a + Math.sqrt(0.5 - 0.36) * random.nextGaussian());
        }
        return new Batch(count, values, new int[0]);
    }

    @Override
    public List<NoiseLevel> levels() {
        return List.of(NoiseLevel.CLEAN);
    }

    @Override
    public Scores score(Batch x, List<NoiseLevel> levels) {
        float[] gradient = new float[2 * x.count()];
        double determinant = COVARIANCE[0] * COVARIANCE[2] - COVARIANCE[1] * COVARIANCE[1];
        for (int i = 0; i < x.count(); i++) {
            double a = x.values()[2 * i] - MEAN[0];
            if (!(Math.abs(a) < 10)) {
                throw new AssertionError("asked far from the data, at " + x.values()[2 * i]);
            }
            double b = x.values()[2 * i + 1] - MEAN[1];
            gradient[2 * i] = (float) (-(COVARIANCE[2] * a - COVARIANCE[1] * b) / determinant);
            gradient[2 * i + 1] = (float) (-(COVARIANCE[0] * b - COVARIANCE[1] * a) / determinant);
        }
        return new Scores(gradient, knowsDensity ? logLikelihood(x, "exact", 0).values() : new double[0]);
    }

    @Override
    public List<Method> likelihoodMethods() {
        return List.of(new Method("exact", Exactness.EXACT, ReferenceMeasure.LEBESGUE, "closed form"));
    }

    @Override
    public LogLikelihoods logLikelihood(Batch batch, String method, long seed) {
        double[] values = new double[batch.count()];
        double determinant = COVARIANCE[0] * COVARIANCE[2] - COVARIANCE[1] * COVARIANCE[1];
        for (int i = 0; i < values.length; i++) {
            double a = batch.values()[2 * i] - MEAN[0];
            double b = batch.values()[2 * i + 1] - MEAN[1];
            double square = (COVARIANCE[2] * a * a - 2 * COVARIANCE[1] * a * b + COVARIANCE[0] * b * b) / determinant;
            values[i] = -0.5 * square - Math.log(2 * Math.PI) - 0.5 * Math.log(determinant);
        }
        return new LogLikelihoods(values);
    }

    @Override
    public StepReport trainStep(Batches batches) {
        throw new AssertionError("what is built on is not trained");
    }

    @Override
    public long parameterCount() {
        return 5;
    }

    @Override
    public void save(Path checkpoint) {}

    @Override
    public void restore(Path checkpoint) {}

    @Override
    public void close() {}
}

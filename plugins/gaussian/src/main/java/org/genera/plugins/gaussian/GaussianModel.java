package org.genera.plugins.gaussian;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.nn.SessionModel;
import org.genera.nn.gaussian.Covariance;
import org.genera.nn.gaussian.Gaussians;
import org.genera.nn.gaussian.VarianceFloor;
import org.genera.nn.gaussian.WeightedRows;
import org.genera.spi.Batch;
import org.genera.spi.Batches;
import org.genera.spi.DataShape;
import org.genera.spi.Knowledge;
import org.genera.spi.Likelihood;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.NoiseLevel;
import org.genera.spi.Part;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.Sampling;
import org.genera.spi.SamplingCost;
import org.genera.spi.ScoreField;
import org.genera.spi.StepReport;

/**
 * p(x) = Σ_k π_k N(x; μ_k, Σ_k), where k is an observed class (or the only one). Maximum likelihood in closed form: class
 * frequencies, means, and covariances with the divisor N.
 */
class GaussianModel implements SessionModel, Sampling, Likelihood, ScoreField, SamplingCost {
    private final DataShape shape;
    private final Gaussians gaussians;
    private final VarianceFloor floor;
    private final ModelSession session;

    GaussianModel(ModelSpec spec, ModelContext context, Covariance covariance, int classes) {
        this.shape = spec.data().shape();
        ModelGraph graph = new ModelGraph(context, spec.seed());
        this.gaussians = new Gaussians(graph, covariance, classes, shape.size());
        this.floor = new VarianceFloor(
                spec.get(GaussianFamily.VARIANCE_FLOOR), spec.get(GaussianFamily.RELATIVE_VARIANCE_FLOOR));
        this.session = graph.open();
    }

    @Override
    public StepReport trainStep(Batches batches) {
        Batch batch = batches.all();
        gaussians.floors(floor.of(batch.values(), shape.size(), shape.kind() == DataShape.Kind.IMAGE));
        WeightedRows[] shares = byClass(batch);
        gaussians.fit(session, logPriors(shares, batch.count()), k -> shares[k]);
        double sum = 0;
        for (double logLikelihood : logLikelihood(batch, "exact", 0).values()) {
            sum += logLikelihood;
        }
        Map<String, Double> metrics = new HashMap<>(Map.of(GaussianFamily.TRAIN_NLL.name(), -sum / batch.count()));
        // Runs of old have no such floors and did not tell; they repeat as they were.
        if (floor.share() > 0) {
            metrics.put(GaussianFamily.VARIANCES_AT_FLOOR.name(), (double) gaussians.atFloor(session));
        }
        return new StepReport(metrics, true);
    }

    private WeightedRows[] byClass(Batch batch) {
        return classes() == 1
                ? new WeightedRows[] {WeightedRows.whole(batch.values(), shape.size())}
                : WeightedRows.byGroup(batch.values(), shape.size(), batch.labels(), classes());
    }

    /** One imaginary example in each of several classes keeps an empty one from an infinite logarithm. */
    private static double[] logPriors(WeightedRows[] shares, int total) {
        double imaginary = shares.length > 1 ? 1 : 0;
        double[] logPriors = new double[shares.length];
        for (int k = 0; k < shares.length; k++) {
            logPriors[k] = Math.log((shares[k].amounts().length + imaginary) / (total + imaginary * shares.length));
        }
        return logPriors;
    }

    /** There is no network. */
    @Override
    public int networkEvaluations(SampleRequest request) {
        return 0;
    }

    @Override
    public List<Knowledge> knows() {
        return List.of(Knowledge.NOTHING, Knowledge.of(Part.ANY));
    }

    @Override
    public Samples sample(SampleRequest request) {
        return new Samples(shape, request.count(), gaussians.sample(session, request));
    }

    /** μ_k + L_k z for each row z. */
    final double[] affine(int k, float[] rows) {
        return gaussians.affine(session, k, rows);
    }

    @Override
    public List<Method> likelihoodMethods() {
        return List.of(new Method("exact", Exactness.EXACT, ReferenceMeasure.LEBESGUE, "closed form"));
    }

    @Override
    public LogLikelihoods logLikelihood(Batch batch, String method, long seed) {
        return new LogLikelihoods(gaussians.logLikelihood(session, batch.values()));
    }

    @Override
    public List<NoiseLevel> levels() {
        return List.of(NoiseLevel.CLEAN);
    }

    @Override
    public Scores score(Batch x, List<NoiseLevel> levels) {
        ScoreField.requireClean(levels);
        return gaussians.score(session, x.values());
    }

    /** log p(k|x): [B, K]. */
    final double[] posterior(Batch batch) {
        return gaussians.logPosterior(session, batch.values());
    }

    final int classes() {
        return gaussians.components();
    }

    @Override
    public long parameterCount() {
        return gaussians.parameterCount();
    }

    @Override
    public ModelSession session() {
        return session;
    }
}

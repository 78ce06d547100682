package org.genera.plugins.mixture;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.nn.SessionModel;
import org.genera.nn.Variable;
import org.genera.nn.gaussian.Gaussians;
import org.genera.nn.gaussian.VarianceFloor;
import org.genera.spi.Batch;
import org.genera.spi.Batches;
import org.genera.spi.DataShape;
import org.genera.spi.Encoder;
import org.genera.spi.Knowledge;
import org.genera.spi.Likelihood;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.NoiseLevel;
import org.genera.spi.Profiles;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.Sampling;
import org.genera.spi.SamplingCost;
import org.genera.spi.ScoreField;
import org.genera.spi.StepReport;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat64;

/**
 * A Bayesian mixture of Gaussians by variational inference, one iteration over the whole split in each step. What it scores, draws from
 * and completes is the predictive density, in which weights, means and precisions are integrated out; the code of an example is
 * p(k|x) in it.
 */
final class VariationalModel
        implements SessionModel, Sampling, Likelihood, ScoreField, Encoder, Profiles, SamplingCost {
    private final DataShape shape;
    private final Start start;
    private final double tolerance;
    private final Gaussians gaussians;
    private final NormalWishart prior;
    private final VarianceFloor expected;
    private final Variable<TFloat64> lastBound;
    private final Variable<TFloat64> amounts;
    private final Placeholder<TFloat64> newBound;
    private final Placeholder<TFloat64> newAmounts;
    private final Op storeBound;
    private final Op storeAmounts;
    private final ModelSession session;

    VariationalModel(ModelSpec spec, ModelContext context, PrecisionPrior precisions, Start start) {
        this.shape = spec.data().shape();
        this.start = start;
        this.tolerance = spec.get(MixtureFamily.TOLERANCE_OF_BOUND);
        this.prior = new NormalWishart(
                precisions,
                shape.size(),
                spec.get(MixtureFamily.WEIGHT_CONCENTRATION),
                spec.get(MixtureFamily.MEAN_STRENGTH),
                spec.get(MixtureFamily.DEGREES_OF_FREEDOM));
        this.expected = new VarianceFloor(0, spec.get(MixtureFamily.RELATIVE_PRIOR_VARIANCE));
        int components = spec.count(MixtureFamily.COMPONENTS_AT_MOST);
        ModelGraph graph = new ModelGraph(context, spec.seed());
        Ops tf = graph.tf();
        this.gaussians = new Gaussians(graph, precisions.covariance(), components, shape.size());
        this.lastBound = graph.variable(
                "lastBound", TFloat64.class, Shape.scalar(), false, tf.constant(Double.NEGATIVE_INFINITY));
        this.amounts = graph.variable(
                "amounts",
                TFloat64.class,
                Shape.of(components),
                false,
                tf.fill(tf.constant(new int[] {components}), tf.constant(0.0)));
        this.newBound = tf.withName("new_bound").placeholder(TFloat64.class, Placeholder.shape(Shape.scalar()));
        this.newAmounts =
                tf.withName("new_amounts").placeholder(TFloat64.class, Placeholder.shape(Shape.of(components)));
        this.storeBound = tf.assignVariableOp(lastBound.handle(), newBound);
        this.storeAmounts = tf.assignVariableOp(amounts.handle(), newAmounts);
        this.session = graph.open();
    }

    /** Begins where nothing was fitted yet; a restored model knows what it had reached. */
    @Override
    public StepReport trainStep(Batches batches) {
        Batch batch = batches.all();
        float[] rows = batch.values();
        double before = session.call().doubles(lastBound.value())[0];
        VariationalInference inference = VariationalInference.about(
                gaussians, prior, rows, expected.of(rows, shape.size(), shape.kind() == DataShape.Kind.IMAGE));
        if (before == Double.NEGATIVE_INFINITY) {
            begin(inference, rows);
        }
        double[] weights = weights();
        double[] found = amounts();
        VariationalInference.Iteration iteration = inference.iterate(session, rows, found);
        store(iteration.amounts());
        session.call()
                .feed(newBound, new double[] {iteration.bound()})
                .target(storeBound)
                .run();
        return new StepReport(
                Map.of(
                        MixtureFamily.EVIDENCE_BOUND.name(),
                        iteration.bound() / batch.count(),
                        MixtureFamily.EFFECTIVE_COMPONENTS.name(),
                        ComponentProfiles.effectiveNumber(weights),
                        MixtureFamily.LIVE_COMPONENTS.name(),
                        (double) Arrays.stream(found).filter(each -> each >= 1).count(),
                        MixtureFamily.SMALLEST_WEIGHT.name(),
                        Arrays.stream(weights).min().orElseThrow()),
                tolerance > 0 && iteration.bound() - before < tolerance * batch.count());
    }

    private void begin(VariationalInference inference, float[] rows) {
        List<Start.First> firsts = start.components(rows, shape.size(), gaussians.components());
        double[] found =
                firsts.stream().mapToDouble(first -> first.share().total()).toArray();
        inference.fit(session, found, k -> firsts.get(k).share());
        Start.move(session, gaussians, firsts);
        store(found);
    }

    private void store(double[] found) {
        session.call()
                .feed(newAmounts, found, found.length)
                .target(storeAmounts)
                .run();
    }

    /** N_k: [K]. */
    double[] amounts() {
        return session.call().doubles(amounts.value());
    }

    /** E[π_k]: [K]. */
    private double[] weights() {
        return Arrays.stream(predictive().logWeights()).map(Math::exp).toArray();
    }

    /** m_k: [K, D]. */
    double[] means() {
        return gaussians.means(session);
    }

    private StudentMixture predictive() {
        return new StudentMixture(gaussians, session, prior, amounts());
    }

    /** There is no network. */
    @Override
    public int networkEvaluations(SampleRequest request) {
        return 0;
    }

    @Override
    public List<Knowledge> knows() {
        return MixtureFamily.KNOWS_NO_LABEL;
    }

    @Override
    public Samples sample(SampleRequest request) {
        return new Samples(shape, request.count(), gaussians.sample(session, request, predictive()));
    }

    @Override
    public List<Method> likelihoodMethods() {
        return List.of(new Method("exact", Exactness.EXACT, ReferenceMeasure.LEBESGUE, "predictive, in closed form"));
    }

    @Override
    public LogLikelihoods logLikelihood(Batch batch, String method, long seed) {
        return new LogLikelihoods(predictive().logLikelihood(batch.values()));
    }

    @Override
    public List<NoiseLevel> levels() {
        return List.of(NoiseLevel.CLEAN);
    }

    @Override
    public Scores score(Batch x, List<NoiseLevel> levels) {
        ScoreField.requireClean(levels);
        return predictive().score(x.values());
    }

    @Override
    public int codeWidth() {
        return gaussians.components();
    }

    /** Shares of components are nothing that examples are decoded from. */
    @Override
    public Optional<String> codeSpace() {
        return Optional.empty();
    }

    @Override
    public float[] encode(Batch batch) {
        double[] logPosterior = predictive().logPosterior(batch.values());
        float[] responsibilities = new float[logPosterior.length];
        for (int i = 0; i < responsibilities.length; i++) {
            responsibilities[i] = (float) Math.exp(logPosterior[i]);
        }
        return responsibilities;
    }

    @Override
    public List<Profile> profiles(Batch batch, long seed) {
        return ComponentProfiles.of(weights(), gaussians.logDeterminants(session), shape.size());
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

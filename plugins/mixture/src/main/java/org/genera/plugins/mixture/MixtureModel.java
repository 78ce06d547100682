package org.genera.plugins.mixture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.genera.nn.InformationCriteria;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.nn.SessionModel;
import org.genera.nn.Variable;
import org.genera.nn.gaussian.Covariance;
import org.genera.nn.gaussian.Gaussians;
import org.genera.nn.gaussian.VarianceFloor;
import org.genera.nn.gaussian.WeightedRows;
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
 * p(x) = Σ_k a_k N(x; μ_k, Σ_k) by EM, one iteration over the whole split in each step. The code of an example is the
 * responsibilities p(k|x). Of several classes each has components of its own, those of the first class first.
 */
class MixtureModel implements SessionModel, Sampling, Likelihood, ScoreField, Encoder, Profiles, SamplingCost {
    private final DataShape shape;
    private final Start start;
    private final double tolerance;
    private final Gaussians gaussians;
    private final VarianceFloor floor;
    private final ExpectationMaximisation em;
    private final Variable<TFloat64> last;
    private final Placeholder<TFloat64> reached;
    private final Op storeLast;
    private final ModelSession session;

    MixtureModel(ModelSpec spec, ModelContext context, Covariance covariance, Start start) {
        this(spec, context, covariance, start, 1);
    }

    MixtureModel(ModelSpec spec, ModelContext context, Covariance covariance, Start start, int classes) {
        this.shape = spec.data().shape();
        this.start = start;
        this.tolerance = spec.get(MixtureFamily.TOLERANCE);
        ModelGraph graph = new ModelGraph(context, spec.seed());
        Ops tf = graph.tf();
        int ofClass = (spec.count(MixtureFamily.COMPONENTS) + classes - 1) / classes;
        this.gaussians = new Gaussians(graph, covariance, classes, ofClass, shape.size());
        this.floor = new VarianceFloor(
                spec.get(MixtureFamily.VARIANCE_FLOOR), spec.get(MixtureFamily.RELATIVE_VARIANCE_FLOOR));
        this.em = new ExpectationMaximisation(gaussians);
        this.last = graph.variable(
                "lastLogLikelihood", TFloat64.class, Shape.scalar(), false, tf.constant(Double.NEGATIVE_INFINITY));
        this.reached = tf.withName("reached").placeholder(TFloat64.class, Placeholder.shape(Shape.scalar()));
        this.storeLast = tf.assignVariableOp(last.handle(), reached);
        this.session = graph.open();
    }

    /** Begins where nothing was fitted yet; a restored model knows what it had reached. */
    @Override
    public StepReport trainStep(Batches batches) {
        Batch batch = batches.all();
        double before = session.call().doubles(last.value())[0];
        gaussians.floors(floor.of(batch.values(), shape.size(), shape.kind() == DataShape.Kind.IMAGE));
        if (before == Double.NEGATIVE_INFINITY) {
            List<Start.First> firsts = firsts(batch);
            gaussians.fit(
                    session,
                    firsts.stream().mapToDouble(Start.First::logWeight).toArray(),
                    k -> firsts.get(k).share());
            Start.move(session, gaussians, firsts);
        }
        double[] weights = weights();
        int atFloor = gaussians.atFloor(session);
        ExpectationMaximisation.Likelihoods likelihoods =
                em.iterate(session, batch.values(), classes() > 1 ? batch.labels() : new int[0]);
        double now = likelihoods.observed();
        session.call().feed(reached, new double[] {now}).target(storeLast).run();
        Map<String, Double> metrics =
                new InformationCriteria(batch.count() * likelihoods.whole(), parameterCount(), batch.count()).metrics();
        metrics.put(MixtureFamily.TRAIN_NLL.name(), -likelihoods.whole());
        if (classes() > 1) {
            metrics.put(MixtureFamily.LABELLED_NLL.name(), -now);
        }
        // Runs of old have no such floors and did not tell; they repeat as they were.
        if (floor.share() > 0) {
            metrics.put(MixtureFamily.VARIANCES_AT_FLOOR.name(), (double) atFloor);
        }
        metrics.put(MixtureFamily.EFFECTIVE_COMPONENTS.name(), ComponentProfiles.effectiveNumber(weights));
        metrics.put(
                MixtureFamily.SMALLEST_WEIGHT.name(),
                Arrays.stream(weights).min().orElseThrow());
        return new StepReport(metrics, tolerance > 0 && now - before < tolerance);
    }

    /** Where each component begins; of several classes each begins among its own examples. */
    private List<Start.First> firsts(Batch batch) {
        if (classes() == 1) {
            return start.components(batch.values(), shape.size(), gaussians.components());
        }
        List<Start.First> firsts = new ArrayList<>();
        for (WeightedRows own : WeightedRows.byGroup(batch.values(), shape.size(), batch.labels(), classes())) {
            int ofClass = gaussians.ofLabel();
            if (own.amounts().length < ofClass) {
                throw Start.tooFewRows(ofClass, own.amounts().length + " in one of the classes");
            }
            double logPrior = Math.log(own.total() / batch.count());
            for (Start.First first : start.components(own.rows(), shape.size(), ofClass)) {
                firsts.add(new Start.First(first.share(), logPrior + first.logWeight(), first.mean()));
            }
        }
        return firsts;
    }

    private int classes() {
        return gaussians.components() / gaussians.ofLabel();
    }

    private double[] weights() {
        return Arrays.stream(logWeights()).map(Math::exp).toArray();
    }

    /** [K, D]. */
    double[] means() {
        return gaussians.means(session);
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
        return new Samples(shape, request.count(), gaussians.sample(session, request));
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
        double[] logPosterior = logResponsibilities(batch);
        float[] responsibilities = new float[logPosterior.length];
        for (int i = 0; i < responsibilities.length; i++) {
            responsibilities[i] = (float) Math.exp(logPosterior[i]);
        }
        return responsibilities;
    }

    /** log p(k, x): [B, K]. */
    final double[] logJoint(Batch batch) {
        return gaussians.logJoint(session, batch.values());
    }

    /** log a_k: [K]. */
    final double[] logWeights() {
        return gaussians.logWeights(session);
    }

    /** log p(k|x): [B, K]. */
    double[] logResponsibilities(Batch batch) {
        return gaussians.logPosterior(session, batch.values());
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

package org.genera.plugins.markov;

import static org.genera.spi.Hyperparameters.choice;
import static org.genera.spi.Hyperparameters.integer;
import static org.genera.spi.Hyperparameters.real;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.nn.SequenceLengths;
import org.genera.nn.SessionModel;
import org.genera.nn.Variable;
import org.genera.nn.gaussian.VarianceFloor;
import org.genera.spi.Batch;
import org.genera.spi.Batches;
import org.genera.spi.Capability;
import org.genera.spi.DataShape;
import org.genera.spi.Hyperparameter;
import org.genera.spi.Knowledge;
import org.genera.spi.Likelihood;
import org.genera.spi.Metric;
import org.genera.spi.Metric.Direction;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.Profiles;
import org.genera.spi.Reconstruction;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.Sampling;
import org.genera.spi.SamplingCost;
import org.genera.spi.StepReport;
import org.genera.spi.ValueRange;
import org.genera.spi.Variant;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat64;

/**
 * A hidden Markov model λ = (π, A, B) (Rabiner 1989): hidden states follow a Markov chain, each emits one element. A
 * training step is one iteration of Baum and Welch over all sequences.
 */
final class HiddenMarkov implements SessionModel, Sampling, Likelihood, Reconstruction, Profiles, SamplingCost {
    /** Numbers that are kept for the elements of a block, a few times over: at most 64 MB each. */
    private static final int BLOCK_NUMBERS = 8_000_000;

    static final Hyperparameter<Long> STATES = integer("states")
            .from(1)
            .to(100)
            .orElse(3)
            .help(
                    "Hidden states. Too few blur what should be told apart; too many show in BIC before they show in the test"
                            + " likelihood.");
    static final Hyperparameter<Double> TOLERANCE = real("tolerance")
            .from(0)
            .to(1)
            .orElse(1e-7)
            .logarithmic()
            .in("nats")
            .help(
                    "Training ends when an iteration raises the mean log-likelihood of an element by less; 0 goes on to the"
                            + " end of the budget.");
    static final Hyperparameter<Double> SMOOTHING = MarkovChain.SMOOTHING.orElse(0.01);
    static final Hyperparameter<Double> INITIAL_STAY = real("initialStay")
            .from(0)
            .to(0.99)
            .orElse(0.5)
            .help(
                    "How far the transitions begin from random ones towards staying in each state. States that last are found"
                            + " sooner with some of it: without, training may stand still where all states are alike.");
    static final Hyperparameter<Double> VARIANCE_FLOOR = real("varianceFloor")
            .from(0)
            .to(1e3)
            .orElse(0)
            .logarithmic()
            .help(
                    "No variance falls below it, in squared units of the data: keeps a state from closing in on a single point.");
    static final Hyperparameter<Double> RELATIVE_VARIANCE_FLOOR = real("relativeVarianceFloor")
            .from(0)
            .to(1)
            .orElse(1e-4)
            .logarithmic()
            .help("The same as a share of the variance that the coordinate has over all elements; the two add up.");
    static final Hyperparameter<String> INITIALISATION = choice("initialisation", "k-means", "random")
            .help(
                    "Where the means begin: at the centres that k-means finds among elements without their order, or at random"
                            + " elements.");

    static final Metric STATES_IN_USE =
            new Metric("statesInUse", "Hidden states in use (perplexity)", "", Direction.NEITHER);

    static final Metric VARIANCES_AT_FLOOR =
            new Metric("variancesAtFloor", "Variances at the floor", "", Direction.NEITHER);

    static final Variant CATEGORICAL = variant(
                    "hmm-categorical", "Hidden Markov, symbols", EnumSet.of(ValueRange.SYMBOLS), STATES_IN_USE)
            .summary(
                    "Hidden states that each emit symbols with frequencies of their own. Begins anywhere: other seeds may"
                            + " find other optima.")
            .builds(() -> HiddenMarkov::new);

    static final Variant GAUSSIAN = variant(
                    "hmm-gaussian",
                    "Hidden Markov, Gaussian",
                    EnumSet.complementOf(EnumSet.of(ValueRange.SYMBOLS)),
                    STATES_IN_USE,
                    VARIANCES_AT_FLOOR)
            .summary("Hidden states that each emit vectors from a Gaussian with independent coordinates.")
            .with(RELATIVE_VARIANCE_FLOOR, VARIANCE_FLOOR, INITIALISATION)
            .before(RELATIVE_VARIANCE_FLOOR.at(0.0))
            .builds(() -> HiddenMarkov::new);

    private static Variant.Builder variant(String id, String title, Set<ValueRange> ranges, Metric... own) {
        return MarkovFamily.variant(id, title, ranges, own)
                .with(STATES, TOLERANCE, SMOOTHING, INITIAL_STAY)
                .preset("Two states", "The smallest hidden chain.", STATES.at(2))
                .preset("Five states", "Room for more than is needed.", STATES.at(5))
                .can(Capability.EXACT_LIKELIHOOD, Capability.RECONSTRUCT);
    }

    private final DataShape.Sequence shape;
    private final int states;
    private final double tolerance;
    private final StateChain chain;
    private final Emission emission;
    private final SequenceLengths lengths;
    private final Variable<TFloat64> reached;
    private final Placeholder<TFloat64> number;
    private final Op storeReached;
    private final ModelSession session;

    HiddenMarkov(ModelSpec spec, ModelContext context) {
        this.shape = (DataShape.Sequence) spec.data().shape();
        this.states = spec.count(STATES);
        this.tolerance = spec.get(TOLERANCE);
        ModelGraph graph = new ModelGraph(context, spec.seed());
        this.chain = new StateChain(graph, states, spec.get(INITIAL_STAY), spec.get(SMOOTHING));
        this.emission = emission(graph, context, spec);
        this.lengths = new SequenceLengths(graph, shape);
        var tf = graph.tf();
        // Not a number until there was an iteration.
        reached = graph.variable("reached", TFloat64.class, Shape.scalar(), false, tf.constant(Double.NaN));
        number = tf.withName("reached_now").placeholder(TFloat64.class, Placeholder.shape(Shape.scalar()));
        storeReached = tf.assignVariableOp(reached.handle(), number);
        this.session = graph.open();
    }

    private Emission emission(ModelGraph graph, ModelContext context, ModelSpec spec) {
        return shape.discrete()
                ? new CategoricalEmission(graph, states, shape.symbols(), spec.get(SMOOTHING))
                : new GaussianEmission(
                        graph,
                        context,
                        states,
                        shape.width(),
                        new VarianceFloor(spec.get(VARIANCE_FLOOR), spec.get(RELATIVE_VARIANCE_FLOOR)),
                        EmissionInitialisation.of(spec.get(INITIALISATION)));
    }

    @Override
    public StepReport trainStep(Batches batches) {
        Batch batch = batches.all();
        double before = session.call().doubles(reached.value())[0];
        emission.measure(shape, batch);
        if (Double.isNaN(before)) {
            emission.begin(session, shape, batch);
            lengths.learn(session, batch);
        }
        Expected expected = expected(batch);
        maximise(expected);
        double now = expected.logLikelihood() / expected.elements();
        session.call().feed(number, new double[] {now}).target(storeReached).run();
        var fit = new GoodnessOfFit(expected.logLikelihood(), batch.count(), expected.elements(), parameterCount());
        Map<String, Double> metrics = fit.metrics();
        metrics.put(STATES_IN_USE.name(), inUse(expected));
        metrics.putAll(emission.metrics(session));
        // Not so with NaN: the first iteration never ends training.
        return new StepReport(metrics, now - before < tolerance);
    }

    /** Expectation, over all sequences of a batch. */
    Expected expected(Batch batch) {
        double[] starts = new double[states];
        double[] transitions = new double[states * states];
        double[] occupancy = new double[states];
        double[][] statistics = {};
        double logLikelihood = 0;
        long elements = 0;
        for (SequenceBlock block : blocks(batch)) {
            var forward = chain.filter(session, block, emission.logDensity(session, block));
            for (double each : forward.logLikelihood()) {
                logLikelihood += each;
            }
            var smoothed = chain.smooth(session, block, forward);
            Sums.add(starts, smoothed.starts());
            Sums.add(transitions, smoothed.transitions());
            for (int i = 0; i < smoothed.posterior().length; i++) {
                occupancy[i % states] += smoothed.posterior()[i];
            }
            double[][] some = emission.statistics(session, block, smoothed.posterior());
            for (int i = 0; i < statistics.length; i++) {
                Sums.add(statistics[i], some[i]);
            }
            statistics = statistics.length == 0 ? some : statistics;
            elements += block.elements();
        }
        return new Expected(starts, transitions, occupancy, statistics, logLikelihood, elements);
    }

    /**
     * What maximisation needs to know.
     *
     * @param starts expected number of sequences that begin in each state [S]
     * @param transitions expected number of transitions [S,S]
     * @param occupancy expected number of elements in each state [S]
     * @param statistics of the emission
     * @param logLikelihood of all sequences, in nats
     * @param elements of all sequences
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Expected(
            double[] starts,
            double[] transitions,
            double[] occupancy,
            double[][] statistics,
            double logLikelihood,
            long elements) {}

    /** Maximisation. */
    void maximise(Expected expected) {
        chain.maximise(session, expected.starts(), expected.transitions());
        emission.maximise(session, expected.statistics());
    }

    /** The perplexity of how elements spread over the states: all of them where each has its share, 1 where one has all. */
    private static double inUse(Expected expected) {
        double entropy = 0;
        for (double mass : expected.occupancy()) {
            double share = mass / expected.elements();
            entropy -= share > 0 ? share * Math.log(share) : 0;
        }
        return Math.exp(entropy);
    }

    private List<SequenceBlock> blocks(Batch batch) {
        return SequenceBlock.of(shape, batch, Math.max(1, BLOCK_NUMBERS / states));
    }

    @Override
    public List<Method> likelihoodMethods() {
        return List.of(new Method(
                "exact",
                Exactness.EXACT,
                shape.discrete() ? ReferenceMeasure.COUNTING : ReferenceMeasure.LEBESGUE,
                "forward recursion, given the length"));
    }

    /** log p(x_1 … x_T | T) of each sequence, in nats, by the forward recursion: what the length is does not count. */
    @Override
    public LogLikelihoods logLikelihood(Batch batch, String method, long seed) {
        double[] logLikelihood = new double[batch.count()];
        for (SequenceBlock block : blocks(batch)) {
            double[] some = chain.logLikelihood(session, block, emission.logDensity(session, block));
            for (int row = 0; row < some.length; row++) {
                logLikelihood[block.examples()[row]] = some[row];
            }
        }
        return new LogLikelihoods(logLikelihood);
    }

    /** The most probable states (Viterbi), each shown by its most typical element: its mean, or its most frequent symbol. */
    @Override
    public Samples reconstruct(Batch batch) {
        float[] values = new float[batch.count() * shape.size()];
        double[] typical = emission.typical(session);
        for (SequenceBlock block : blocks(batch)) {
            int[] path = mostProbable(block).path();
            for (int t = 0; t < block.longest(); t++) {
                for (int row = 0; row < block.active(t); row++) {
                    int state = path[block.offsets()[t] + row];
                    int at = block.examples()[row] * shape.size() + t * shape.width();
                    for (int i = 0; i < shape.width(); i++) {
                        values[at + i] = (float) typical[state * shape.width() + i];
                    }
                }
            }
        }
        return new Samples(shape, batch.count(), values, batch.lengths());
    }

    StateChain.Paths mostProbable(SequenceBlock block) {
        return chain.mostProbable(session, block, emission.logDensity(session, block));
    }

    @Override
    public List<Profile> profiles(Batch batch, long seed) {
        double[] transition = chain.transition(session);
        Expected expected = expected(batch);
        double[] share = new double[states];
        double[] stay = new double[states];
        for (int state = 0; state < states; state++) {
            share[state] = expected.occupancy()[state] / expected.elements();
            stay[state] = 1 / (1 - transition[state * states + state]);
        }
        return List.of(
                new Profile("occupancy", "Elements in each hidden state", "state", "share", share),
                new Profile(
                        "stationary",
                        "Hidden states in the long run",
                        "state",
                        "share",
                        StationaryDistribution.of(chain.initial(session), transition)),
                new Profile("stay", "Expected stay in a hidden state", "state", "elements", stay),
                Profile.matrix(
                        "transitions",
                        "Transitions between hidden states",
                        "state before",
                        states,
                        "state after",
                        "probability",
                        transition));
    }

    /** There is no network. */
    @Override
    public int networkEvaluations(SampleRequest request) {
        return 0;
    }

    @Override
    public List<Knowledge> knows() {
        return MarkovFamily.KNOWS;
    }

    @Override
    public Samples sample(SampleRequest request) {
        return new HiddenDraws(
                        shape,
                        Distributions.possible(chain.initial(session)),
                        Distributions.possible(chain.transition(session)),
                        lengths.drawing(session),
                        emission.drawing(session, request.seed(), shape.longest(), request.count()),
                        emission.scoring(session))
                .draw(request);
    }

    @Override
    public long parameterCount() {
        return chain.parameterCount() + emission.parameterCount();
    }

    @Override
    public ModelSession session() {
        return session;
    }
}

package org.genera.plugins.markov;

import static org.genera.spi.Hyperparameters.integer;
import static org.genera.spi.Hyperparameters.real;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.nn.SequenceLengths;
import org.genera.nn.SessionModel;
import org.genera.nn.Variable;
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
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.Sampling;
import org.genera.spi.SamplingCost;
import org.genera.spi.StepReport;
import org.genera.spi.ValueRange;
import org.genera.spi.Variant;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/**
 * p(x_t | the n symbols before) = (count + a) / (count of the context + a K) (Markov 1913; smoothing of Lidstone 1920). The
 * first symbols have shorter contexts, each with frequencies of its own: what stands before the beginning counts as a symbol that
 * no other place has. After a context that was never seen, symbols are equally probable if nothing is added.
 */
final class MarkovChain implements SessionModel, Sampling, Likelihood, Profiles, SamplingCost {
    static final Hyperparameter<Long> ORDER = integer("order")
            .to(5)
            .orElse(1)
            .in("symbols")
            .help(
                    "How many symbols before count; 0 takes symbols as independent. The table grows with the power of it.");
    static final Hyperparameter<Double> SMOOTHING = real("smoothing")
            .from(0)
            .to(1e3)
            .orElse(0.5)
            .logarithmic()
            .help(
                    "Added to every count, so that what was never seen is not impossible. 0 is plain maximum likelihood: an"
                            + " example with one unseen symbol then has probability 0.");

    static final Metric CONTEXTS_SEEN = new Metric("contextsSeen", "Contexts seen", "", Direction.NEITHER);

    static final Variant VARIANT = MarkovFamily.variant(
                    "chain", "Markov chain", EnumSet.of(ValueRange.SYMBOLS), CONTEXTS_SEEN)
            .summary("The next symbol depends on the last few. Counted in one step.")
            .with(ORDER, SMOOTHING)
            .preset("Independent symbols", "The plainest baseline.", ORDER.at(0))
            .preset("Trigrams", "Two symbols of context.", ORDER.at(2))
            .can(Capability.EXACT_LIKELIHOOD)
            .builds(() -> MarkovChain::new);

    /** Probabilities in the table; a checkpoint holds 8 bytes for each. */
    private static final long MOST_CELLS = 8_000_000;

    /** Symbols of a table that is shown. */
    private static final int MOST_SHOWN = 100;

    /** Elements in one call. */
    private static final int CHUNK = 1_000_000;

    private final DataShape.Sequence shape;
    private final int symbols;
    private final Contexts contexts;
    private final Variable<TFloat64> counts;
    private final SequenceLengths lengths;
    private final Placeholder<TInt32> cells;
    private final Op reset;
    private final Op count;
    private final Operand<TFloat64> logProbability;
    private final Operand<TFloat64> probabilities;
    private final ModelSession session;

    MarkovChain(ModelSpec spec, ModelContext context) {
        shape = (DataShape.Sequence) spec.data().shape();
        symbols = shape.symbols();
        contexts = new Contexts(symbols, spec.count(ORDER));
        double smoothing = spec.get(SMOOTHING);
        requireTable();
        int size = Math.toIntExact(contexts.count() * symbols);
        ModelGraph graph = new ModelGraph(context, spec.seed());
        Ops tf = graph.tf();
        lengths = new SequenceLengths(graph, shape);
        counts = graph.variable(
                "counts",
                TFloat64.class,
                Shape.of(size),
                false,
                tf.fill(tf.constant(new int[] {size}), tf.constant(0.0)));
        cells = tf.withName("cells").placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
        reset = tf.assignVariableOp(counts.handle(), tf.zerosLike(counts.value()));
        count = tf.resourceScatterAdd(counts.handle(), cells, tf.onesLike(tf.dtypes.cast(cells, TFloat64.class)));
        Operand<TFloat64> table = Distributions.normalised(
                tf, tf.reshape(counts.value(), tf.constant(new int[] {-1, symbols})), smoothing, 1);
        probabilities = tf.reshape(table, tf.constant(new int[] {-1}));
        logProbability = tf.math.log(tf.gather(probabilities, cells, tf.constant(0)));
        session = graph.open();
    }

    private void requireTable() {
        long cellsNeeded = contexts.count() * symbols;
        if (cellsNeeded > MOST_CELLS) {
            int most = 0;
            while (new Contexts(symbols, most + 1).count() * symbols <= MOST_CELLS) {
                most++;
            }
            throw new IllegalArgumentException(String.format(
                    java.util.Locale.ROOT,
                    "expected a table of at most %,d probabilities, got %,d for %d symbols and order %d; lower order to %d",
                    MOST_CELLS,
                    cellsNeeded,
                    symbols,
                    contexts.order(),
                    most));
        }
    }

    /** Counts everything, which is all there is to do. */
    @Override
    public StepReport trainStep(Batches batches) {
        Batch batch = batches.all();
        lengths.learn(session, batch);
        session.call().target(reset).run();
        int[] all = contexts.cells(shape, batch);
        for (int from = 0; from < all.length; from += CHUNK) {
            int[] some = Arrays.copyOfRange(all, from, Math.min(all.length, from + CHUNK));
            session.call().feed(cells, some, some.length).target(count).run();
        }
        double sum = 0;
        for (double each : logLikelihood(batch, "exact", 0).values()) {
            sum += each;
        }
        Map<String, Double> metrics = new GoodnessOfFit(sum, batch.count(), all.length, parameterCount()).metrics();
        metrics.put(CONTEXTS_SEEN.name(), (double) contexts.distinct(all));
        return new StepReport(metrics, true);
    }

    @Override
    public List<Method> likelihoodMethods() {
        return List.of(
                new Method("exact", Exactness.EXACT, ReferenceMeasure.COUNTING, "closed form, given the length"));
    }

    /** log p(x_1 … x_T | T) of each sequence, in nats: what the length is does not count. */
    @Override
    public LogLikelihoods logLikelihood(Batch batch, String method, long seed) {
        int[] all = contexts.cells(shape, batch);
        double[] ofElement = new double[all.length];
        for (int from = 0; from < all.length; from += CHUNK) {
            int[] some = Arrays.copyOfRange(all, from, Math.min(all.length, from + CHUNK));
            double[] part = session.call().feed(cells, some, some.length).doubles(logProbability);
            System.arraycopy(part, 0, ofElement, from, part.length);
        }
        double[] logLikelihood = new double[batch.count()];
        int next = 0;
        for (int i = 0; i < batch.count(); i++) {
            for (int t = 0; t < batch.lengths()[i]; t++) {
                logLikelihood[i] += ofElement[next++];
            }
        }
        return new LogLikelihoods(logLikelihood);
    }

    /** What follows each symbol where one symbol counts, or how frequent each is where none does; a longer table is no picture. */
    @Override
    public List<Profile> profiles(Batch batch, long seed) {
        if (contexts.order() > 1 || symbols > MOST_SHOWN) {
            return List.of();
        }
        double[] table = session.call().doubles(probabilities);
        if (contexts.order() == 0) {
            return List.of(new Profile("frequencies", "Frequency of each symbol", "symbol", "probability", table));
        }
        // What stands before the beginning comes after the symbols.
        return List.of(Profile.matrix(
                "transitions",
                "What follows each symbol",
                "symbol before",
                symbols,
                "symbol after",
                "probability",
                Arrays.copyOf(table, symbols * symbols)));
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
        double[] table = Distributions.possible(session.call().doubles(probabilities));
        return new SymbolDraws(shape, contexts, table, lengths.drawing(session)).draw(request);
    }

    /** Free ones of the contexts that can occur. */
    @Override
    public long parameterCount() {
        return contexts.possible(shape.longest()) * (symbols - 1L);
    }

    @Override
    public ModelSession session() {
        return session;
    }
}

package org.genera.data.preparation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.genera.data.random.CounterRandom;
import org.genera.data.sets.DataSetCard.Modes;
import org.genera.data.sets.EpochOrder;
import org.genera.data.sets.StoredExamples;
import org.genera.spi.Batch;
import org.genera.spi.DataSpec;

/**
 * The data of one run, split and preprocessed. Everything it gives is a pure function of the selection, the seed and
 * the arguments. Immutable as seen from outside; for one thread.
 *
 * <p>The run's seed decides the order of the examples and what is drawn for training; what is drawn for testing and
 * choosing is the same for every seed, so that all runs of an experiment are scored on the same values.
 */
public final class PreparedData {
    private static final long TEST_SEED = 20_260_101;

    private final DataSpec spec;
    private final StoredExamples stored;
    private final DividedSplit split;
    private final Preparation preparation;
    private final Optional<Modes> modes;
    private final EpochOrder order;
    private final Optional<UnpairedTargets> targets;
    private final CounterRandom trainingDraws;
    private final CounterRandom testDraws = CounterRandom.of(TEST_SEED, "test");

    public PreparedData(
            DataSpec spec,
            StoredExamples stored,
            DividedSplit split,
            List<Preprocessing> preprocessings,
            Optional<Modes> modes,
            long seed) {
        // Of two unpaired domains it can be a little more or less than was foreseen without a look at them.
        this.spec = new DataSpec(spec.shape(), spec.ranges(), spec.aligned(), spec.classes(), split.train().length);
        this.stored = stored;
        this.split = split;
        this.preparation = Preparation.of(stored, split.train(), preprocessings);
        this.modes = modes.flatMap(preparation::modes);
        this.order = new EpochOrder(split.train(), CounterRandom.of(seed, "order"));
        this.targets = UnpairedTargets.of(spec, stored, preparation, split.train(), CounterRandom.of(seed, "targets"));
        this.trainingDraws = CounterRandom.of(seed, "training");
    }

    public DataSpec spec() {
        return spec;
    }

    /**
     * A minibatch of the training: examples without replacement within an epoch, in an order that differs from
     * epoch to epoch. Where the batch size does not divide the training split, a batch takes its last examples from the
     * next epoch; no example is left out. Of two unpaired domains each has an order of its own.
     *
     * @param number of the minibatch, 1 for the first that the run reads
     */
    public Batch batch(long number, int batchSize) {
        if (number < 1 || batchSize < 1) {
            throw new IllegalArgumentException("expected a number and a batch size of at least 1, got number " + number
                    + " and size " + batchSize);
        }
        int[] examples = new int[batchSize];
        long first = Math.multiplyExact(number - 1, (long) batchSize);
        for (int i = 0; i < batchSize; i++) {
            examples[i] = order.example(first + i);
        }
        Batch batch = batch(examples, trainingDraws.at(number));
        targets.ifPresent(each -> each.replace(batch, first, trainingDraws.at(number)));
        return batch;
    }

    /** The whole training split as one batch, in the order of the data set. */
    public Batch trainingSplit() {
        return batch(split.train(), trainingDraws.at(0));
    }

    /**
     * Examples chosen at random from the training split, at most {@code limit}; the same choice for every seed of a run.
     */
    public Batch trainingChoice(int limit) {
        requireAtLeastOne(limit, "training");
        EpochOrder random = new EpochOrder(split.train(), CounterRandom.of(TEST_SEED, "choice"));
        int[] examples = new int[Math.min(split.train().length, limit)];
        for (int i = 0; i < examples.length; i++) {
            examples[i] = random.example(i);
        }
        return batch(examples, CounterRandom.of(TEST_SEED, "choice of training examples"));
    }

    /** The first examples of the test split, at most {@code limit}; the same values every time. */
    public Batch test(int limit) {
        requireAtLeastOne(limit, "test");
        return batch(first(split.test().indices(), limit), testDraws);
    }

    /** The examples of the test split that are scored, at most {@code limit}, with the values that {@link #test} gives them. */
    public Batch scored(int limit) {
        requireAtLeastOne(limit, "test");
        return batch(first(split.scored(), limit), testDraws);
    }

    /**
     * Examples of the training split that are kept to choose by, at most {@code limit}; the same values every time.
     *
     * @throws IllegalStateException if none are kept
     */
    public Batch validation(int limit) {
        requireAtLeastOne(limit, "validation");
        if (split.validation().length == 0) {
            throw new IllegalStateException("expected a share of the training split to choose by, got none");
        }
        return batch(first(split.validation(), limit), testDraws);
    }

    /**
     * One example of the test split, with the values that {@link #test} gives it.
     *
     * @param index from 0
     * @throws IllegalArgumentException if the split has no such example
     */
    public Batch testExample(int index) {
        if (index < 0 || index >= split.test().size()) {
            throw new IllegalArgumentException(
                    "expected a test example from 0 to " + (split.test().size() - 1) + ", got " + index);
        }
        return batch(new int[] {split.test().from() + index}, testDraws);
    }

    /**
     * The modes in the space that the model sees, where they are known. After standardisation they are still isotropic
     * Gaussians if all dimensions were divided by the same number up to 2 %, and the geometric mean of these numbers is
     * used; otherwise there are none.
     */
    public Optional<Modes> modes() {
        return modes;
    }

    /** SHA-256 of the data set before split and preprocessing. */
    public String fingerprint() {
        return stored.fingerprint(spec.aligned());
    }

    private static void requireAtLeastOne(int limit, String what) {
        if (limit < 1) {
            throw new IllegalArgumentException("expected a limit of at least 1 " + what + " example, got " + limit);
        }
    }

    private static int[] first(int[] examples, int limit) {
        return Arrays.copyOf(examples, Math.min(examples.length, limit));
    }

    private Batch batch(int[] examples, CounterRandom draws) {
        int size = stored.shape().size();
        if ((long) examples.length * size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("expected a batch of at most " + (Integer.MAX_VALUE - 8) / size
                    + " examples of shape " + stored.shape() + ", got " + examples.length);
        }
        float[] values = new float[examples.length * size];
        for (int i = 0; i < examples.length; i++) {
            preparation.write(examples[i], draws.at(examples[i]), values, i * size);
        }
        return new Batch(examples.length, values, stored.labelsOf(examples), stored.lengthsOf(examples));
    }
}

package org.genera.data.preparation;

import java.util.Optional;
import org.genera.data.random.CounterRandom;
import org.genera.data.sets.EpochOrder;
import org.genera.data.sets.StoredExamples;
import org.genera.spi.Batch;
import org.genera.spi.DataShape.Pair;
import org.genera.spi.DataSpec;

/**
 * The targets of two unpaired domains, visited in an order of their own: which target stands beside which source is
 * chance, and differs from epoch to epoch. For one thread.
 */
final class UnpairedTargets {
    private final Pair shape;
    private final StoredExamples stored;
    private final Preparation preparation;
    private final EpochOrder order;

    private UnpairedTargets(Pair shape, StoredExamples stored, Preparation preparation, EpochOrder order) {
        this.shape = shape;
        this.stored = stored;
        this.preparation = preparation;
        this.order = order;
    }

    /** Nothing for data whose examples are whole. */
    static Optional<UnpairedTargets> of(
            DataSpec data, StoredExamples stored, Preparation preparation, int[] train, CounterRandom random) {
        return data.shape() instanceof Pair pair && !data.aligned()
                ? Optional.of(new UnpairedTargets(pair, stored, preparation, new EpochOrder(train, random)))
                : Optional.empty();
    }

    /**
     * Puts other targets into a batch that nobody has seen yet.
     *
     * @param first position of the batch's first example in the endless walk
     */
    void replace(Batch batch, long first, CounterRandom draws) {
        int sourceSize = shape.first().size();
        float[] drawn = new float[shape.size()];
        for (int i = 0; i < batch.count(); i++) {
            int example = order.example(first + i);
            preparation.write(example, draws.at(example), drawn, 0);
            System.arraycopy(
                    drawn, sourceSize, batch.values(), i * drawn.length + sourceSize, drawn.length - sourceSize);
            int sequences = shape.second().sequences();
            for (int k = shape.sequences() - sequences; k < shape.sequences(); k++) {
                batch.lengths()[i * shape.sequences() + k] = stored.lengthsOf(example)[k];
            }
        }
    }
}

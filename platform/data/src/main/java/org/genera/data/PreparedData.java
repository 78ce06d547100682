package org.genera.data;

import java.util.Optional;
import org.genera.data.DataSetCard.Modes;
import org.genera.spi.Batch;
import org.genera.spi.DataSpec;

/**
 * The data of one run, split and preprocessed. Everything it gives is a pure function of the selection, the seed and
 * the arguments. Immutable as seen from outside; for one thread.
 */
public interface PreparedData {

    DataSpec spec();

    /**
     * The minibatch of a training step: examples without replacement within an epoch, in an order that differs from
     * epoch to epoch.
     *
     * @param step from 1
     */
    Batch batch(long step, int batchSize);

    /** The whole training split as one batch. */
    Batch trainingSplit();

    /** The first examples of the test split, at most {@code limit}; the same values every time. */
    Batch test(int limit);

    /** The modes in the space that the model sees, where they are known. */
    Optional<Modes> modes();

    /** SHA-256 of the data set before preprocessing. */
    String fingerprint();
}

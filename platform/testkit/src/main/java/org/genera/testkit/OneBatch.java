package org.genera.testkit;

import java.util.OptionalDouble;
import org.genera.spi.Batch;
import org.genera.spi.Batches;
import org.genera.spi.Reads;
import org.genera.spi.Stage;

/**
 * A training step that reads the same examples whatever it asks for, of a training that is not divided: for tests that
 * choose what a model is fed.
 *
 * @param step 1 for the first
 */
public record OneBatch(long step, Batch batch) implements Batches {

    /** For the first step. */
    public static OneBatch first(Batch batch) {
        return new OneBatch(1, batch);
    }

    @Override
    public Batch next() {
        return batch;
    }

    @Override
    public Batch all() {
        return batch;
    }

    @Override
    public Stage stage() {
        return Stage.whole(Reads.MINIBATCH);
    }

    @Override
    public OptionalDouble progress() {
        return OptionalDouble.empty();
    }
}

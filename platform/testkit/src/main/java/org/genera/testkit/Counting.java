package org.genera.testkit;

import java.nio.file.Path;
import org.genera.spi.Batch;
import org.genera.spi.Batches;
import org.genera.spi.Model;
import org.genera.spi.Sampling;
import org.genera.spi.StepReport;

/** A model that is a few rows of numbers, and learns from one minibatch in each step. */
interface Counting extends Model, Sampling {

    /** The rows themselves, which training changes. */
    double[][] rows();

    /** Takes a minibatch into account. */
    StepReport learn(Batch batch);

    @Override
    default StepReport trainStep(Batches batches) {
        return learn(batches.next());
    }

    @Override
    default void save(Path checkpoint) {
        Numbers.write(checkpoint, rows());
    }

    @Override
    default void restore(Path checkpoint) {
        Numbers.read(checkpoint, rows());
    }

    @Override
    default void close() {}
}

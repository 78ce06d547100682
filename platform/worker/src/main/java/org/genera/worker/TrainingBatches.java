package org.genera.worker;

import org.genera.data.PreparedData;
import org.genera.spi.Batch;

/**
 * What each training step reads. Made in the training thread: a batch of 100 images takes a tenth of a millisecond and
 * the library's own threads have the processors, so preparing ahead gains nothing.
 */
final class TrainingBatches {
    private final PreparedData data;
    private final boolean wholeSplit;
    private final int batchSize;
    private final Batch whole;

    TrainingBatches(PreparedData data, boolean wholeSplit, int batchSize) {
        this.data = data;
        this.wholeSplit = wholeSplit;
        this.batchSize = batchSize;
        this.whole = wholeSplit ? data.trainingSplit() : data.batch(1, 1);
    }

    Batch of(long step) {
        return wholeSplit
                ? new Batch(step, whole.count(), whole.values(), whole.labels())
                : data.batch(step, batchSize);
    }

    /** Examples in a step. */
    int size() {
        return wholeSplit ? whole.count() : batchSize;
    }
}

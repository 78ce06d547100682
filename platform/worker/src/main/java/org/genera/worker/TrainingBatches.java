package org.genera.worker;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.genera.data.PreparedData;
import org.genera.spi.Batch;
import org.genera.spi.Variant.Consumption;
import org.jspecify.annotations.Nullable;

/**
 * What each training step reads. While a step trains, a second thread prepares the next minibatch, which is a pure
 * function of its step; only that thread asks the data for minibatches.
 */
final class TrainingBatches {
    private final PreparedData data;
    private final int batchSize;
    private final @Nullable Batch whole;
    private final ExecutorService preparing = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "batches");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable Future<Batch> next;
    private long nextStep;

    TrainingBatches(PreparedData data, boolean wholeSplit, int batchSize) {
        this.data = data;
        this.batchSize = batchSize;
        this.whole = wholeSplit ? data.trainingSplit() : null;
    }

    Batch of(long step) {
        if (whole != null) {
            return whole.at(step);
        }
        Future<Batch> asked = next != null && nextStep == step ? next : prepare(step);
        Batch batch = await(asked);
        nextStep = step + 1;
        next = prepare(nextStep);
        return batch;
    }

    private Future<Batch> prepare(long step) {
        return preparing.submit(() -> data.batch(step, batchSize));
    }

    private static Batch await(Future<Batch> batch) {
        try {
            return batch.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a batch was prepared", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    /** Examples in a step of the run. */
    static int sizeIn(OpenRun open) {
        return open.variant().consumption() == Consumption.WHOLE_SPLIT
                ? open.data().spec().trainingExamples()
                : open.spec().ground().budget().batchSize();
    }

    /** Examples in a step. */
    int size() {
        return whole == null ? batchSize : whole.count();
    }
}

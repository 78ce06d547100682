package org.genera.worker.training;

import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.genera.data.preparation.PreparedData;
import org.genera.spi.Batch;
import org.genera.spi.Batches;
import org.genera.spi.Reads;
import org.genera.spi.Stage;
import org.jspecify.annotations.Nullable;

/**
 * What training steps read. While a step trains, a second thread prepares the next minibatch, which is a pure function
 * of its number; only that thread asks the data for minibatches.
 */
final class TrainingBatches implements Batches {
    private final PreparedData data;
    private final int batchSize;
    private final ExecutorService preparing = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "batches");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable Batch whole;
    private @Nullable Future<Batch> prepared;
    private long preparedNumber;
    private long minibatches;
    private boolean splitRead;
    private long step;
    private Stage stage;
    private OptionalDouble progress = OptionalDouble.empty();

    /** @param first the stage that training begins with */
    TrainingBatches(PreparedData data, int batchSize, Stage first) {
        this.data = data;
        this.batchSize = batchSize;
        this.stage = first;
    }

    /** From here on, minibatches are those that come after so many. */
    void goOnAfter(long read) {
        minibatches = read;
    }

    /** For the next step. */
    Batches forStep(long next, Stage itsStage, OptionalDouble itsProgress) {
        step = next;
        stage = itsStage;
        progress = itsProgress;
        splitRead = false;
        return this;
    }

    /** How many minibatches have been read. */
    long minibatches() {
        return minibatches;
    }

    /** Whether the step has asked for the whole split. */
    boolean splitRead() {
        return splitRead;
    }

    @Override
    public Batch next() {
        require(Reads.MINIBATCH, "minibatches");
        long number = minibatches + 1;
        Future<Batch> asked = prepared != null && preparedNumber == number ? prepared : prepare(number);
        Batch batch = await(asked);
        minibatches = number;
        preparedNumber = number + 1;
        prepared = prepare(preparedNumber);
        return batch;
    }

    @Override
    public Batch all() {
        require(Reads.WHOLE_SPLIT, "the whole split");
        splitRead = true;
        if (whole == null) {
            whole = data.trainingSplit();
        }
        return whole;
    }

    private void require(Reads wanted, String what) {
        if (stage.reads() != wanted) {
            throw new IllegalArgumentException("the stage " + stage.id() + " asked for " + what
                    + " and declares that it reads " + stage.reads() + "; a stage reads what it declares");
        }
    }

    @Override
    public long step() {
        return step;
    }

    @Override
    public Stage stage() {
        return stage;
    }

    @Override
    public OptionalDouble progress() {
        return progress;
    }

    private Future<Batch> prepare(long number) {
        return preparing.submit(() -> data.batch(number, batchSize));
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
}

package org.genera.worker.checkpoints;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.genera.spi.Stage;
import org.genera.spi.Variant;
import org.jspecify.annotations.Nullable;

/**
 * What {@code checkpoint.json} says of the model beside it.
 *
 * @param step of training
 * @param trainMillis time spent in training up to here, over all segments
 * @param trainNanos the same, finer, to go on counting from
 * @param converged whether the model said that further steps of the stage would change nothing
 * @param pending what was due at this step and not yet done when it was written; the journal says what has been done since
 * @param sha256 of each file of the model, by its path; empty in checkpoints of earlier versions
 * @param place where in the training the step is; null in checkpoints of earlier versions
 */
public record Checkpoint(
        long step,
        long trainMillis,
        long trainNanos,
        boolean converged,
        List<Schedule.Task> pending,
        Map<String, String> sha256,
        @Nullable Place place) {

    /**
     * Where in the training a step is.
     *
     * @param stage the step's
     * @param read how far the data have been read
     * @param unspent what stages that ended early have left of their shares, in what the budget counts
     */
    public record Place(String stage, DataRead read, long unspent) {}

    public Checkpoint {
        sha256 = Objects.requireNonNullElse(sha256, Map.of());
    }

    /** Before its files are written. */
    public Checkpoint(
            long step, long trainMillis, long trainNanos, boolean converged, List<Schedule.Task> pending, Place place) {
        this(step, trainMillis, trainNanos, converged, pending, Map.of(), place);
    }

    Checkpoint of(Map<String, String> files) {
        return new Checkpoint(step, trainMillis, trainNanos, converged, pending, files, place);
    }

    /** Where it is in the training of a variant; earlier versions knew one stage, which read once in each step. */
    public Place placeIn(Variant variant) {
        return place == null ? new Place(variant.stages().get(0).id(), DataRead.after(step, variant), 0) : place;
    }

    /** @throws IllegalArgumentException if its stage leaves a model that cannot be drawn from or measured yet */
    public void requireDrawable(Variant variant) {
        Stage stage = stageOf(variant);
        if (!stage.drawable()) {
            throw new IllegalArgumentException(
                    "step: the checkpoint of step " + step + " is of the stage \"" + stage.title()
                            + "\", whose model cannot be drawn from or measured yet; choose one of a later stage");
        }
    }

    /** @throws IllegalArgumentException if the variant does not know it */
    public Stage stageOf(Variant variant) {
        String id = placeIn(variant).stage();
        return variant.stages().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the checkpoint of step " + step + " is of the stage "
                        + id + ", and the variant " + variant.id() + " has only "
                        + variant.stages().stream().map(Stage::id).toList()));
    }
}

package org.genera.worker.training;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.genera.run.spec.Budget;
import org.genera.spi.Reads;
import org.genera.spi.Stage;
import org.genera.spi.Variant;
import org.genera.worker.checkpoints.Checkpoint;
import org.genera.worker.checkpoints.DataRead;
import org.genera.worker.checkpoints.Schedule;

/**
 * How much of the budget is spent, and in which stage. Belongs to the training thread.
 *
 * <p>What is counted is steps, or what they read where epochs decide, or microseconds of training where seconds do. A
 * stage that ends early leaves the rest of its share unspent: the count goes on where the next stage's share begins.
 */
final class Progress {
    private final Budget budget;
    private final List<Stage> stages;
    private final long perSplit;
    /** What the count is at most when each stage ends; the last is the total. */
    private final long[] ends;
    /** The last step of each stage that ended in an earlier segment. */
    private final Map<String, Long> endedAt;

    private long step;
    private long trainNanos;
    private DataRead read = DataRead.NOTHING;
    private boolean converged;
    /** That of the last step. */
    private int stage;

    private long unspent;

    /**
     * @param endedAt the last steps of stages that have ended before, by their ids; they end there again
     * @throws IllegalArgumentException if the budget does not fit the variant
     */
    Progress(Budget budget, Variant variant, int trainingExamples, Map<String, Long> endedAt) {
        budget.refusal(variant, trainingExamples).ifPresent(sentence -> {
            throw new IllegalArgumentException(sentence);
        });
        this.budget = budget;
        this.stages = variant.stages();
        this.perSplit = budget.countOfSplit(variant, trainingExamples);
        this.endedAt = Map.copyOf(endedAt);
        this.ends = ends(budget.total(variant, trainingExamples), stages);
    }

    private static long[] ends(long total, List<Stage> stages) {
        long[] ends = new long[stages.size()];
        double shares = 0;
        for (int i = 0; i < ends.length; i++) {
            shares += stages.get(i).share();
            long before = i == 0 ? 0 : ends[i - 1];
            ends[i] = Math.min(total - (ends.length - 1 - i), Math.max(before + 1, Math.round(total * shares)));
        }
        ends[ends.length - 1] = total;
        return ends;
    }

    /** @throws IllegalArgumentException if the checkpoint is of a stage that is no longer there */
    void resumeFrom(Checkpoint checkpoint, Variant variant) {
        step = checkpoint.step();
        trainNanos = checkpoint.trainNanos();
        converged = checkpoint.converged();
        stage = variant.stages().indexOf(checkpoint.stageOf(variant));
        read = checkpoint.placeIn(variant).read();
        unspent = checkpoint.placeIn(variant).unspent();
    }

    /** Turns to the next step; where the stage of the last has ended, the next stage begins. */
    void nextStep() {
        if (stageEnded() && !ended()) {
            unspent += Math.max(0, ends[stage] - count());
            stage++;
            converged = false;
        }
    }

    /**
     * The step is done.
     *
     * @param minibatches how many have been read up to here
     * @param readSplit whether it has read the whole split
     */
    void stepDone(long nanos, boolean modelConverged, long minibatches, boolean readSplit) {
        step++;
        trainNanos += nanos;
        converged = modelConverged;
        read = stage().reads() == Reads.WHOLE_SPLIT ? read.split(readSplit) : read.minibatches(minibatches);
    }

    private long count() {
        return unspent
                + switch (budget.unit()) {
                    case STEPS -> step;
                    case EPOCHS -> read.minibatches() + read.splits() * perSplit;
                    case SECONDS -> trainNanos / 1_000;
                };
    }

    /** What the moments are spread over. */
    long total() {
        return ends[ends.length - 1];
    }

    /** How much of {@link #total} is spent. */
    long spent() {
        if (ended()) {
            return Math.min(total(), count());
        }
        return Math.min(total() - 1, stageEnded() ? Math.max(ends[stage], count()) : count());
    }

    /** The stage of the last step, or the first before there was one. */
    Stage stage() {
        return stages.get(stage);
    }

    /** Whether the last step ended its stage. */
    boolean stageEnded() {
        if (step == 0) {
            return false;
        }
        Long before = endedAt.get(stage().id());
        return converged || (before == null ? count() >= ends[stage] : step >= before);
    }

    /**
     * Whether the model can be drawn from and measured as it is now. One that is fitted to the whole split knows nothing
     * before its first step.
     */
    boolean drawable() {
        return stage().drawable() && (step > 0 || stage().reads() == Reads.MINIBATCH);
    }

    boolean ended() {
        return stage == ends.length - 1 && stageEnded();
    }

    boolean converged() {
        return converged;
    }

    /** From 0 to 1. */
    double part() {
        return ended() ? 1 : (double) spent() / total();
    }

    /** How much of the stage's budget is spent, from 0 to below 1; empty where seconds decide. */
    OptionalDouble partOfStage() {
        if (budget.unit() == Budget.Unit.SECONDS) {
            return OptionalDouble.empty();
        }
        long begin = stage == 0 ? 0 : ends[stage - 1];
        return OptionalDouble.of((double) (count() - begin) / (ends[stage] - begin));
    }

    long step() {
        return step;
    }

    /** How many there will be if each reads once; 0 where seconds decide. */
    long totalSteps() {
        return budget.unit() == Budget.Unit.SECONDS ? 0 : total();
    }

    DataRead read() {
        return read;
    }

    long trainMillis() {
        return trainNanos / 1_000_000;
    }

    double trainSeconds() {
        return trainNanos / 1e9;
    }

    Checkpoint checkpoint(List<Schedule.Task> pending) {
        Checkpoint.Place place = new Checkpoint.Place(stage().id(), read, unspent);
        return new Checkpoint(step, trainMillis(), trainNanos, converged, pending, place);
    }
}

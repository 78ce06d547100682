package org.genera.worker;

import java.util.List;
import org.genera.run.Budget;
import org.genera.spi.Variant.Consumption;

/**
 * How much of the budget is spent. Belongs to the training thread.
 *
 * <p>What is counted is steps, or microseconds of training where seconds decide.
 */
final class Progress {
    private final long totalSteps;
    private final long total;
    private long step;
    private long trainNanos;
    private boolean converged;

    Progress(Budget budget, Consumption consumption, int trainingExamples) {
        if (budget.unit() == Budget.Unit.SECONDS) {
            this.totalSteps = 0;
            this.total = Math.max(1, Math.round(budget.amount() * 1e6));
        } else if (consumption == Consumption.WHOLE_SPLIT && budget.unit() == Budget.Unit.EPOCHS) {
            // A step that reads everything is an epoch.
            this.totalSteps = Math.max(1, Math.round(budget.amount()));
            this.total = totalSteps;
        } else {
            this.totalSteps = budget.steps(trainingExamples);
            this.total = totalSteps;
        }
    }

    void goOnFrom(Checkpoint checkpoint) {
        step = checkpoint.step();
        trainNanos = checkpoint.trainNanos();
        converged = checkpoint.converged();
    }

    void stepDone(long nanos, boolean modelConverged) {
        step++;
        trainNanos += nanos;
        converged = modelConverged;
    }

    /** What the moments are spread over. */
    long total() {
        return total;
    }

    /** How much of {@link #total} is spent. */
    long spent() {
        return totalSteps == 0 ? Math.min(total, trainNanos / 1_000) : step;
    }

    boolean ended() {
        return converged || spent() >= total;
    }

    boolean converged() {
        return converged;
    }

    /** From 0 to 1. */
    double part() {
        return ended() ? 1 : (double) spent() / total;
    }

    long step() {
        return step;
    }

    /** 0 where seconds decide. */
    long totalSteps() {
        return totalSteps;
    }

    long trainMillis() {
        return trainNanos / 1_000_000;
    }

    double trainSeconds() {
        return trainNanos / 1e9;
    }

    Checkpoint checkpoint(List<Moments.Task> pending) {
        return new Checkpoint(step, trainMillis(), trainNanos, converged, pending);
    }
}

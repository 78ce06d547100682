package org.genera.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.genera.spi.Batch;
import org.genera.spi.Batches;
import org.genera.spi.Model;
import org.genera.spi.Reads;
import org.genera.spi.Stage;
import org.genera.spi.StepReport;
import org.genera.spi.Variant;

/** The training of a model on tiny data, which goes on where it stopped: a few steps for each stage. */
final class TinyTraining implements Batches {
    private static final int BATCH = 12;
    private static final int STEPS_OF_A_STAGE = 2;
    private static final int BUDGET_OF_A_STAGE = 10;

    private final Model model;
    private final Variant variant;
    private final TinyData data;
    private int stage;
    private int stepsOfStage;
    private long step;
    private long minibatches;
    private boolean converged;

    TinyTraining(Model model, Variant variant, TinyData data) {
        this.model = model;
        this.variant = variant;
        this.data = data;
    }

    /** The same training, at the same place, of a model that was restored there. */
    TinyTraining of(Model restored) {
        TinyTraining other = new TinyTraining(restored, variant, data);
        other.stage = stage;
        other.stepsOfStage = stepsOfStage;
        other.step = step;
        other.minibatches = minibatches;
        other.converged = converged;
        return other;
    }

    /** So many steps of the last stage, fewer if it converges, after all that comes before it. */
    List<StepReport> train(int steps) {
        while (stage < variant.stages().size() - 1) {
            trainStage();
        }
        return trainHere(steps);
    }

    /** What is left of a stage that is not the last, and on to the next. */
    List<StepReport> trainStage() {
        List<StepReport> reports = trainHere(STEPS_OF_A_STAGE);
        stage++;
        stepsOfStage = 0;
        converged = false;
        return reports;
    }

    private List<StepReport> trainHere(int steps) {
        List<StepReport> reports = new ArrayList<>();
        while (reports.size() < steps && !converged) {
            step++;
            StepReport report = model.trainStep(this);
            stepsOfStage++;
            converged = report.converged();
            reports.add(report);
        }
        return reports;
    }

    boolean converged() {
        return converged;
    }

    @Override
    public Batch next() {
        require(Reads.MINIBATCH);
        return data.batch(++minibatches, BATCH);
    }

    @Override
    public Batch all() {
        require(Reads.WHOLE_SPLIT);
        return data.whole();
    }

    private void require(Reads asked) {
        if (stage().reads() != asked) {
            throw new AssertionError("the stage " + stage().id() + " of " + variant.id() + " declares that it reads "
                    + stage().reads() + " and asked for " + asked);
        }
    }

    @Override
    public long step() {
        return step;
    }

    @Override
    public Stage stage() {
        return variant.stages().get(stage);
    }

    @Override
    public OptionalDouble progress() {
        return OptionalDouble.of((double) stepsOfStage / BUDGET_OF_A_STAGE);
    }
}

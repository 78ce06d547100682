package org.genera.worker.training;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.genera.evaluation.Cost;
import org.genera.run.home.RunDirectory;
import org.genera.run.journal.Journal;
import org.genera.run.journal.JournalEvent.Measurement;
import org.genera.run.request.DrawRequest;
import org.genera.spi.Model;
import org.genera.spi.Profiles.Profile;
import org.genera.spi.Stage;
import org.genera.spi.StepReport;
import org.genera.views.Cancelled;
import org.genera.worker.checkpoints.Checkpoint;
import org.genera.worker.checkpoints.RunCheckpoints;
import org.genera.worker.checkpoints.Schedule;
import org.genera.worker.context.Probe;
import org.genera.worker.context.RunContext;
import org.genera.worker.measures.Evaluation;
import org.genera.worker.process.Cancellation;
import org.genera.worker.process.RunFailed;
import org.genera.worker.samples.ProtocolSampleSets;
import org.genera.worker.samples.SampleSetWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains one model from where it stands to the end of its budget, and says everything in the journal. */
public final class Training {
    private static final Logger LOG = LoggerFactory.getLogger(Training.class);
    private static final int KEPT_WHILE_TRAINING = 2;
    private static final int KEPT_AT_THE_END = 3;

    private final RunContext open;
    private final RunDirectory run;
    private final Model model;
    private final TrainingLog log;
    private final Cancellation cancellation;
    private final RunCheckpoints checkpoints;
    private final SampleSetWriter sampleSets;
    private final ProtocolSampleSets protocolSets;
    private final Evaluation evaluation;
    private final TrainingBatches batches;
    private final PointBlock points;
    private final Progress progress;
    private final Schedule moments;
    private final OverheadTimer beside = new OverheadTimer();
    private final Rungs rungs;
    private final Set<Schedule.Task> outstanding = EnumSet.noneOf(Schedule.Task.class);
    private History history;
    private boolean probed;

    public Training(
            RunContext open, RunDirectory run, Journal.Writer journal, Cancellation cancellation, History history) {
        this.open = open;
        this.run = run;
        this.model = open.model();
        this.cancellation = cancellation;
        this.history = history;
        this.checkpoints = new RunCheckpoints(run);
        this.sampleSets = new SampleSetWriter(open, run, cancellation);
        this.protocolSets = new ProtocolSampleSets(open);
        this.evaluation = Evaluation.during(open, cancellation);
        int batchSize = open.spec().setup().budget().batchSize();
        this.batches = new TrainingBatches(
                open.data(), batchSize, open.variant().stages().get(0));
        this.points = new PointBlock(journal);
        this.progress = new Progress(
                open.spec().setup().budget(),
                open.variant(),
                open.data().spec().trainingExamples(),
                history.stagesEnded());
        this.log = new TrainingLog(journal, progress);
        this.moments = new Schedule(progress.total(), open.spec().setup().protocol());
        this.rungs = Rungs.of(open.spec(), run, progress.total());
    }

    /** The last step done. */
    public long step() {
        return progress.step();
    }

    /**
     * Trains; on return the run is finished, paused or cancelled, and the journal says which.
     *
     * @throws RunFailed if a reported number is not finite
     */
    public void run(String device) throws RunFailed {
        begin(device);
        try {
            prepareEvaluation();
            probed = progress.step() > 0 && progress.drawable();
            probeWhenDrawable();
            if (progress.step() == 0) {
                draw(protocolSets.atStart(progress.drawable()));
            }
            doOutstanding();
            while (!progress.ended() && !waitsAtRung()) {
                cancellation.leaveIfAsked();
                train();
                probeWhenDrawable();
                doOutstanding();
            }
            if (progress.ended()) {
                log.finished();
            } else {
                log.paused(rungs.reached(progress.spent()));
            }
        } catch (Cancelled e) {
            cancelled();
        } finally {
            // Whatever happened, what was reported up to here is told.
            points.write(progress.part());
            evaluation.close();
        }
    }

    private void begin(String device) {
        RunCheckpoints.Restored restored =
                open.madeBy().read("its checkpoints", () -> checkpoints.restoreNewest(model));
        Optional<Checkpoint> last = restored.checkpoint();
        if (last.isPresent()) {
            LOG.info("going on from step {}", last.get().step());
            progress.resumeFrom(last.get(), open.variant());
            batches.goOnAfter(progress.read().minibatches());
            outstanding.addAll(last.get().pending());
        }
        history = history.upTo(progress.step());
        beside.resumeFrom(history.seconds(Cost.SAMPLING_SECONDS), history.seconds(Cost.EVALUATION_SECONDS));
        log.started(history.segments(), device, model.parameterCount(), open);
        open.otherPlugins().forEach(log::notice);
        for (String notice : restored.notices()) {
            log.notice(notice + " The run goes on from step " + progress.step() + ".");
        }
        if (last.isPresent() && !history.checkpointed(progress.step())) {
            // The last worker died between the checkpoint and its line.
            log.checkpointed(folder());
        }
    }

    private void prepareEvaluation() throws Cancelled {
        if (evaluation.wantsPreparation()) {
            log.phase("preparing the evaluation");
            long before = System.nanoTime();
            evaluation.prepare();
            evaluation.notices().forEach(log::notice);
            beside.prepared(System.nanoTime() - before);
        }
        log.phase("training");
    }

    private void probeWhenDrawable() {
        if (!probed && progress.drawable()) {
            probed = true;
            long before = System.nanoTime();
            new Probe(open).run();
            LOG.info("asked the model once for each thing it can do: {} ms", (System.nanoTime() - before) / 1_000_000);
        }
    }

    private void train() throws RunFailed {
        long before = System.nanoTime();
        long spentBefore = progress.spent();
        progress.nextStep();
        StepReport report =
                model.trainStep(batches.forStep(progress.step() + 1, progress.stage(), progress.partOfStage()));
        progress.stepDone(System.nanoTime() - before, report.converged(), batches.minibatches(), batches.splitRead());
        points.add(progress.step(), progress.trainMillis(), report.metrics());
        requireFinite(report.metrics());
        outstanding.addAll(
                progress.ended() && report.converged()
                        ? EnumSet.allOf(Schedule.Task.class)
                        : moments.due(spentBefore, progress.spent()));
        if (progress.stageEnded() && !progress.ended()) {
            endStage();
        }
        if (rungs.reached(progress.spent()) > rungs.reached(spentBefore)) {
            outstanding.add(Schedule.Task.EVALUATION);
            outstanding.add(Schedule.Task.CHECKPOINT);
        }
        if (now().isEmpty() && points.full()) {
            points.write(progress.part());
        }
    }

    /** What is outstanding and can be done: what asks the model waits until a stage has made it fit to answer. */
    private Set<Schedule.Task> now() {
        Set<Schedule.Task> now = EnumSet.noneOf(Schedule.Task.class);
        now.addAll(outstanding);
        if (!progress.drawable()) {
            now.retainAll(EnumSet.of(Schedule.Task.CHECKPOINT));
        }
        return now;
    }

    /** Before its checkpoint: a resumed run reads here where the stage ends, whatever its clock says. */
    private void endStage() {
        Stage stage = progress.stage();
        LOG.info("the stage {} has ended at step {}", stage.id(), progress.step());
        points.write(progress.part());
        if (!Long.valueOf(progress.step()).equals(history.stagesEnded().get(stage.id()))) {
            log.stageEnded(stage);
        }
        outstanding.add(Schedule.Task.CHECKPOINT);
    }

    private boolean waitsAtRung() {
        int rung = rungs.reached(progress.spent());
        return rung > 0 && !rungs.released() && !history.paused(rung);
    }

    /** The weights of the step before may be what broke; of its checkpoint and an older one the older is the good one. */
    private void requireFinite(Map<String, Double> metrics) throws RunFailed {
        for (Map.Entry<String, Double> metric : metrics.entrySet()) {
            if (!Double.isFinite(metric.getValue())) {
                if (checkpoints.all().size() > 1) {
                    checkpoints.remove(progress.step() - 1);
                }
                String kept = checkpoints
                        .last()
                        .map(good -> "the last good checkpoint is of step " + good.step())
                        .orElse("there is no checkpoint yet");
                throw new RunFailed(metric.getKey() + " is " + metric.getValue() + " at step " + progress.step() + "; "
                        + kept + "; a smaller learning rate may help");
            }
        }
    }

    private void doOutstanding() throws Cancelled {
        Set<Schedule.Task> now = now();
        if (now.isEmpty()) {
            return;
        }
        points.write(progress.part());
        if (progress.ended() || waitsAtRung()) {
            // Whatever becomes of the last measures, what was trained is kept.
            saveIfDue();
        }
        if (now.contains(Schedule.Task.SAMPLES)) {
            List<DrawRequest> requests = new ArrayList<>(protocolSets.during(progress.step()));
            if (progress.ended()) {
                requests.addAll(protocolSets.atEnd(progress.step()));
            }
            if (!requests.isEmpty()) {
                log.phase("sampling");
            }
            draw(requests);
            outstanding.remove(Schedule.Task.SAMPLES);
        }
        if (now.contains(Schedule.Task.EVALUATION)) {
            log.phase("evaluating");
            evaluate();
            outstanding.remove(Schedule.Task.EVALUATION);
        }
        saveIfDue();
        if (!progress.ended()) {
            log.phase("training");
        }
    }

    private void draw(List<DrawRequest> requests) throws Cancelled {
        long before = System.nanoTime();
        for (DrawRequest request : requests) {
            if (!history.sampled(request.id(), progress.step())) {
                log.sampled(sampleSets.draw(request, progress.step()));
            }
        }
        beside.sampled(System.nanoTime() - before);
    }

    private void evaluate() throws Cancelled {
        long step = progress.step();
        if (history.evaluated(step)) {
            return;
        }
        long before = System.nanoTime();
        List<Measurement> measurements = new ArrayList<>(
                evaluation.measure(progress.trainSeconds(), open.examplesRead(progress.read()), progress.ended()));
        for (Profile profile : evaluation.profiles()) {
            if (!history.profiled(profile.name(), step)) {
                log.profiled(profile);
            }
        }
        if (progress.ended()) {
            evaluation.keepLikelihoods(run.likelihoods(), step);
            showNeighbours(step);
        }
        beside.evaluated(System.nanoTime() - before);
        measurements.addAll(beside.measurements());
        log.evaluated(measurements);
    }

    /** Before the word that the evaluation is done, so that a killed worker's successor shows them too. */
    private void showNeighbours(long step) {
        String id = ProtocolSampleSets.id("neighbours", step);
        if (!history.sampled(id, step)) {
            evaluation
                    .neighbours()
                    .map(found -> sampleSets.neighbours(id, step, found))
                    .ifPresent(log::sampled);
        }
    }

    private void saveIfDue() {
        if (outstanding.remove(Schedule.Task.CHECKPOINT)) {
            save();
        }
    }

    private void save() {
        if (progress.step() == 0 || checkpoints.has(progress.step())) {
            return;
        }
        checkpoints.save(progress.checkpoint(List.copyOf(outstanding)), model);
        log.checkpointed(folder());
        checkpoints.keepNewest(progress.ended() ? KEPT_AT_THE_END : KEPT_WHILE_TRAINING);
    }

    private void cancelled() {
        LOG.info("cancelled at step {}", progress.step());
        points.write(progress.part());
        save();
        log.cancelled();
    }

    private String folder() {
        return String.valueOf(run.checkpoint(progress.step()).getFileName());
    }
}

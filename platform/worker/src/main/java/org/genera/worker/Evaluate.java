package org.genera.worker;

import java.time.Instant;
import java.util.List;
import org.genera.evaluation.Cost;
import org.genera.run.Json;
import org.genera.run.journal.Journal;
import org.genera.run.journal.JournalEvent;
import org.genera.run.journal.JournalEvent.Measurement;
import org.genera.run.journal.SampleSet;
import org.genera.run.request.EvaluationRequest;
import org.genera.views.Cancelled;
import org.genera.worker.checkpoints.Checkpoint;
import org.genera.worker.checkpoints.RunCheckpoints;
import org.genera.worker.context.RunContext;
import org.genera.worker.measures.Evaluation;
import org.genera.worker.process.Arguments;
import org.genera.worker.process.Cancellation;
import org.genera.worker.process.RunFailed;
import org.genera.worker.samples.SampleSetWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code worker evaluate}: restores a checkpoint of a run that is not training and takes all measures of its experiment's
 * protocol, with what a request changes. Under an unchanged protocol the values of the last step are those of the run itself.
 */
final class Evaluate {
    private static final Logger LOG = LoggerFactory.getLogger(Evaluate.class);

    private final Arguments arguments;
    private final Cancellation cancellation;

    Evaluate(Arguments arguments, Cancellation cancellation) {
        this.arguments = arguments;
        this.cancellation = cancellation;
    }

    /** @return the exit code: 0 if the measures are taken, 1 if the journal says why not */
    int run() throws Exception {
        EvaluationRequest request = Json.readFile(arguments.request().orElseThrow(), EvaluationRequest.class);
        Draw.requireName(request);
        try (Journal.Writer journal = Journal.Writer.open(arguments.run().journal())) {
            try (RunContext open = RunContext.open(arguments, request)) {
                RunCheckpoints checkpoints = new RunCheckpoints(arguments.run());
                Checkpoint checkpoint = checkpoints.wanted(request.step());
                checkpoint.requireDrawable(open.variant());
                open.restore(checkpoints, checkpoint);
                evaluate(open, request, checkpoint, journal);
                return 0;
            } catch (Exception | LinkageError e) {
                LOG.error("cannot evaluate", e);
                journal.append(
                        seq -> new JournalEvent.EvaluationFailed(seq, Instant.now(), request, RunFailed.words(e)));
                return 1;
            }
        }
    }

    private void evaluate(RunContext open, EvaluationRequest request, Checkpoint checkpoint, Journal.Writer journal)
            throws Cancelled {
        try (Evaluation evaluation = Evaluation.onTest(open, cancellation)) {
            phase(journal, "preparing the evaluation");
            evaluation.prepare();
            phase(journal, "evaluating");
            double examplesRead =
                    open.examplesRead(checkpoint.placeIn(open.variant()).read());
            // The memory of this process says nothing about the run's.
            List<Measurement> measurements =
                    evaluation.measure(checkpoint.trainNanos() / 1e9, examplesRead, true).stream()
                            .filter(each -> !each.metric().equals(Cost.PEAK_MEMORY))
                            .toList();
            phase(journal, "searching neighbours");
            SampleSetWriter sampleSets = new SampleSetWriter(open, arguments.run(), cancellation);
            List<SampleSet> sets = evaluation.neighbours().stream()
                    .map(found -> sampleSets.neighbours("neighbours-" + request.id(), checkpoint.step(), found))
                    .toList();
            journal.append(seq -> new JournalEvent.EvaluatedAgain(
                    seq, Instant.now(), checkpoint.step(), checkpoint.trainMillis(), request, measurements, sets));
        }
    }

    private static void phase(Journal.Writer journal, String phase) {
        journal.append(seq -> new JournalEvent.Phase(seq, Instant.now(), phase));
    }
}

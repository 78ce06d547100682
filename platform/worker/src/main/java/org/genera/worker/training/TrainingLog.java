package org.genera.worker.training;

import java.time.Instant;
import java.util.List;
import org.genera.run.journal.Journal;
import org.genera.run.journal.JournalEvent;
import org.genera.run.journal.JournalEvent.Measurement;
import org.genera.run.journal.SampleSet;
import org.genera.spi.Profiles.Profile;
import org.genera.spi.Stage;
import org.genera.worker.context.RunContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a training says in the journal, each word with the time and with how far the training is. */
final class TrainingLog {
    private static final Logger LOG = LoggerFactory.getLogger(Training.class);

    private final Journal.Writer journal;
    private final Progress progress;

    TrainingLog(Journal.Writer journal, Progress progress) {
        this.journal = journal;
        this.progress = progress;
    }

    void started(int segment, String device, long parameters, RunContext open) {
        ProcessHandle process = ProcessHandle.current();
        Instant now = Instant.now();
        journal.append(seq -> new JournalEvent.Started(
                seq,
                now,
                segment,
                progress.step(),
                process.pid(),
                process.info().startInstant().orElse(now),
                device,
                parameters,
                progress.totalSteps(),
                open.variant().metrics(),
                open.madeBy().sha256()));
    }

    void notice(String sentence) {
        LOG.warn("{}", sentence);
        journal.append(seq -> new JournalEvent.Noticed(seq, Instant.now(), sentence));
    }

    void phase(String phase) {
        journal.append(seq -> new JournalEvent.Phase(seq, Instant.now(), phase));
    }

    void sampled(SampleSet set) {
        journal.append(seq -> new JournalEvent.Sampled(seq, Instant.now(), set));
    }

    void profiled(Profile profile) {
        journal.append(seq -> new JournalEvent.Profiled(seq, Instant.now(), progress.step(), profile));
    }

    void evaluated(List<Measurement> measurements) {
        journal.append(seq ->
                new JournalEvent.Evaluated(seq, Instant.now(), progress.step(), progress.trainMillis(), measurements));
    }

    void checkpointed(String folder) {
        journal.append(seq ->
                new JournalEvent.Checkpointed(seq, Instant.now(), progress.step(), progress.trainMillis(), folder));
    }

    void stageEnded(Stage stage) {
        journal.append(seq -> new JournalEvent.StageEnded(
                seq,
                Instant.now(),
                progress.step(),
                progress.trainMillis(),
                stage.id(),
                stage.title(),
                progress.converged()));
    }

    void paused(int rung) {
        LOG.info("paused at rung {}, step {}", rung, progress.step());
        journal.append(seq -> new JournalEvent.Paused(seq, Instant.now(), progress.step(), rung));
    }

    void finished() {
        journal.append(seq -> new JournalEvent.Finished(seq, Instant.now(), progress.step(), progress.trainMillis()));
        LOG.info("finished at step {}", progress.step());
    }

    void cancelled() {
        journal.append(seq -> new JournalEvent.Cancelled(seq, Instant.now(), progress.step()));
    }
}

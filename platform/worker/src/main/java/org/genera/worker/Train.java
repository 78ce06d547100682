package org.genera.worker;

import java.time.Instant;
import org.genera.run.journal.Journal;
import org.genera.run.journal.JournalEvent;
import org.genera.worker.context.RunContext;
import org.genera.worker.process.Arguments;
import org.genera.worker.process.Cancellation;
import org.genera.worker.process.RunFailed;
import org.genera.worker.training.History;
import org.genera.worker.training.Training;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code worker train}: from the run's specification to the journal's last word. */
final class Train {
    private static final Logger LOG = LoggerFactory.getLogger(Train.class);

    private final Arguments arguments;
    private final Cancellation cancellation;

    Train(Arguments arguments, Cancellation cancellation) {
        this.arguments = arguments;
        this.cancellation = cancellation;
    }

    /** @return the exit code: 0 for finished or cancelled, 1 for failed */
    int run() throws Exception {
        try (Journal.Writer journal = Journal.Writer.open(arguments.run().journal())) {
            History history = History.of(arguments.run());
            try (RunContext open = RunContext.open(arguments)) {
                if (cancellation.asked()) {
                    journal.append(seq -> new JournalEvent.Cancelled(seq, Instant.now(), 0));
                    return 0;
                }
                return train(journal, history, open);
            } catch (Exception | LinkageError e) {
                return failed(journal, 0, e);
            }
        }
    }

    private int train(Journal.Writer journal, History history, RunContext open) {
        Training training = new Training(open, arguments.run(), journal, cancellation, history);
        try {
            training.run(arguments.device());
            return 0;
        } catch (OutOfMemoryError e) {
            // The launcher asks the JVM to end at once; without that flag the process ends as a crash all the same.
            throw e;
        } catch (Throwable e) {
            return failed(journal, training.step(), e);
        }
    }

    private static int failed(Journal.Writer journal, long step, Throwable thrown) {
        LOG.error("failed at step {}", step, thrown);
        journal.append(seq -> new JournalEvent.Failed(seq, Instant.now(), step, RunFailed.words(thrown)));
        return 1;
    }
}

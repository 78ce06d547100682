package org.genera.worker;

import java.time.Instant;
import java.util.regex.Pattern;
import org.genera.run.Json;
import org.genera.run.journal.Journal;
import org.genera.run.journal.JournalEvent;
import org.genera.run.journal.SampleSet;
import org.genera.run.request.DrawRequest;
import org.genera.run.request.RunRequest;
import org.genera.worker.checkpoints.Checkpoint;
import org.genera.worker.checkpoints.RunCheckpoints;
import org.genera.worker.context.Guides;
import org.genera.worker.context.RunContext;
import org.genera.worker.process.Arguments;
import org.genera.worker.process.Cancellation;
import org.genera.worker.process.RunFailed;
import org.genera.worker.samples.SampleSetWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code worker draw}: restores a checkpoint of a run that is not training and grants one request for samples. */
final class Draw {
    private static final Logger LOG = LoggerFactory.getLogger(Draw.class);

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");

    private final Arguments arguments;
    private final Cancellation cancellation;

    Draw(Arguments arguments, Cancellation cancellation) {
        this.arguments = arguments;
        this.cancellation = cancellation;
    }

    /** @return the exit code: 0 if the samples are there, 1 if the journal says why not */
    int run() throws Exception {
        DrawRequest request = Json.readFile(arguments.request().orElseThrow(), DrawRequest.class);
        requireName(request);
        try (Journal.Writer journal = Journal.Writer.open(arguments.run().journal())) {
            try (RunContext open = RunContext.open(arguments);
                    Guides guides =
                            Guides.of(arguments, open.variant(), open.data().spec(), request)) {
                RunCheckpoints checkpoints = new RunCheckpoints(arguments.run());
                Checkpoint checkpoint = checkpoints.wanted(request.step());
                checkpoint.requireDrawable(open.variant());
                open.restore(checkpoints, checkpoint);
                SampleSet set = new SampleSetWriter(open, arguments.run(), cancellation)
                        .draw(request, checkpoint.step(), guides.leads());
                journal.append(seq -> new JournalEvent.Drawn(seq, Instant.now(), request.id(), set));
                return 0;
            } catch (Exception | LinkageError e) {
                LOG.error("cannot draw", e);
                journal.append(
                        seq -> new JournalEvent.DrawFailed(seq, Instant.now(), request.id(), RunFailed.words(e)));
                return 1;
            }
        }
    }

    /** @throws IllegalArgumentException if the id could not name a file */
    static void requireName(RunRequest request) {
        if (!ID.matcher(request.id()).matches()) {
            throw new IllegalArgumentException(
                    "expected a request id of lower-case letters, digits and dashes, got \"" + request.id() + "\"");
        }
    }
}

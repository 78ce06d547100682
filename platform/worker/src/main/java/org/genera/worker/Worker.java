package org.genera.worker;

import java.io.IOException;
import java.util.Locale;
import org.genera.evaluation.InceptionCard;
import org.genera.run.home.LockFile;
import org.genera.worker.process.Arguments;
import org.genera.worker.process.Cancellation;
import org.genera.worker.process.LogBound;
import org.genera.worker.process.RunFailed;
import org.slf4j.LoggerFactory;

/**
 * The worker process: {@code train} trains one run, {@code draw} draws from one, {@code evaluate} evaluates
 * one of its checkpoints. Reads the run's directory and needs no
 * network; standard output is the log, the journal the only message.
 */
public final class Worker {
    private static final int BAD_CALL = 2;
    private static final int BROKEN = 3;
    private static final long PATIENCE_MILLIS = 60_000;
    private static final int LOG_PART_BYTES = 1 << 20;

    private Worker() {}

    /** Ends the process with 0 if the work is done, 1 if the journal says why not, 2 for a bad call, 3 otherwise. */
    public static void main(String[] given) {
        // TensorFlow's names are made of numbers, in the digits of the locale.
        Locale.setDefault(Locale.US);
        // Under a name of its own: the server, on another class path, has a configuration too.
        System.setProperty("logback.configurationFile", "org/genera/worker/logback-worker.xml");
        System.exit(work(given));
    }

    private static int work(String[] given) {
        if (given.length > 0 && given[0].equals(InceptionImport.WORD)) {
            return keepInception(given);
        }
        if (given.length > 0 && given[0].equals(SightStudy.WORD)) {
            return study(given);
        }
        Arguments arguments;
        try {
            arguments = Arguments.parse(given);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(Arguments.USAGE);
            System.err.println(InceptionImport.USAGE);
            System.err.println(SightStudy.USAGE);
            return BAD_CALL;
        }
        new LogBound(arguments.run().log(), LOG_PART_BYTES).watch();
        Cancellation cancellation = new Cancellation();
        cancellation.listen();
        try (LockFile held = LockFile.await(arguments.run().workerLock(), Worker::waitForAnother)) {
            return switch (arguments.work()) {
                case TRAIN -> new Train(arguments, cancellation).run();
                case DRAW -> new Draw(arguments, cancellation).run();
                case EVALUATE -> new Evaluate(arguments, cancellation).run();
            };
        } catch (Exception e) {
            LoggerFactory.getLogger(Worker.class).error("the worker broke", e);
            return BROKEN;
        } finally {
            cancellation.done();
        }
    }

    /** One worker at a time writes to a run: a draw and a resume may be asked for in the same second. */
    private static void waitForAnother(long waitedMillis) throws IOException {
        if (waitedMillis > PATIENCE_MILLIS) {
            throw new IOException("another worker has been writing to this run for a minute");
        }
    }

    /** Concerns no run; the last line of what it says is why there is no result, where there is none. */
    private static int study(String[] given) {
        Cancellation cancellation = new Cancellation();
        cancellation.listen();
        try {
            SightStudy.parse(given, cancellation).run();
            return 0;
        } catch (Exception | LinkageError e) {
            LoggerFactory.getLogger(Worker.class).error("cannot study what measures see", e);
            System.out.println(RunFailed.words(e));
            return BAD_CALL;
        } finally {
            cancellation.done();
        }
    }

    /** Concerns no run; what it says is for the person who waits for it. */
    private static int keepInception(String[] given) {
        try {
            InceptionCard card = InceptionImport.parse(given).run();
            System.out.println("inception-" + card.sha256().substring(0, 8) + ": " + card.width() + " features, "
                    + card.classes() + " classes, pictures of " + card.size() + " × " + card.size() + ", "
                    + (card.batch() == 1
                            ? "one picture at a time, since the graph takes no more"
                            : card.batch() + " pictures at a time"));
            return 0;
        } catch (IOException | RuntimeException | LinkageError e) {
            System.err.println(e.getMessage());
            return BAD_CALL;
        }
    }
}

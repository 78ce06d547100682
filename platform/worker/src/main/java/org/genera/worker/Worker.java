package org.genera.worker;

import org.slf4j.LoggerFactory;

/**
 * The worker process: {@code train} trains one run, {@code draw} draws from one, {@code evaluate} evaluates
 * one of its checkpoints. Reads the run's directory and needs no
 * network; standard output is the log, the journal the only message.
 */
public final class Worker {
    private static final int BAD_CALL = 2;
    private static final int BROKEN = 3;

    private Worker() {}

    /** Ends the process with 0 if the work is done, 1 if the journal says why not, 2 for a bad call, 3 otherwise. */
    public static void main(String[] given) {
        // Under a name of its own: the server, on another class path, has a configuration too.
        System.setProperty("logback.configurationFile", "org/genera/worker/logback-worker.xml");
        System.exit(work(given));
    }

    private static int work(String[] given) {
        Arguments arguments;
        try {
            arguments = Arguments.parse(given);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(Arguments.USAGE);
            return BAD_CALL;
        }
        Cancellation cancellation = new Cancellation();
        cancellation.listen();
        try {
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
}

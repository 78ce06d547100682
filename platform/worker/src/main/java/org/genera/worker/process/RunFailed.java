package org.genera.worker.process;

/** The run cannot go on, and why, in words for people. */
public final class RunFailed extends Exception {
    private static final long serialVersionUID = 1L;

    public RunFailed(String reason) {
        super(reason);
    }

    /** What people are told of a failure: the message where it was made for them, with the class where it was not. */
    public static String words(Throwable thrown) {
        String message = thrown.getMessage();
        if (message == null || message.isBlank()) {
            return thrown.getClass().getName();
        }
        return thrown instanceof IllegalArgumentException || thrown instanceof RunFailed
                ? message
                : thrown.getClass().getName() + ": " + message;
    }
}

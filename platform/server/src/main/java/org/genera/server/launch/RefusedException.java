package org.genera.server.launch;

/** A request that makes no sense in the state that a run is in; the message is for people. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RefusedException(String message) {
        super(message);
    }
}

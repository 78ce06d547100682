package org.genera.db.connection;

/** The database cannot be asked now; the message is a sentence for people, and a later question may be answered. */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}

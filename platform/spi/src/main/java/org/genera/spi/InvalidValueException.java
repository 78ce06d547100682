package org.genera.spi;

/** A value that a schema refuses: which field, what was expected, what came. */
public final class InvalidValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String expected;
    private final String found;

    public InvalidValueException(String field, String expected, String found) {
        super(field + ": expected " + expected + ", got " + found);
        this.field = field;
        this.expected = expected;
        this.found = found;
    }

    /** Name of the hyperparameter or setting. */
    public String field() {
        return field;
    }

    public String expected() {
        return expected;
    }

    public String found() {
        return found;
    }
}

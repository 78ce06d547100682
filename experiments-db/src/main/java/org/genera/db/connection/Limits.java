package org.genera.db.connection;

/** What a page of a list may ask for. */
public final class Limits {

    private Limits() {}

    public static void require(int offset, int limit) {
        if (offset < 0 || limit < 1) {
            throw new IllegalArgumentException(
                    "expected an offset of 0 or more and a limit of 1 or more, got " + offset + " and " + limit);
        }
    }
}

package org.genera.db;

import java.sql.SQLException;
import java.util.List;

/** Where the fault lies when something cannot be written: in what is to be written, or in the database. */
final class Fault {
    /** Data exceptions, violated constraints, limits of the engine. */
    private static final List<String> OF_THE_DATA = List.of("22", "23", "54");

    /** H2 says of a check whose own connection has been closed that it is violated, of whatever is written. */
    private static final String BROKEN_CHECK = "23514";

    private static final int WORDS_AT_MOST = 300;

    private Fault() {}

    /** Whether writing the same again could never succeed. */
    static boolean liesInTheEvent(RuntimeException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                return state != null
                        && OF_THE_DATA.stream().anyMatch(state::startsWith)
                        && !(state.equals(BROKEN_CHECK)
                                && String.valueOf(sql.getMessage()).contains("invalid"));
            }
        }
        return true;
    }

    /** The innermost message, for people. */
    static String words(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage());
        String first = message.lines().findFirst().orElse("");
        String words = first.isBlank() || cause instanceof NullPointerException
                ? cause.getClass().getSimpleName()
                : first;
        return words.length() > WORDS_AT_MOST ? words.substring(0, WORDS_AT_MOST) + "…" : words;
    }
}

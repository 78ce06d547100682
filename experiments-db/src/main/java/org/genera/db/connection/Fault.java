package org.genera.db.connection;

import java.sql.SQLException;
import java.util.List;

/** Where the fault lies when something cannot be written: in what is to be written, or in the database. */
public final class Fault {
    /** Data exceptions, violated constraints, limits of the engine. */
    private static final List<String> OF_THE_DATA = List.of("22", "23", "54");

    private static final int WORDS_AT_MOST = 300;

    private Fault() {}

    /** Whether writing the same again could never succeed. */
    public static boolean liesInTheEvent(RuntimeException thrown) {
        if (thrown instanceof UnavailableException || Trouble.of(thrown) != Trouble.ELSEWHERE) {
            return false;
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = String.valueOf(sql.getSQLState());
                return OF_THE_DATA.stream().anyMatch(state::startsWith);
            }
        }
        return true;
    }

    /** The innermost message, for people. */
    public static String words(Throwable thrown) {
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

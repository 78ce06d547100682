package org.genera.db.connection;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.h2.api.ErrorCode;
import org.h2.mvstore.MVStoreException;
import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;

/** What a failed question tells of the database itself. */
public enum Trouble {
    FULL_DISK("the disk that holds the database is full; free some space and try again"),
    /** H2 does so when it cannot write or read. */
    CLOSED("the database had to close (%s); it is opened again with the next request"),
    UNREACHABLE("the database cannot be reached (%s); try again when it can"),
    /** Nothing: the question was wrong, or what asked it. */
    ELSEWHERE("");

    private static final Set<Integer> H2_CLOSED = Set.of(
            ErrorCode.DATABASE_IS_CLOSED,
            ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
            ErrorCode.IO_EXCEPTION_1,
            ErrorCode.IO_EXCEPTION_2,
            ErrorCode.FILE_CORRUPTED_1);

    private final String sentence;

    Trouble(String sentence) {
        this.sentence = sentence;
    }

    public static Trouble of(Throwable failure) {
        Trouble trouble = ELSEWHERE;
        for (Throwable cause : all(failure)) {
            if (String.valueOf(cause.getMessage()).contains("No space left on device") || state(cause, "53100")) {
                return FULL_DISK;
            }
            if (cause instanceof MVStoreException
                    || cause instanceof SQLException sql && H2_CLOSED.contains(sql.getErrorCode())) {
                trouble = CLOSED;
            } else if (trouble == ELSEWHERE
                    && (cause instanceof ConnectionException || state(cause, "08") || state(cause, "57P0"))) {
                trouble = UNREACHABLE;
            }
        }
        return trouble;
    }

    private static boolean state(Throwable cause, String start) {
        return cause instanceof SQLException sql
                && String.valueOf(sql.getSQLState()).startsWith(start);
    }

    /** Whether the connections that are open are of no use any more. */
    boolean closesForGood() {
        return this == FULL_DISK || this == CLOSED;
    }

    String sentence(Throwable failure) {
        return sentence.formatted(reason(failure));
    }

    /** The first line of what lies at the bottom of it. */
    public static String reason(Throwable failure) {
        List<Throwable> all = all(failure);
        Throwable cause = all.get(all.size() - 1);
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    /** What lies below it, the innermost last; of a batch also what its statements failed with, which is no cause of it. */
    private static List<Throwable> all(Throwable failure) {
        List<Throwable> all = new ArrayList<>();
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                sql.forEach(all::add);
                break;
            }
            all.add(cause);
        }
        return all;
    }
}

package org.genera.server.launch;

import java.security.SecureRandom;

/** Short, lower-case ids that sort by the time they were made. Thread-safe. */
public final class ShortId {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SUFFIX_VALUES = 36 * 36 * 36 * 36;
    private static long lastMillis;

    private ShortId() {}

    /** Such as {@code mqfe6ypy0uy5}: eight characters of time in milliseconds, four by chance. */
    public static String next() {
        String suffix = Integer.toString(RANDOM.nextInt(SUFFIX_VALUES), 36);
        return time() + "0".repeat(4 - suffix.length()) + suffix;
    }

    /** Ids of the same millisecond would not sort; the clock of ids runs ahead then. */
    private static synchronized String time() {
        lastMillis = Math.max(lastMillis + 1, System.currentTimeMillis());
        // Eight digits to the base of 36 from 1972 to 2059.
        return Long.toString(lastMillis, 36);
    }
}

package org.genera.worker.guard;

import org.genera.run.journal.JournalLimits;
import org.jspecify.annotations.Nullable;

/** What any answer of a model must be; what is not is an {@link IllegalArgumentException} in words for people. */
final class Expected {

    private Expected() {}

    static void text(String method, @Nullable String text, int most) {
        if (text == null) {
            throw wrong(method, "a text", "null");
        }
        JournalLimits.text("text of " + method, text, most);
    }

    static void atLeast(String method, long answer, long least) {
        if (answer < least) {
            throw wrong(method, least + " or more", String.valueOf(answer));
        }
    }

    static void length(String method, int found, int expected) {
        if (found != expected) {
            throw wrong(method, expected + " numbers", String.valueOf(found));
        }
    }

    static void notNaN(String method, double[] answer) {
        for (double each : answer) {
            if (Double.isNaN(each)) {
                throw wrong(method, "numbers", "NaN");
            }
        }
    }

    static void finite(String method, float[] values) {
        int first = -1;
        int bad = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                first = first < 0 ? i : first;
                bad++;
            }
        }
        if (bad > 0) {
            throw wrong(
                    method,
                    "finite numbers",
                    bad + " of " + values.length + " that are not, the first " + values[first]
                            + "; a smaller learning rate may help");
        }
    }

    /** So many finite numbers. */
    static void finite(String method, float[] values, int count) {
        length(method, values.length, count);
        finite(method, values);
    }

    static IllegalArgumentException wrong(String method, String expected, String found) {
        return new IllegalArgumentException(
                "the model's " + method + " returned what it must not: expected " + expected + ", got " + found);
    }
}

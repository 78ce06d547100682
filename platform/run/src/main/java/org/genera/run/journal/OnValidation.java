package org.genera.run.journal;

import org.genera.spi.Metric;

/** What measures are called where they were taken on the examples that an experiment keeps to choose by. */
public final class OnValidation {
    /** Of the split, in the context of such a value. */
    public static final String SPLIT = "validation";

    private static final String BEFORE = SPLIT + "/";

    private OnValidation() {}

    public static Metric of(Metric metric) {
        return new Metric(name(metric.name()), metric.title() + " on " + SPLIT, metric.unit(), metric.direction());
    }

    /** The name, or the key of a column; such a one stays as it is. */
    public static String name(String metric) {
        return isSuch(metric) ? metric : BEFORE + metric;
    }

    /** The name without the word. */
    public static String plain(String name) {
        return isSuch(name) ? name.substring(BEFORE.length()) : name;
    }

    public static boolean isSuch(String name) {
        return name.startsWith(BEFORE);
    }
}

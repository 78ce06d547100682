package org.genera.worker.measures;

import java.util.Map;
import org.genera.run.spec.Protocol;
import org.genera.spi.Metric;

/**
 * Where examples are compared.
 *
 * @param extractor its name, with the hash of what computes it, or {@code raw coordinates}
 * @param note what people should know of it, such as how often it is right; empty where there is nothing
 * @param names other names of measures that would be taken for something else under their own
 * @param version of the rules by which is measured, see {@link Protocol#LATEST}
 */
public record FeatureSpace(String extractor, String note, Map<Metric, Metric> names, int version) {
    static final FeatureSpace RAW_COORDINATES = new FeatureSpace("raw coordinates", "", Map.of());

    /** By the rules of today. */
    FeatureSpace(String extractor, String note, Map<Metric, Metric> names) {
        this(extractor, note, names, Protocol.LATEST);
    }

    /** By the rules of another version. */
    FeatureSpace asOf(int another) {
        return new FeatureSpace(extractor, note, names, another);
    }

    /** Whether twins of an example with k twins are inside its ball, and a subset that is everything is taken once. */
    boolean mindsTwinsAndWholes() {
        return version >= 2;
    }

    Metric named(Metric metric) {
        return names.getOrDefault(metric, metric);
    }

    /** The detail of a measure here. */
    String detail(String more) {
        return note.isEmpty() || more.isEmpty() ? note + more : more + "; " + note;
    }
}

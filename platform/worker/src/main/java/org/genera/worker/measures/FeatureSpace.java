package org.genera.worker.measures;

import java.util.Map;
import org.genera.spi.Metric;

/**
 * Where examples are compared.
 *
 * @param extractor its name, with the hash of what computes it, or {@code raw coordinates}
 * @param note what people should know of it, such as how often it is right; empty where there is nothing
 * @param names other names of measures that would be taken for something else under their own
 */
public record FeatureSpace(String extractor, String note, Map<Metric, Metric> names) {
    static final FeatureSpace RAW_COORDINATES = new FeatureSpace("raw coordinates", "", Map.of());

    Metric named(Metric metric) {
        return names.getOrDefault(metric, metric);
    }

    /** The detail of a measure here. */
    String detail(String more) {
        return note.isEmpty() || more.isEmpty() ? note + more : more + "; " + note;
    }
}

package org.genera.worker;

import java.util.Map;
import org.genera.spi.Metric;

/**
 * Where examples are compared.
 *
 * @param words how a detail names it, such as {@code raw coordinates}
 * @param names other names of measures that would be taken for something else under their own
 */
record FeatureSpace(String words, Map<Metric, Metric> names) {
    static final FeatureSpace RAW_COORDINATES = new FeatureSpace("raw coordinates", Map.of());

    Metric named(Metric metric) {
        return names.getOrDefault(metric, metric);
    }
}

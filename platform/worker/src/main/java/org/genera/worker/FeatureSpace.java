package org.genera.worker;

import org.genera.spi.Metric;

/**
 * Where examples are compared. Values of two spaces are different measures, so all but raw coordinates leave a mark in the name.
 *
 * @param words how a detail names it, such as {@code raw coordinates}
 * @param mark the last part of a metric's name; empty for raw coordinates
 */
record FeatureSpace(String words, String mark) {
    static final FeatureSpace RAW_COORDINATES = new FeatureSpace("raw coordinates", "");

    Metric named(Metric metric) {
        return mark.isEmpty()
                ? metric
                : new Metric(
                        metric.name() + "/" + mark,
                        metric.title() + " (" + words + ")",
                        metric.unit(),
                        metric.direction());
    }
}

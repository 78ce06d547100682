package org.genera.evaluation;

import org.genera.spi.Metric;

/**
 * Names of measures that read the features or probabilities of a {@link ClassifierExtractor}. They are not those of an
 * Inception network, and so their values stand under names of their own.
 */
public final class ClassifierMetrics {
    public static final Metric FRECHET = new Metric(
            "classifierFrechet",
            "Fréchet distance of classifier features (classifier FID)",
            "",
            Metric.Direction.LOWER);
    public static final Metric KERNEL =
            new Metric("classifierKernel", "Classifier kernel distance", "", Metric.Direction.LOWER);
    public static final Metric INCEPTION =
            new Metric("classifierInceptionScore", "Classifier Inception score", "", Metric.Direction.HIGHER);

    private ClassifierMetrics() {}
}

package org.genera.evaluation;

import org.genera.spi.Metric;

/**
 * How far the shares of classes among samples, as a classifier sees them, are from those of real examples: the total variation
 * distance ½ Σ |qᵢ − pᵢ|. It is the share of samples that would have to change class: 0 where the shares agree, 1 where no class
 * is common. Unlike a KL divergence it is finite and means the same for a class that is missing on either side.
 */
public final class ClassBalance {
    public static final Metric METRIC =
            new Metric("classImbalance", "Class imbalance (total variation)", "", Metric.Direction.LOWER);

    private ClassBalance() {}

    /**
     * The total variation distance of the shares.
     *
     * @param predicted class of each sample, from 0
     * @param expected class of each real example, by the same classifier, so that its mistakes cancel; or its true label
     * @param classes how many there are
     */
    public static double totalVariation(int[] predicted, int[] expected, int classes) {
        double[] left = shares(predicted, classes);
        double[] right = shares(expected, classes);
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            sum += Math.abs(left[i] - right[i]);
        }
        return sum / 2;
    }

    /** The share of each class, which add up to 1. */
    public static double[] shares(int[] labels, int classes) {
        if (labels.length == 0) {
            throw new IllegalArgumentException("shares of classes need one or more labels, got none");
        }
        double[] shares = new double[classes];
        for (int label : labels) {
            if (label < 0 || label >= classes) {
                throw new IllegalArgumentException("expected labels from 0 to " + (classes - 1) + ", got " + label);
            }
            shares[label] += 1.0 / labels.length;
        }
        return shares;
    }
}

package org.genera.evaluation;

import org.genera.spi.Metric;

/** The share of examples whose most probable class is their own. */
public final class Accuracy {
    public static final Metric METRIC = new Metric("accuracy", "Accuracy", "%", Metric.Direction.HIGHER);

    private Accuracy() {}

    /**
     * How many rows have their largest entry at the label; an entry that is not a number never wins.
     *
     * @param logPosterior {@code labels.length × classes} numbers
     */
    public static int correct(double[] logPosterior, int[] labels) {
        int classes = logPosterior.length / labels.length;
        int correct = 0;
        for (int i = 0; i < labels.length; i++) {
            int best = -1;
            double highest = Double.NEGATIVE_INFINITY;
            for (int each = 0; each < classes; each++) {
                double value = logPosterior[i * classes + each];
                if (value > highest) {
                    highest = value;
                    best = each;
                }
            }
            correct += best == labels[i] ? 1 : 0;
        }
        return correct;
    }
}

package org.genera.plugins.mcmc;

import java.util.SplittableRandom;

/** Where a density lies: the box in which chains begin, and the length that their steps are counted in. Points are relative to its origin. */
interface Region {

    /** Of the data: [D]. */
    double[] origin();

    /** The lowest corner of the box, as a point: [D]. */
    double[] lower();

    /** The highest: [D]. */
    double[] upper();

    /** In units of the data. */
    double length();

    /** A point anywhere in the box: more spread out than the density. */
    default void start(SplittableRandom random, double[] x, int row) {
        double[] lower = lower();
        double[] upper = upper();
        for (int j = 0; j < lower.length; j++) {
            x[row * lower.length + j] = lower[j] + (upper[j] - lower[j]) * random.nextDouble();
        }
    }

    /** Examples as points. */
    default double[] points(float[] examples) {
        double[] origin = origin();
        double[] points = new double[examples.length];
        for (int i = 0; i < points.length; i++) {
            points[i] = examples[i] - origin[i % origin.length];
        }
        return points;
    }

    /** Points as examples. */
    default float[] examples(double[] points) {
        double[] origin = origin();
        float[] examples = new float[points.length];
        for (int i = 0; i < examples.length; i++) {
            examples[i] = (float) (points[i] + origin[i % origin.length]);
        }
        return examples;
    }
}

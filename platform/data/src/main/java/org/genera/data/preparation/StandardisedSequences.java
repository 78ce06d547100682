package org.genera.data.preparation;

import org.genera.data.random.CounterRandom;
import org.genera.data.sets.StoredExamples;

/**
 * Each coordinate of a sequence's elements minus its mean, divided by its standard deviation, both over all elements of
 * the training sequences; a constant coordinate is not divided. What lies beyond the end of a sequence stays 0.
 */
final class StandardisedSequences implements Preparation {
    private final StoredExamples.Sequences stored;
    private final double[] mean;
    private final double[] deviation;

    private StandardisedSequences(StoredExamples.Sequences stored, double[] mean, double[] deviation) {
        this.stored = stored;
        this.mean = mean;
        this.deviation = deviation;
    }

    /** Takes the statistics of sequences, in double precision and two passes. */
    static StandardisedSequences over(int[] examples, StoredExamples.Sequences stored) {
        int width = stored.shape().width();
        double[] mean = new double[width];
        double[] deviation = new double[width];
        long elements = 0;
        for (int index : examples) {
            elements += stored.lengths()[index];
            for (int i = 0; i < numbers(stored, index); i++) {
                mean[i % width] += value(stored, index, i);
            }
        }
        for (int i = 0; i < width; i++) {
            mean[i] /= elements;
        }
        for (int index : examples) {
            for (int i = 0; i < numbers(stored, index); i++) {
                double apart = value(stored, index, i) - mean[i % width];
                deviation[i % width] += apart * apart / elements;
            }
        }
        for (int i = 0; i < width; i++) {
            deviation[i] = Standardised.divisor(deviation[i], mean[i]);
        }
        return new StandardisedSequences(stored, mean, deviation);
    }

    @Override
    public void write(int index, CounterRandom draws, float[] target, int offset) {
        stored.copy(index, target, offset);
        for (int i = 0; i < numbers(stored, index); i++) {
            int coordinate = i % mean.length;
            target[offset + i] = (float) ((target[offset + i] - mean[coordinate]) / deviation[coordinate]);
        }
    }

    private static int numbers(StoredExamples.Sequences stored, int index) {
        return stored.lengths()[index] * stored.shape().width();
    }

    private static double value(StoredExamples.Sequences stored, int index, int i) {
        return stored.values()[index * stored.shape().size() + i];
    }
}

package org.genera.evaluation;

import org.genera.spi.Metric;

/**
 * The Inception score (Salimans et al. 2016, sec. 4): exp of the mean of KL(p(y|x) ‖ p(y)) over samples x, with p(y) their mean,
 * for each of several random splits. From 1 to the number of classes. It is the score of its classifier, whose name stands
 * beside it; it never looks at real data.
 *
 * @param mean over the splits; the score
 * @param standardDeviation of the splits, divided by their number as the authors do
 */
public record InceptionScore(double mean, double standardDeviation) {
    public static final Metric METRIC = new Metric("inceptionScore", "Inception score", "", Metric.Direction.HIGHER);

    public static final int USUAL_SPLITS = 10;

    private static final long SHUFFLE_SEED = 141_421;

    /**
     * The score of samples.
     *
     * @param probabilities a row p(y|x) for each sample, non-negative and of sum 1
     * @param splits how many; each gets as good as equally many samples, drawn at random, as samples may lie ordered by class
     * @return not numbers if a value is not finite
     */
    public static InceptionScore of(Features probabilities, int splits) {
        if (splits < 1 || splits > probabilities.count()) {
            throw new IllegalArgumentException("expected from one split to as many as samples, got " + splits + " for "
                    + probabilities.count() + "; draw more samples or take fewer splits");
        }
        if (!probabilities.finite()) {
            return new InceptionScore(Double.NaN, Double.NaN);
        }
        requireProbabilities(probabilities);
        Features shuffled = probabilities.random(probabilities.count(), SHUFFLE_SEED);
        double[] scores = new double[splits];
        double sum = 0;
        for (int i = 0; i < splits; i++) {
            int from = (int) ((long) shuffled.count() * i / splits);
            int to = (int) ((long) shuffled.count() * (i + 1) / splits);
            scores[i] = score(shuffled, from, to);
            sum += scores[i];
        }
        double mean = sum / splits;
        double squares = 0;
        for (double score : scores) {
            squares += (score - mean) * (score - mean);
        }
        return new InceptionScore(mean, Math.sqrt(squares / splits));
    }

    private static double score(Features probabilities, int from, int to) {
        int classes = probabilities.width();
        double[] marginal = new double[classes];
        for (int i = from * classes; i < to * classes; i++) {
            marginal[i % classes] += probabilities.values()[i] / (to - from);
        }
        double divergence = 0;
        for (int i = from * classes; i < to * classes; i++) {
            double p = probabilities.values()[i];
            // 0 log 0 is 0.
            divergence += p > 0 ? p * Math.log(p / marginal[i % classes]) : 0;
        }
        return Math.exp(divergence / (to - from));
    }

    private static void requireProbabilities(Features probabilities) {
        for (int row = 0; row < probabilities.count(); row++) {
            double sum = 0;
            boolean negative = false;
            for (int i = 0; i < probabilities.width(); i++) {
                double p = probabilities.values()[row * probabilities.width() + i];
                sum += p;
                negative |= p < 0;
            }
            // Single precision from a network is far better than this; logits are far worse.
            if (negative || Math.abs(sum - 1) > 1e-3) {
                throw new IllegalArgumentException("expected probabilities of sum 1 in each row, got "
                        + (negative ? "a negative number" : "the sum " + sum) + " in row " + row
                        + "; a softmax makes them from logits");
            }
        }
    }
}

package org.genera.evaluation;

import org.genera.spi.Likelihood.Exactness;
import org.genera.spi.Metric;

/** Names for −log p(x), one for each way it compares with the truth, so that no chart mixes them. */
public final class NegativeLogLikelihood {

    private NegativeLogLikelihood() {}

    /** In nats for an example: {@code nll}, {@code nllBound} or {@code nllEstimate}. */
    public static Metric nats(Exactness exactness) {
        return metric("nll", "Negative log-likelihood", "nats", exactness);
    }

    /** In bits for each dimension: {@code bitsPerDim}, {@code bitsPerDimBound} or {@code bitsPerDimEstimate}. */
    public static Metric bits(Exactness exactness) {
        return metric("bitsPerDim", "Bits per dimension", "bits/dim", exactness);
    }

    /** In nats for an element of a sequence: {@code nllPerElement} and so on; lengths weigh as they are. */
    public static Metric perElement(Exactness exactness) {
        return metric("nllPerElement", "NLL per element", "nats", exactness);
    }

    /** The same for a further method of equal exactness, told apart by its id. */
    public static Metric of(Metric first, String methodId) {
        String[] words = methodId.split("-");
        StringBuilder camelCase = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            camelCase.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        }
        return new Metric(
                first.name() + "/" + camelCase,
                first.title() + ", " + methodId.replace('-', ' '),
                first.unit(),
                first.direction());
    }

    private static Metric metric(String name, String title, String unit, Exactness exactness) {
        return switch (exactness) {
            case EXACT -> new Metric(name, title, unit, Metric.Direction.LOWER);
            case LOWER_BOUND -> new Metric(name + "Bound", title + " (bound)", unit, Metric.Direction.LOWER);
            case ESTIMATE -> new Metric(name + "Estimate", title + " (estimate)", unit, Metric.Direction.LOWER);
        };
    }
}

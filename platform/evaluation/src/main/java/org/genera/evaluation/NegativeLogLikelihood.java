package org.genera.evaluation;

import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.genera.spi.Likelihood.Exactness;
import org.genera.spi.Metric;
import org.genera.spi.Part;

/** Names for −log p(x), one for each way it compares with the truth, so that no chart mixes them. */
public final class NegativeLogLikelihood {

    private NegativeLogLikelihood() {}

    /** In nats for an example: {@code nll}, {@code nllBound} or {@code nllEstimate}. */
    public static Metric nats(Exactness exactness) {
        return nats(exactness, Set.of());
    }

    /** The same of the rest of an example, given parts of it: {@code nllGivenLabel} and so on. */
    public static Metric nats(Exactness exactness, Set<Part> given) {
        return metric("nll", "Negative log-likelihood", "nats", exactness, given);
    }

    /** In bits for each dimension: {@code bitsPerDim}, {@code bitsPerDimBound} or {@code bitsPerDimEstimate}. */
    public static Metric bits(Exactness exactness, Set<Part> given) {
        return metric("bitsPerDim", "Bits per dimension", "bits/dim", exactness, given);
    }

    /** In nats for an element of a sequence: {@code nllPerElement} and so on; lengths weigh as they are. */
    public static Metric perElement(Exactness exactness, Set<Part> given) {
        return metric("nllPerElement", "NLL per element", "nats", exactness, given);
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

    private static Metric metric(String joint, String jointTitle, String unit, Exactness exactness, Set<Part> given) {
        // A quantity of its own: what is given is not scored.
        String name = given.isEmpty() ? joint : joint + "Given" + joined(given, "", NegativeLogLikelihood::word);
        String title = given.isEmpty()
                ? jointTitle
                : jointTitle + " given " + joined(given, " and ", NegativeLogLikelihood::words);
        return switch (exactness) {
            case EXACT -> new Metric(name, title, unit, Metric.Direction.LOWER);
            case LOWER_BOUND -> new Metric(name + "Bound", title + " (bound)", unit, Metric.Direction.LOWER);
            case ESTIMATE -> new Metric(name + "Estimate", title + " (estimate)", unit, Metric.Direction.LOWER);
        };
    }

    private static String joined(Set<Part> given, String by, Function<Part, String> name) {
        return given.stream().sorted().map(name).collect(Collectors.joining(by));
    }

    private static String word(Part part) {
        return part.name().charAt(0) + part.name().substring(1).toLowerCase(Locale.ROOT);
    }

    private static String words(Part part) {
        return switch (part) {
            case LABEL -> "the label";
            case FIRST -> "the first half";
            case SECOND -> "the second half";
            case PREFIX -> "the first elements";
            case ANY -> "some of the values";
        };
    }
}

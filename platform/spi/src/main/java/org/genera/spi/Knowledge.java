package org.genera.spi;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What may be known at once when a model draws the rest of an example: nothing for a generator, the label for a
 * class-conditional one, the first half of a pair for a translation, any part for a completion.
 *
 * @param parts what is known together; none for draws from nothing
 * @param exact whether draws come from the model's own distribution given these parts, or from something near it
 */
public record Knowledge(Set<Part> parts, boolean exact) {
    /** Whole examples are drawn. */
    public static final Knowledge NOTHING = new Knowledge(Set.of(), true);

    public Knowledge {
        if (parts.stream().filter(part -> part != Part.LABEL).count() > 1) {
            throw new IllegalArgumentException("expected a label, and at most one other part, got " + words(parts));
        }
        // A fixed order, so that what is said of it is always the same.
        parts = parts.isEmpty() ? Set.of() : java.util.Collections.unmodifiableSet(EnumSet.copyOf(parts));
    }

    /** Draws are from the model's distribution given these parts. */
    public static Knowledge of(Part... parts) {
        return new Knowledge(Set.of(parts), true);
    }

    /** Draws are near the model's distribution given these parts. */
    public static Knowledge near(Part... parts) {
        return new Knowledge(Set.of(parts), false);
    }

    /** Whether examples of some data have these parts. */
    boolean fits(DataSpec data) {
        return parts.stream().allMatch(part -> switch (part) {
            case LABEL -> data.classes() > 0;
            case FIRST, SECOND -> data.shape() instanceof DataShape.Pair;
            case PREFIX -> data.shape() instanceof DataShape.Sequence;
            case ANY -> true;
        });
    }

    /** Whether it may be used where this is known: the same parts, or any values where some are known and the lengths with them. */
    public boolean covers(Known known) {
        if (parts.equals(known.parts())) {
            return true;
        }
        boolean label = known.parts().contains(Part.LABEL);
        boolean values = known.values().length > 0 && known.prefix() == 0;
        return values && parts.equals(label ? EnumSet.of(Part.LABEL, Part.ANY) : EnumSet.of(Part.ANY));
    }

    /** Why nothing of a list may be used where this is known, in one sentence that says what may; empty if something may. */
    public static Optional<String> refusal(List<Knowledge> list, Known known) {
        return list.stream().anyMatch(each -> each.covers(known))
                ? Optional.empty()
                : Optional.of("expected to be given "
                        + list.stream().map(each -> words(each.parts())).collect(Collectors.joining(", or "))
                        + ", got " + words(known.parts()));
    }

    /** For people, such as {@code label and first}. */
    static String words(Set<Part> parts) {
        return parts.isEmpty()
                ? "nothing"
                : parts.stream()
                        .map(part -> part.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .collect(Collectors.joining(" and "));
    }

    @Override
    public String toString() {
        return words(parts) + (exact ? "" : " (near)");
    }
}

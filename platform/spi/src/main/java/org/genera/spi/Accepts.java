package org.genera.spi;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.genera.spi.DataShape.Kind;

/**
 * The data that a variant can be trained on.
 *
 * @param kinds each kind that it can model; one that is not named is refused
 * @param ranges ranges of values it can model; a variant for sequences of symbols alone names {@link ValueRange#SYMBOLS}
 *     alone
 * @param labels whether it needs class labels
 */
public record Accepts(Set<Kind> kinds, Set<ValueRange> ranges, boolean labels) {

    public Accepts {
        kinds = Set.copyOf(kinds);
        ranges = Set.copyOf(ranges);
    }

    /** Vectors and images in any range, labels or not. */
    public static Accepts vectorsAndImages() {
        return new Accepts(
                EnumSet.of(Kind.VECTOR, Kind.IMAGE), EnumSet.complementOf(EnumSet.of(ValueRange.SYMBOLS)), false);
    }

    /** Why the data cannot be used, in one sentence that says what to try; empty if it can. */
    public Optional<String> refusal(DataSpec data) {
        if (!kinds.contains(data.shape().kind())) {
            return Optional.of("expected data of kind " + lower(kinds) + ", got "
                    + lower(data.shape().kind()) + " " + data.shape() + "; choose another variant or data set");
        }
        boolean symbols = data.range() == ValueRange.SYMBOLS;
        if (symbols && !ranges.contains(ValueRange.SYMBOLS)) {
            return Optional.of("expected numbers, got sequences of symbols; choose another variant or data set");
        }
        if (!symbols && ranges.equals(Set.of(ValueRange.SYMBOLS))) {
            return Optional.of("expected sequences of symbols, got " + lower(data.range())
                    + " numbers; choose another variant or data set");
        }
        if (!ranges.contains(data.range())) {
            return Optional.of("expected values in the range " + lower(ranges) + ", got " + lower(data.range())
                    + "; change the scaling or the binarisation of the experiment");
        }
        if (labels && data.classes() == 0) {
            return Optional.of("expected labelled data, got a data set without classes; choose a labelled one");
        }
        return Optional.empty();
    }

    private static String lower(Object value) {
        return value.toString().toLowerCase(java.util.Locale.ROOT);
    }
}

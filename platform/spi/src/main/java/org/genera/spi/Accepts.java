package org.genera.spi;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.genera.spi.DataShape.Kind;

/**
 * The data that a variant can be trained on.
 *
 * @param kinds each kind that it can model; one that is not named is refused
 * @param ranges ranges of values it can model where examples are no pairs; a variant for sequences of symbols alone
 *     names {@link ValueRange#SYMBOLS} alone
 * @param labels whether it needs class labels
 * @param pairs which pairs it can model, where {@link Kind#PAIR} is one of the kinds
 */
public record Accepts(Set<Kind> kinds, Set<ValueRange> ranges, boolean labels, Optional<Pairs> pairs) {
    private static final String ELSE = "; choose another variant or data set";

    public Accepts {
        kinds = Set.copyOf(kinds);
        ranges = Set.copyOf(ranges);
        if (kinds.contains(Kind.PAIR) != pairs.isPresent()) {
            throw new IllegalArgumentException("need the kind pair together with what its halves may be, got the kinds "
                    + lower(kinds) + (pairs.isPresent() ? " and halves" : " alone") + "; try Accepts.pairs");
        }
    }

    /** Examples that are no pairs. */
    public Accepts(Set<Kind> kinds, Set<ValueRange> ranges, boolean labels) {
        this(kinds, ranges, labels, Optional.empty());
    }

    /** Vectors and images in any range, labels or not. */
    public static Accepts vectorsAndImages() {
        return new Accepts(
                EnumSet.of(Kind.VECTOR, Kind.IMAGE), EnumSet.complementOf(EnumSet.of(ValueRange.SYMBOLS)), false);
    }

    /** Images in any range, labels or not. */
    public static Accepts images() {
        return new Accepts(EnumSet.of(Kind.IMAGE), EnumSet.complementOf(EnumSet.of(ValueRange.SYMBOLS)), false);
    }

    /** Sequences of symbols, such as text. */
    public static Accepts symbols() {
        return new Accepts(EnumSet.of(Kind.SEQUENCE), EnumSet.of(ValueRange.SYMBOLS), false);
    }

    /** Pairs with halves of these kinds, in any range. */
    public static Accepts pairs(Set<Kind> first, Set<Kind> second, Alignment alignment) {
        Set<ValueRange> any = EnumSet.allOf(ValueRange.class);
        return pairs(new Accepts(first, any, false), new Accepts(second, any, false), alignment);
    }

    /** Pairs, such as {@code pairs(images(), symbols(), Alignment.ALIGNED)} for captions. */
    public static Accepts pairs(Accepts first, Accepts second, Alignment alignment) {
        return new Accepts(
                EnumSet.of(Kind.PAIR),
                EnumSet.noneOf(ValueRange.class),
                false,
                Optional.of(new Pairs(first, second, alignment)));
    }

    /** The same data and such pairs. */
    public Accepts or(Pairs others) {
        Set<Kind> more = EnumSet.of(Kind.PAIR);
        more.addAll(kinds);
        return new Accepts(more, ranges, labels, Optional.of(others));
    }

    /**
     * Which pairs a variant can model.
     *
     * @param first what the first half may be
     * @param second what the second half may be
     * @param alignment whether the halves are to belong together
     */
    public record Pairs(Accepts first, Accepts second, Alignment alignment) {
        public Pairs {
            if (first.pairs.isPresent() || second.pairs.isPresent() || first.labels || second.labels) {
                throw new IllegalArgumentException(
                        "need halves that are no pairs themselves and ask for no labels, which examples have, got "
                                + first + " and " + second);
            }
        }

        private Optional<String> refusal(DataSpec data) {
            if (alignment == Alignment.ALIGNED && !data.aligned()) {
                return Optional.of("expected pairs whose halves belong together, got two unpaired domains" + ELSE);
            }
            if (alignment == Alignment.UNPAIRED && data.aligned()) {
                return Optional.of("expected two unpaired domains, got pairs whose halves belong together" + ELSE);
            }
            return first.refusal(data.half(Half.FIRST))
                    .map(sentence -> "first half: " + sentence)
                    .or(() -> second.refusal(data.half(Half.SECOND)).map(sentence -> "second half: " + sentence));
        }
    }

    /** What is asked of the halves of a pair. */
    public enum Alignment {
        /** They belong together, as a picture and its translation or its caption. */
        ALIGNED,
        /** They are two domains that have nothing to do with each other. */
        UNPAIRED,
        /** Either way. */
        EITHER
    }

    /** Why the data cannot be used, in one sentence that says what to try; empty if it can. */
    public Optional<String> refusal(DataSpec data) {
        Kind kind = data.shape().kind();
        if (!kinds.contains(kind)) {
            return Optional.of(
                    "expected data of kind " + either(kinds) + ", got " + lower(kind) + " " + data.shape() + ELSE);
        }
        Optional<String> refusal =
                kind == Kind.PAIR ? pairs.flatMap(each -> each.refusal(data)) : refusalOfRange(data.range());
        return refusal.isEmpty() && labels && data.classes() == 0
                ? Optional.of("expected labelled data, got a data set without classes; choose a labelled one")
                : refusal;
    }

    private Optional<String> refusalOfRange(ValueRange range) {
        boolean symbols = range == ValueRange.SYMBOLS;
        if (symbols && !ranges.contains(ValueRange.SYMBOLS)) {
            return Optional.of("expected numbers, got sequences of symbols" + ELSE);
        }
        if (!symbols && ranges.equals(Set.of(ValueRange.SYMBOLS))) {
            return Optional.of("expected sequences of symbols, got " + lower(range) + " numbers" + ELSE);
        }
        return ranges.contains(range)
                ? Optional.empty()
                : Optional.of("expected values in the range " + either(ranges) + ", got " + lower(range)
                        + "; change the scaling or the binarisation of the experiment");
    }

    private static String either(Set<?> values) {
        return new TreeSet<>(values).stream().map(Accepts::lower).collect(Collectors.joining(" or "));
    }

    private static String lower(Object value) {
        return value.toString().toLowerCase(Locale.ROOT);
    }
}

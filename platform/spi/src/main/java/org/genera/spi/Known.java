package org.genera.spi;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which parts of each example are known when the rest is drawn; the same for all examples of a request.
 *
 * @param parts what is known
 * @param values of each number of an example whether it is known; empty where none is
 * @param prefix how many elements are known where the prefix of a sequence is, else 0
 * @param sequences where a half of a pair is known: of each sequence in an example whether it is in that half; else empty
 */
@SuppressWarnings("ArrayRecordComponent")
public record Known(Set<Part> parts, boolean[] values, int prefix, boolean[] sequences) {
    /** Whole examples are drawn. */
    public static final Known NOTHING = new Known(Set.of(), new boolean[0], 0, new boolean[0]);

    /** The class of each example. */
    public static final Known LABEL = new Known(Set.of(Part.LABEL), new boolean[0], 0, new boolean[0]);

    public Known {
        parts = new Knowledge(parts, true).parts();
        if (parts.contains(Part.PREFIX) != prefix > 0) {
            throw new IllegalArgumentException("expected a number of elements where a prefix is known, got " + prefix
                    + " where " + Knowledge.words(parts) + " is known");
        }
        boolean some = parts.stream().anyMatch(part -> part != Part.LABEL);
        if (some != values.length > 0) {
            throw new IllegalArgumentException("expected a flag for each value where values are known, got "
                    + values.length + " where " + Knowledge.words(parts) + " is known");
        }
    }

    /**
     * The first elements.
     *
     * @param shape of the data
     * @param elements how many, from 1 to one less than the longest sequence has
     */
    public static Known prefix(DataShape.Sequence shape, int elements) {
        if (elements < 1 || elements >= shape.longest()) {
            throw new IllegalArgumentException(
                    "expected a prefix of 1 to " + (shape.longest() - 1) + " elements, got " + elements);
        }
        boolean[] values = new boolean[shape.size()];
        Arrays.fill(values, 0, elements * shape.width(), true);
        return new Known(Set.of(Part.PREFIX), values, elements, new boolean[0]);
    }

    /**
     * One half of a pair, and its length where it is a sequence.
     *
     * @param pair shape of the data
     */
    public static Known half(DataShape.Pair pair, Half half) {
        boolean[] values = new boolean[pair.size()];
        int from = pair.offset(half);
        Arrays.fill(values, from, from + pair.half(half).size(), true);
        boolean[] sequences = new boolean[pair.sequences()];
        int first = pair.first().sequences();
        for (int i = 0; i < sequences.length; i++) {
            sequences[i] = i < first == (half == Half.FIRST);
        }
        return new Known(Set.of(half == Half.FIRST ? Part.FIRST : Part.SECOND), values, 0, sequences);
    }

    /**
     * The label or half of a pair, and nothing else.
     *
     * @param part one of these
     * @param shape of the data; a pair where a half is wanted
     */
    public static Known only(Part part, DataShape shape) {
        return part.half().map(half -> half((DataShape.Pair) shape, half)).orElse(LABEL);
    }

    /**
     * Some of the values, and the lengths of sequences.
     *
     * @param values of each number of an example whether it is known
     */
    public static Known some(boolean[] values) {
        return new Known(Set.of(Part.ANY), values, 0, new boolean[0]);
    }

    /** The label as well. */
    public Known withLabel() {
        EnumSet<Part> more = EnumSet.of(Part.LABEL);
        more.addAll(parts);
        return new Known(more, values, prefix, sequences);
    }

    /** Whether the class of each example is known. */
    public boolean label() {
        return parts.contains(Part.LABEL);
    }

    /** Whether the lengths of all sequences are known. */
    public boolean lengths() {
        return parts.contains(Part.ANY);
    }

    /** The half of each pair that is known, if one is. */
    public Optional<Half> half() {
        if (parts.contains(Part.FIRST)) {
            return Optional.of(Half.FIRST);
        }
        return parts.contains(Part.SECOND) ? Optional.of(Half.SECOND) : Optional.empty();
    }

    /** Whether the length of one of the sequences of an example is known. */
    public boolean length(int sequence) {
        return lengths() || sequences.length > 0 && sequences[sequence];
    }

    /** How many numbers of an example are known. */
    int numbers() {
        int numbers = 0;
        for (boolean value : values) {
            numbers += value ? 1 : 0;
        }
        return numbers;
    }

    /** Whether a number of each example is known. */
    public boolean value(int i) {
        return values.length > 0 && values[i];
    }
}

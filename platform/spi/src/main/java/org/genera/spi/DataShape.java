package org.genera.spi;

import java.util.List;
import java.util.stream.Stream;

/** The shape of one example. Values of many examples lie one example after the other, images in the order H, W, C. */
public sealed interface DataShape {

    /** What examples are. */
    enum Kind {
        /** {@link Vector}. */
        VECTOR,
        /** {@link Image}. */
        IMAGE,
        /** {@link Sequence}. */
        SEQUENCE,
        /** {@link Pair}; {@link DataSpec#aligned()} says whether its halves belong together. */
        PAIR
    }

    Kind kind();

    /** How many numbers one example holds. */
    int size();

    /**
     * How long its axes are: [D] for vectors, [H, W, C] for images, [T, W] for sequences with T the longest, and for pairs
     * the axes of the first half followed by those of the second.
     */
    List<Integer> axes();

    /** What one example consists of: both halves of a pair, else itself alone. */
    default List<DataShape> parts() {
        return List.of(this);
    }

    /** How many sequences one example holds, and so how many lengths it has: two at most, in a pair of them. */
    default int sequences() {
        return 0;
    }

    /** A point with {@code dimensions} coordinates. */
    record Vector(int dimensions) implements DataShape {
        public Vector {
            requirePositive("dimensions", dimensions);
        }

        @Override
        public Kind kind() {
            return Kind.VECTOR;
        }

        @Override
        public int size() {
            return dimensions;
        }

        @Override
        public List<Integer> axes() {
            return List.of(dimensions);
        }

        @Override
        public String toString() {
            return "[" + dimensions + "]";
        }
    }

    /** An image of {@code height × width} pixels; one channel is grey, three are red, green and blue. */
    record Image(int height, int width, int channels) implements DataShape {
        public Image {
            requirePositive("height", height);
            requirePositive("width", width);
            if (channels != 1 && channels != 3) {
                throw new IllegalArgumentException("need 1 channel (grey) or 3 (colour), got " + channels);
            }
        }

        @Override
        public Kind kind() {
            return Kind.IMAGE;
        }

        @Override
        public int size() {
            return height * width * channels;
        }

        @Override
        public List<Integer> axes() {
            return List.of(height, width, channels);
        }

        @Override
        public String toString() {
            return "[" + height + "," + width + "," + channels + "]";
        }
    }

    /**
     * A sequence of up to {@code longest} elements, in the order T, W. Sequences have a length each, which {@link
     * Batch#lengths()} and {@link Samples#lengths()} tell; values beyond it are 0.
     *
     * @param longest how many elements the longest sequence may have
     * @param width numbers in an element; 1 for symbols
     * @param symbols 0 where elements are vectors of real numbers, else elements are whole numbers from 0 to {@code
     *     symbols - 1}
     */
    record Sequence(int longest, int width, int symbols) implements DataShape {
        public Sequence {
            requirePositive("longest", longest);
            requirePositive("width", width);
            if (symbols < 0 || symbols > 0 && width != 1) {
                throw new IllegalArgumentException("need symbols >= 0, and width 1 where there are symbols, got "
                        + symbols + " symbols and width " + width);
            }
        }

        /** Sequences over an alphabet. */
        public static Sequence ofSymbols(int longest, int symbols) {
            requirePositive("symbols", symbols);
            return new Sequence(longest, 1, symbols);
        }

        /** Sequences of vectors with {@code width} coordinates. */
        public static Sequence ofVectors(int longest, int width) {
            return new Sequence(longest, width, 0);
        }

        /** Whether elements are symbols. */
        public boolean discrete() {
            return symbols > 0;
        }

        @Override
        public Kind kind() {
            return Kind.SEQUENCE;
        }

        @Override
        public int size() {
            return longest * width;
        }

        @Override
        public int sequences() {
            return 1;
        }

        @Override
        public List<Integer> axes() {
            return List.of(longest, width);
        }

        @Override
        public String toString() {
            return "[" + longest + "," + width + (discrete() ? " of " + symbols + " symbols]" : "]");
        }
    }

    /**
     * Two things in one example, such as a picture and its caption: all values of the first, then all of the second.
     * Whether the two of an example belong together is a fact of the data, {@link DataSpec#aligned()}.
     *
     * @param first no pair itself
     * @param second no pair itself
     */
    record Pair(DataShape first, DataShape second) implements DataShape {
        public Pair {
            if (first instanceof Pair || second instanceof Pair) {
                throw new IllegalArgumentException(
                        "need halves that are no pairs themselves, got " + first + " and " + second);
            }
        }

        /** The shape of one half. */
        public DataShape half(Half half) {
            return half == Half.FIRST ? first : second;
        }

        /** At which of an example's values a half begins. */
        public int offset(Half half) {
            return half == Half.FIRST ? 0 : first.size();
        }

        @Override
        public Kind kind() {
            return Kind.PAIR;
        }

        @Override
        public int size() {
            return Math.addExact(first.size(), second.size());
        }

        @Override
        public List<DataShape> parts() {
            return List.of(first, second);
        }

        @Override
        public int sequences() {
            return first.sequences() + second.sequences();
        }

        @Override
        public List<Integer> axes() {
            return Stream.of(first.axes(), second.axes()).flatMap(List::stream).toList();
        }

        /** Numbers of one half of each of {@code count} examples, which lie one example after the other. */
        float[] valuesOf(Half half, int count, float[] values) {
            int size = half(half).size();
            float[] found = new float[count * size];
            for (int i = 0; i < count; i++) {
                System.arraycopy(values, i * size() + offset(half), found, i * size, size);
            }
            return found;
        }

        /** The lengths of one half of each of {@code count} examples; the array itself where the other half has none. */
        public int[] lengthsOf(Half half, int count, int[] lengths) {
            int each = half(half).sequences();
            if (each == sequences() || lengths.length == 0) {
                return lengths;
            }
            int[] found = new int[count * each];
            for (int i = 0; i < found.length; i++) {
                found[i] = lengths[2 * i + half.ordinal()];
            }
            return found;
        }

        @Override
        public String toString() {
            return first + "+" + second;
        }
    }

    private static void requirePositive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("need " + what + " >= 1, got " + value);
        }
    }
}

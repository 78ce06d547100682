package org.genera.spi;

import java.util.List;

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
        /** {@link ImagePair} whose two images belong together. */
        PAIR,
        /** {@link ImagePair} of two domains, whose two images have nothing to do with each other. */
        UNPAIRED
    }

    Kind kind();

    /** How many numbers one example holds. */
    int size();

    /**
     * How long its axes are: [D] for vectors, [H, W, C] for images, [T, W] for sequences with T the longest, and [H, W,
     * C, H, W, C] for pairs, the source first.
     */
    List<Integer> axes();

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
        public List<Integer> axes() {
            return List.of(longest, width);
        }

        @Override
        public String toString() {
            return "[" + longest + "," + width + (discrete() ? " of " + symbols + " symbols]" : "]");
        }
    }

    /**
     * Two images in one example, as image translation wants them: all values of the source, then all of the target.
     *
     * @param source what is translated
     * @param target what it is translated into
     * @param aligned whether the target of an example is the translation of its source, as Pix2Pix needs it. Otherwise
     *     these are two domains, as CycleGAN takes them: source and target at one position of a batch are drawn
     *     independently, and only the distribution of each half means anything
     */
    record ImagePair(Image source, Image target, boolean aligned) implements DataShape {

        @Override
        public Kind kind() {
            return aligned ? Kind.PAIR : Kind.UNPAIRED;
        }

        @Override
        public int size() {
            return source.size() + target.size();
        }

        @Override
        public List<Integer> axes() {
            return List.of(
                    source.height(),
                    source.width(),
                    source.channels(),
                    target.height(),
                    target.width(),
                    target.channels());
        }

        @Override
        public String toString() {
            return source + (aligned ? "->" : "|") + target;
        }
    }

    private static void requirePositive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("need " + what + " >= 1, got " + value);
        }
    }
}

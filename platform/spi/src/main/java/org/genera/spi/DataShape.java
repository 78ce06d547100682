package org.genera.spi;

/** The shape of one example. Values of many examples lie one example after the other, images in the order H, W, C. */
public sealed interface DataShape {

    /** Whether examples are vectors or images. */
    enum Kind {
        VECTOR,
        IMAGE
    }

    Kind kind();

    /** How many numbers one example holds. */
    int size();

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
        public String toString() {
            return "[" + height + "," + width + "," + channels + "]";
        }
    }

    private static void requirePositive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("need " + what + " >= 1, got " + value);
        }
    }
}

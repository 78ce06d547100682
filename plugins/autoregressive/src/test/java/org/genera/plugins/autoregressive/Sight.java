package org.genera.plugins.autoregressive;

import org.genera.nn.MaskedConv2d.Type;
import org.genera.spi.DataShape;

/**
 * Which numbers of a picture each place of a network sees, where there is a place for each colour of each pixel: what masks say, worked
 * out without a network.
 *
 * @param image of the pictures
 * @param sees [place][number]
 */
@SuppressWarnings("ArrayRecordComponent")
record Sight(DataShape.Image image, boolean[][] sees) {

    private interface Rule {
        boolean sees(int rowsAbove, int columnsLeft, int colour, int other);
    }

    private static Sight by(DataShape.Image image, Rule rule) {
        int size = image.size();
        int colours = image.channels();
        boolean[][] sees = new boolean[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                int above = i / colours / image.width() - j / colours / image.width();
                int left = i / colours % image.width() - j / colours % image.width();
                sees[i][j] = rule.sees(above, left, i % colours, j % colours);
            }
        }
        return new Sight(image, sees);
    }

    /** A place for each number, which sees that alone. */
    static Sight own(DataShape.Image image) {
        return by(image, (above, left, colour, other) -> above == 0 && left == 0 && colour == other);
    }

    /** Everything before a number. */
    static Sight before(DataShape.Image image) {
        return by(
                image,
                (above, left, colour, other) -> above > 0 || above == 0 && (left > 0 || left == 0 && other < colour));
    }

    /** All rows above. */
    static Sight rowsAbove(DataShape.Image image) {
        return by(image, (above, left, colour, other) -> above > 0);
    }

    /** A row to the left, and at the place itself the colours before. */
    static Sight rowBefore(DataShape.Image image) {
        return by(image, (above, left, colour, other) -> above == 0 && (left > 0 || left == 0 && other < colour));
    }

    /** What a masked convolution shows of this. */
    Sight convolved(int height, int width, Type type) {
        return through(by(image, (above, left, colour, other) -> {
            boolean inside = Math.abs(above) <= height / 2 && Math.abs(left) <= width / 2;
            boolean earlier = above > 0 || above == 0 && left > 0;
            boolean own = above == 0 && left == 0 && (type == Type.A ? other < colour : other <= colour);
            return inside && (earlier || own);
        }));
    }

    private Sight through(Sight places) {
        int size = image.size();
        boolean[][] seen = new boolean[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                for (int k = 0; k < size && places.sees[i][j]; k++) {
                    seen[i][k] |= sees[j][k];
                }
            }
        }
        return new Sight(image, seen);
    }

    /** What a row LSTM shows of what it is given: the same of the place itself and, row by row, one column wider above. */
    Sight triangle() {
        return through(by(
                image,
                (above, left, colour, other) ->
                        above == 0 && left == 0 && colour == other || above > 0 && Math.abs(left) <= above));
    }

    Sight and(Sight more) {
        int size = image.size();
        boolean[][] seen = new boolean[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                seen[i][j] = sees[i][j] || more.sees[i][j];
            }
        }
        return new Sight(image, seen);
    }

    /** The places that see a number. */
    boolean[] of(int number) {
        boolean[] seen = new boolean[image.size()];
        for (int i = 0; i < seen.length; i++) {
            seen[i] = sees[i][number];
        }
        return seen;
    }
}

package org.genera.data.builtin;

import org.genera.data.sets.StoredSet;
import org.genera.spi.DataShape;

/** One coloured shape on a dark ground, 32 × 32, antialiased by its signed distance. */
public final class ShapePictures {
    static final int SIDE = 32;
    private static final double GROUND = 0.08;
    private static final double BRIGHTNESS = 0.95;
    private static final double SATURATION = 0.85;

    private ShapePictures() {}

    public static StoredSet set() {
        return GeneratedPictures.of(
                        "shapes",
                        "Coloured shapes",
                        "Squares, ellipses, triangles and crosses, drawn from independent factors: shape, hue, size, rotation"
                                + " and position.",
                        new DataShape.Image(SIDE, SIDE, 3),
                        ShapeFactors.SHAPES,
                        (index, target, offset) -> draw(ShapeFactors.of(index), target, offset))
                .from(ShapeFactors.known());
    }

    static void draw(ShapeFactors factors, byte[] target, int offset) {
        PlacedShape shape = PlacedShape.of(factors);
        double[] colour = colour(factors.hue());
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                double distance = shape.distance(row, column);
                int start = offset + (row * SIDE + column) * 3;
                for (int i = 0; i < 3; i++) {
                    target[start + i] = level(distance, colour[i]);
                }
            }
        }
    }

    /**
     * The level of a pixel of the dark ground, as far as something bright covers it.
     *
     * @param distance from what is bright, in pixels; negative inside
     * @param brightness inside, from 0 to 1
     */
    static byte level(double distance, double brightness) {
        double coverage = Math.min(1, Math.max(0, 0.5 - distance));
        return (byte) Math.round(255 * (GROUND + coverage * (brightness - GROUND)));
    }

    /** Red, green and blue of a hue in turns of the colour circle. */
    static double[] colour(double hue) {
        return new double[] {channel(hue, 5), channel(hue, 3), channel(hue, 1)};
    }

    private static double channel(double hue, int number) {
        double k = (number + 6 * hue) % 6;
        return BRIGHTNESS * (1 - SATURATION * Math.max(0, Math.min(1, Math.min(k, 4 - k))));
    }
}

package org.genera.data;

import org.genera.spi.DataShape;

/** One coloured shape on a dark ground, 32 × 32, antialiased by its signed distance. */
final class Shapes {
    private static final int SIDE = 32;
    private static final double GROUND = 0.08;
    private static final double BRIGHTNESS = 0.95;
    private static final double SATURATION = 0.85;

    private Shapes() {}

    static StoredSet set() {
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

    private static void draw(ShapeFactors factors, byte[] target, int offset) {
        double cos = StrictMath.cos(2 * Math.PI * factors.rotation());
        double sin = StrictMath.sin(2 * Math.PI * factors.rotation());
        double[] colour = {channel(factors.hue(), 5), channel(factors.hue(), 3), channel(factors.hue(), 1)};
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                double x = column + 0.5 - factors.x();
                double y = row + 0.5 - factors.y();
                double distance = distance(factors.shape(), factors.radius(), cos * x + sin * y, cos * y - sin * x);
                double coverage = Math.min(1, Math.max(0, 0.5 - distance));
                int start = offset + (row * SIDE + column) * 3;
                for (int i = 0; i < 3; i++) {
                    target[start + i] = (byte) Math.round(255 * (GROUND + coverage * (colour[i] - GROUND)));
                }
            }
        }
    }

    /** How far a point in the shape's own frame lies outside of it, in pixels; negative inside. */
    private static double distance(int shape, double radius, double x, double y) {
        return switch (shape) {
            case 0 -> box(x, y, 0.71 * radius, 0.71 * radius);
            case 1 -> ellipse(x, y, radius, 0.6 * radius);
            // Three half-planes at half the radius from the centre.
            case 2 -> Math.max(y, Math.max(0.8660254 * x - 0.5 * y, -0.8660254 * x - 0.5 * y)) - 0.5 * radius;
            default -> Math.min(box(x, y, 0.95 * radius, 0.3 * radius), box(x, y, 0.3 * radius, 0.95 * radius));
        };
    }

    private static double box(double x, double y, double halfWidth, double halfHeight) {
        return Math.max(Math.abs(x) - halfWidth, Math.abs(y) - halfHeight);
    }

    /** To first order: the value of the implicit function over the length of its gradient. */
    private static double ellipse(double x, double y, double a, double b) {
        double value = Math.sqrt(x * x / (a * a) + y * y / (b * b));
        double slope = Math.sqrt(x * x / (a * a * a * a) + y * y / (b * b * b * b));
        return slope == 0 ? -b : value * (value - 1) / slope;
    }

    /** One channel of a colour of the hue circle: 5 is red, 3 green, 1 blue. */
    private static double channel(double hue, int number) {
        double k = (number + 6 * hue) % 6;
        return BRIGHTNESS * (1 - SATURATION * Math.max(0, Math.min(1, Math.min(k, 4 - k))));
    }
}

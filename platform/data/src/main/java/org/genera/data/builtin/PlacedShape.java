package org.genera.data.builtin;

/**
 * A shape at its place in a picture, as a signed distance.
 *
 * @param factors of the shape
 * @param cos of its rotation
 * @param sin of its rotation
 */
record PlacedShape(ShapeFactors factors, double cos, double sin) {

    static PlacedShape of(ShapeFactors factors) {
        return new PlacedShape(
                factors,
                StrictMath.cos(2 * Math.PI * factors.rotation()),
                StrictMath.sin(2 * Math.PI * factors.rotation()));
    }

    /** How far the middle of a pixel lies outside of the shape, in pixels; negative inside. */
    double distance(int row, int column) {
        double x = column + 0.5 - factors.x();
        double y = row + 0.5 - factors.y();
        return distance(factors.shape(), factors.radius(), cos * x + sin * y, cos * y - sin * x);
    }

    /** In the shape's own frame. */
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
}

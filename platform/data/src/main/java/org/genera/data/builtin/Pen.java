package org.genera.data.builtin;

import org.genera.data.random.RandomStream;

/**
 * Writes one form of a digit as one hand would: moves its points a little, bends, slants, turns and stretches it, and
 * presses more or less. A pen writes once. All of it follows from the stream of draws.
 */
final class Pen {
    private static final int PIECES = 6;
    /** Pixels across that the middle of a line may span; with its width it stays clear of the border. */
    private static final double LARGEST = 19;

    private final RandomStream random;
    private final double[][] strokes;

    Pen(double[][] form, RandomStream random) {
        this.random = random;
        this.strokes = new double[form.length][];
        double wiggle = random.uniform(0.01, 0.035);
        for (int i = 0; i < form.length; i++) {
            strokes[i] = wiggled(form[i], wiggle);
        }
        bend();
        shape();
        for (int i = 0; i < form.length; i++) {
            strokes[i] = curve(strokes[i]);
        }
    }

    /** Draws the strokes into the middle of a canvas of {@code side × side} pixels. */
    void draw(StrokeRaster raster, int side) {
        centre(side);
        double radius = random.uniform(0.75, 1.55);
        for (double[] stroke : strokes) {
            double start = radius * random.uniform(0.8, 1.2);
            double end = radius * random.uniform(0.7, 1.15);
            int segments = stroke.length / 2 - 1;
            for (int i = 0; i < segments; i++) {
                double from = start + (end - start) * i / segments;
                double to = start + (end - start) * (i + 1) / segments;
                raster.segment(stroke[2 * i], stroke[2 * i + 1], from, stroke[2 * i + 2], stroke[2 * i + 3], to);
            }
        }
    }

    /** Each point moved by itself, a corner's two points together. */
    private double[] wiggled(double[] points, double amount) {
        double[] moved = new double[points.length];
        for (int i = 0; i < points.length; i += 2) {
            boolean corner = i > 0 && points[i] == points[i - 2] && points[i + 1] == points[i - 1];
            moved[i] = corner ? moved[i - 2] : points[i] + amount * random.normal();
            moved[i + 1] = corner ? moved[i - 1] : points[i + 1] + amount * random.normal();
        }
        return moved;
    }

    /** A slow wave through the plane, so that neighbouring points move alike. */
    private void bend() {
        double[] amount = {0.03 * random.normal(), 0.03 * random.normal()};
        double[] phase = {random.uniform(0, 2 * Math.PI), random.uniform(0, 2 * Math.PI)};
        double frequency = random.uniform(2.5, 5);
        for (double[] stroke : strokes) {
            for (int i = 0; i < stroke.length; i += 2) {
                double x = stroke[i];
                double y = stroke[i + 1];
                stroke[i] = x + amount[0] * StrictMath.sin(frequency * y + phase[0]);
                stroke[i + 1] = y + amount[1] * StrictMath.sin(frequency * x + phase[1]);
            }
        }
    }

    /** Stretch, slant and turn; from here on in pixels. */
    private void shape() {
        double height = random.uniform(15.5, 19.5);
        double width = height * random.uniform(0.7, 1.2);
        double slant = 0.14 + 0.18 * random.normal();
        double turn = 0.1 * random.normal();
        double cos = StrictMath.cos(turn);
        double sin = StrictMath.sin(turn);
        for (double[] stroke : strokes) {
            for (int i = 0; i < stroke.length; i += 2) {
                double y = height * (stroke[i + 1] - 0.5);
                double x = width * (stroke[i] - 0.33) - slant * y;
                stroke[i] = cos * x - sin * y;
                stroke[i + 1] = sin * x + cos * y;
            }
        }
    }

    /** Into the canvas with some play, and smaller if it is too large for it. */
    private void centre(int side) {
        double[] low = {Double.MAX_VALUE, Double.MAX_VALUE};
        double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE};
        for (double[] stroke : strokes) {
            for (int i = 0; i < stroke.length; i++) {
                low[i & 1] = Math.min(low[i & 1], stroke[i]);
                high[i & 1] = Math.max(high[i & 1], stroke[i]);
            }
        }
        double extent = Math.max(high[0] - low[0], high[1] - low[1]);
        double factor = Math.min(1, LARGEST / extent);
        double[] shift = {side / 2.0 + random.uniform(-0.8, 0.8), side / 2.0 + random.uniform(-0.8, 0.8)};
        for (double[] stroke : strokes) {
            for (int i = 0; i < stroke.length; i++) {
                stroke[i] = factor * (stroke[i] - (low[i & 1] + high[i & 1]) / 2) + shift[i & 1];
            }
        }
    }

    /** Points along the Catmull-Rom curve through the given ones, interrupted at corners. */
    private static double[] curve(double[] points) {
        int last = points.length / 2 - 1;
        double[] curve = new double[2 * (last * PIECES + 1)];
        for (int i = 0; i < last; i++) {
            boolean cornerBefore = i == 0 || same(points, i - 1, i);
            boolean cornerAfter = i + 1 == last || same(points, i + 1, i + 2);
            int before = cornerBefore ? i : i - 1;
            int after = cornerAfter ? i + 1 : i + 2;
            for (int piece = 0; piece < PIECES; piece++) {
                for (int axis = 0; axis < 2; axis++) {
                    curve[2 * (i * PIECES + piece) + axis] = catmullRom(
                            points[2 * before + axis],
                            points[2 * i + axis],
                            points[2 * i + 2 + axis],
                            points[2 * after + axis],
                            (double) piece / PIECES);
                }
            }
        }
        curve[curve.length - 2] = points[2 * last];
        curve[curve.length - 1] = points[2 * last + 1];
        return curve;
    }

    private static boolean same(double[] points, int a, int b) {
        return points[2 * a] == points[2 * b] && points[2 * a + 1] == points[2 * b + 1];
    }

    private static double catmullRom(double p0, double p1, double p2, double p3, double t) {
        double linear = 0.5 * (p2 - p0);
        double quadratic = p0 - 2.5 * p1 + 2 * p2 - 0.5 * p3;
        double cubic = 0.5 * (p3 - p0) + 1.5 * (p1 - p2);
        return p1 + t * (linear + t * (quadratic + t * cubic));
    }
}

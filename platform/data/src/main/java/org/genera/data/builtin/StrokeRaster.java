package org.genera.data.builtin;

import java.util.Arrays;

/**
 * A small grey canvas for strokes with round ends, antialiased by the distance of a pixel's centre to the stroke. Uses
 * only operations that every machine computes alike. For one thread.
 */
final class StrokeRaster {
    /** Pixels over which an edge fades. */
    private static final double EDGE = 1.15;

    private final int side;
    private final double[] ink;

    StrokeRaster(int side) {
        this.side = side;
        this.ink = new double[side * side];
    }

    void clear() {
        Arrays.fill(ink, 0);
    }

    /** Ink from 0 to 1 of a pixel. */
    double ink(int pixel) {
        return ink[pixel];
    }

    /** Draws from (x0, y0) with one radius to (x1, y1) with another, in pixels. */
    void segment(double x0, double y0, double radius0, double x1, double y1, double radius1) {
        double reach = Math.max(radius0, radius1) + EDGE;
        int left = Math.max(0, (int) (Math.min(x0, x1) - reach));
        int right = Math.min(side - 1, (int) (Math.max(x0, x1) + reach));
        int top = Math.max(0, (int) (Math.min(y0, y1) - reach));
        int bottom = Math.min(side - 1, (int) (Math.max(y0, y1) + reach));
        double dx = x1 - x0;
        double dy = y1 - y0;
        double lengthSquared = Math.max(dx * dx + dy * dy, 1e-9);
        for (int row = top; row <= bottom; row++) {
            for (int column = left; column <= right; column++) {
                double px = column + 0.5 - x0;
                double py = row + 0.5 - y0;
                double along = Math.min(1, Math.max(0, (px * dx + py * dy) / lengthSquared));
                double offX = px - along * dx;
                double offY = py - along * dy;
                double radius = radius0 + along * (radius1 - radius0);
                double coverage = (radius - Math.sqrt(offX * offX + offY * offY)) / EDGE + 0.5;
                int pixel = row * side + column;
                ink[pixel] = Math.max(ink[pixel], Math.min(1, coverage));
            }
        }
    }
}

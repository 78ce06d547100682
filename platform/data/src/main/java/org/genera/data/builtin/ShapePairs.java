package org.genera.data.builtin;

import java.util.List;
import org.genera.data.random.CounterRandom;
import org.genera.data.random.RandomStream;
import org.genera.data.sets.StoredSet;
import org.genera.spi.DataShape;
import org.genera.spi.DataShape.Image;
import org.genera.spi.DataShape.Pair;

/** Pairs of pictures of one shape each, 32 × 32: outlines to be filled, and two domains that differ in their texture. */
public final class ShapePairs {
    private static final int SIDE = ShapePictures.SIDE;
    private static final Image GREY = new DataShape.Image(SIDE, SIDE, 1);
    private static final Image COLOUR = new DataShape.Image(SIDE, SIDE, 3);
    private static final double LINE = 1.6;
    private static final double STRIPES = 4.5;
    private static final double DOTS = 5;
    private static final double DOT_RADIUS = 1.6;
    private static final CounterRandom OUTLINES = CounterRandom.of(1, "outlines");
    private static final CounterRandom STRIPED = CounterRandom.of(1, "textures/striped");
    private static final CounterRandom DOTTED = CounterRandom.of(1, "textures/dotted");

    private ShapePairs() {}

    public static List<StoredSet> all() {
        return List.of(outlines(), textures());
    }

    private static StoredSet outlines() {
        return GeneratedPictures.pairs(
                "outlines",
                "Outlines and filled shapes",
                "The grey outline of a shape, and the shape filled in the colour of its kind: squares are orange, ellipses"
                        + " green, triangles blue, crosses pink. The outline decides every pixel of its partner.",
                new Pair(GREY, COLOUR),
                ShapeFactors.SHAPES,
                (index, values, offset) -> {
                    PlacedShape shape = PlacedShape.of(ShapeFactors.of(OUTLINES, index));
                    // Quarters of the colour circle, from orange.
                    double[] colour =
                            ShapePictures.colour(0.08 + shape.factors().shape() / 4.0);
                    for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                        double distance = shape.distance(pixel / SIDE, pixel % SIDE);
                        values[offset + pixel] = ShapePictures.level(Math.abs(distance) - LINE / 2, 1);
                        for (int channel = 0; channel < 3; channel++) {
                            values[offset + GREY.size() + 3 * pixel + channel] =
                                    ShapePictures.level(distance, colour[channel]);
                        }
                    }
                });
    }

    private static StoredSet textures() {
        return GeneratedPictures.pairs(
                        "textures",
                        "Two textures",
                        "Two unpaired domains of grey pictures: shapes full of stripes, and other shapes full of dots. Nothing but"
                                + " the texture tells the domains apart.",
                        new Pair(GREY, GREY),
                        List.of(),
                        (index, values, offset) -> {
                            textured(STRIPED, index, ShapePairs::stripes, values, offset);
                            textured(DOTTED, index, ShapePairs::dots, values, offset + GREY.size());
                        })
                .unpaired();
    }

    /** How far a point lies outside of what is bright in a pattern, in pixels; negative inside. */
    private interface Pattern {
        double distance(double x, double y);
    }

    private static void textured(CounterRandom domain, int index, Pattern pattern, byte[] values, int offset) {
        PlacedShape shape = PlacedShape.of(large(domain, index));
        RandomStream random = domain.at(index).at(1).stream();
        double shiftX = 10 * random.uniform();
        double shiftY = 10 * random.uniform();
        for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
            int row = pixel / SIDE;
            int column = pixel % SIDE;
            double inPattern = pattern.distance(column + shiftX, row + shiftY);
            values[offset + pixel] = ShapePictures.level(Math.max(shape.distance(row, column), inPattern), 1);
        }
    }

    /** Of a kind that neither the index nor the other domain's picture tells, and large enough to show the texture. */
    private static ShapeFactors large(CounterRandom domain, int index) {
        ShapeFactors drawn = ShapeFactors.of(domain, (int) (domain.bits(index) >>> 34));
        return new ShapeFactors(
                drawn.shape(), drawn.hue(), 1.3 * drawn.radius(), drawn.rotation(), drawn.x(), drawn.y());
    }

    private static double stripes(double x, double y) {
        return Math.abs((x + y) * Math.sqrt(0.5) % STRIPES - STRIPES / 2) - STRIPES / 4;
    }

    private static double dots(double x, double y) {
        double fromX = x % DOTS - DOTS / 2;
        double fromY = y % DOTS - DOTS / 2;
        return Math.sqrt(fromX * fromX + fromY * fromY) - DOT_RADIUS;
    }
}

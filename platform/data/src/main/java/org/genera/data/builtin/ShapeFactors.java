package org.genera.data.builtin;

import java.util.List;
import org.genera.data.random.CounterRandom;
import org.genera.data.random.RandomStream;
import org.genera.data.sets.Factors;

/**
 * The factors behind a picture of the built-in coloured shapes, drawn independently of each other.
 *
 * @param shape index into {@link #SHAPES}, which is the picture's label
 * @param hue of the shape, in turns of the colour circle, from 0 to 1
 * @param radius of the circle around the shape, in pixels, from 5 to 10
 * @param rotation in turns, from 0 to 1
 * @param x of the centre, in pixels, from 11 to 21
 * @param y of the centre, downwards, in pixels, from 11 to 21
 */
public record ShapeFactors(int shape, double hue, double radius, double rotation, double x, double y) {

    /** What is drawn. */
    public static final List<String> SHAPES = List.of("square", "ellipse", "triangle", "cross");

    private static final CounterRandom SET = CounterRandom.of(1, "shapes");

    /** The factors of the picture with an index in the whole set, training split first. */
    public static ShapeFactors of(int index) {
        return of(SET, index);
    }

    /** Those of a picture of another set, whose shapes come in the same order. */
    static ShapeFactors of(CounterRandom set, int index) {
        RandomStream random = set.at(index).stream();
        return new ShapeFactors(
                index % SHAPES.size(),
                random.uniform(),
                random.uniform(5, 10),
                random.uniform(),
                random.uniform(11, 21),
                random.uniform(11, 21));
    }

    /** All of them, for who asks a set what it was drawn from. */
    static Factors known() {
        List<Factors.Factor> factors = List.of(
                new Factors.Factor("shape", "", 0, SHAPES.size(), SHAPES),
                new Factors.Factor("hue", "turns", 0, 1, List.of()),
                new Factors.Factor("radius", "pixels", 5, 10, List.of()),
                new Factors.Factor("rotation", "turns", 0, 1, List.of()),
                new Factors.Factor("x", "pixels", 11, 21, List.of()),
                new Factors.Factor("y", "pixels", 11, 21, List.of()));
        return new Factors() {
            @Override
            public List<Factor> factors() {
                return factors;
            }

            @Override
            public double[] of(int index) {
                ShapeFactors each = ShapeFactors.of(index);
                return new double[] {each.shape, each.hue, each.radius, each.rotation, each.x, each.y};
            }
        };
    }
}

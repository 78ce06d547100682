package org.genera.data.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.genera.data.sets.DataSetCard.Modes;
import org.genera.data.sets.StoredSet;

/** The built-in sets of points in the plane, in the forms that the literature uses. */
public final class PlaneSets {
    private PlaneSets() {}

    public static List<StoredSet> all() {
        return List.of(ring8(), grid25(), twoMoons(), swissRoll(), checkerboard());
    }

    private static StoredSet ring8() {
        List<List<Double>> centres = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            double angle = Math.PI * i / 4;
            centres.add(List.of(StrictMath.cos(angle), StrictMath.sin(angle)));
        }
        return mixture(
                "ring8",
                "Ring of 8 Gaussians",
                "Eight narrow Gaussians (standard deviation 0.01) on a circle of radius 1: which models find every mode,"
                        + " and which leave bridges between them.",
                new Modes(List.copyOf(centres), 0.01));
    }

    private static StoredSet grid25() {
        List<List<Double>> centres = new ArrayList<>();
        for (int row = 0; row < 5; row++) {
            for (int column = 0; column < 5; column++) {
                centres.add(List.of(2.0 * column - 4, 2.0 * row - 4));
            }
        }
        return mixture(
                "grid25",
                "Grid of 25 Gaussians",
                "Twenty-five narrow Gaussians (standard deviation 0.05) on a grid from -4 to 4.",
                new Modes(List.copyOf(centres), 0.05));
    }

    private static StoredSet mixture(String name, String title, String summary, Modes modes) {
        List<List<Double>> centres = modes.centres();
        List<String> classes =
                IntStream.range(0, centres.size()).mapToObj(Integer::toString).toList();
        return GeneratedPoints.of(name, title, summary, classes, Optional.of(modes), (random, point) -> {
            int mode = random.below(centres.size());
            point[0] = centres.get(mode).get(0) + modes.standardDeviation() * random.normal();
            point[1] = centres.get(mode).get(1) + modes.standardDeviation() * random.normal();
            return mode;
        });
    }

    private static StoredSet twoMoons() {
        return GeneratedPoints.of(
                "two-moons",
                "Two moons",
                "Two interleaved half circles of radius 1 with Gaussian noise of 0.1.",
                List.of("upper", "lower"),
                Optional.empty(),
                (random, point) -> {
                    int moon = random.below(2);
                    double angle = Math.PI * random.uniform();
                    double x = StrictMath.cos(angle);
                    double y = StrictMath.sin(angle);
                    point[0] = (moon == 0 ? x : 1 - x) + 0.1 * random.normal();
                    point[1] = (moon == 0 ? y : 0.5 - y) + 0.1 * random.normal();
                    return moon;
                });
    }

    private static StoredSet swissRoll() {
        return GeneratedPoints.of(
                "swiss-roll",
                "Swiss roll",
                "A spiral of one and a half turns, from about -2.8 to 2.8, with Gaussian noise of 0.1.",
                List.of(),
                Optional.empty(),
                (random, point) -> {
                    double angle = 1.5 * Math.PI * (1 + 2 * random.uniform());
                    point[0] = 0.2 * angle * StrictMath.cos(angle) + 0.1 * random.normal();
                    point[1] = 0.2 * angle * StrictMath.sin(angle) + 0.1 * random.normal();
                    return 0;
                });
    }

    private static StoredSet checkerboard() {
        return GeneratedPoints.of(
                "checkerboard",
                "Checkerboard",
                "Uniform on eight of sixteen squares from -4 to 4: sharp edges and no density in between.",
                List.of(),
                Optional.empty(),
                (random, point) -> {
                    int column = random.below(4);
                    int row = 2 * random.below(2) + column % 2;
                    point[0] = 2 * (column + random.uniform()) - 4;
                    point[1] = 2 * (row + random.uniform()) - 4;
                    return 0;
                });
    }
}

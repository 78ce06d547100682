package org.genera.data.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.genera.data.DataCatalogue;
import org.genera.data.DataSelection;
import org.genera.data.preparation.PreparedData;
import org.genera.data.preparation.Preprocessing;
import org.genera.data.sets.DataSetCard;
import org.genera.data.sets.DataSetCard.Modes;
import org.genera.data.sets.DataSetCard.Origin;
import org.genera.data.sets.Examples;
import org.genera.spi.DataShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltInSetsTest {
    private final DataCatalogue catalogue = new DataCatalogue(Path.of("nowhere"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ring8",
                "grid25",
                "two-moons",
                "swiss-roll",
                "checkerboard",
                "glyphs",
                "shapes",
                "outlines",
                "textures",
                "captions",
                "fever",
                "regimes"
            })
    void the_fingerprint_on_the_card_is_that_of_the_examples(String name) {
        DataSetCard card = catalogue.card(name).orElseThrow();
        boolean pictures = card.shape().parts().get(0) instanceof DataShape.Image;
        Preprocessing preprocessing = pictures ? Preprocessing.unit() : Preprocessing.none();
        PreparedData data = catalogue.prepare(new DataSelection(name, "", preprocessing), 1);
        assertThat(card.origin()).isEqualTo(Origin.GENERATED);
        assertThat(card.fingerprint()).isEqualTo(data.fingerprint());
        assertThat(data.spec().trainingExamples()).isEqualTo(card.trainExamples());
        assertThat(data.test(100_000).count()).isEqualTo(card.testExamples());
        assertThat(data.spec().classes()).isEqualTo(card.classes().size());
        assertThat(data.test(1).labelled()).isEqualTo(!card.classes().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ring8", "glyphs", "shapes", "outlines", "textures", "captions", "fever", "regimes"})
    void an_example_is_the_same_alone_and_among_others(String name) {
        Examples few = catalogue.examples(name, "test", 3);
        Examples many = catalogue.examples(name, "test", 50);
        assertThat(few.count()).isEqualTo(3);
        assertThat(few.values()).isEqualTo(Arrays.copyOf(many.values(), few.values().length));
        assertThat(few.labels()).isEqualTo(Arrays.copyOf(many.labels(), few.labels().length));
        assertThat(few.lengths()).isEqualTo(Arrays.copyOf(many.lengths(), few.lengths().length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ring8", "grid25"})
    void points_lie_within_three_deviations_of_their_mode_as_often_as_a_gaussian_says(String name) {
        Modes modes = catalogue.card(name).orElseThrow().density().modes().orElseThrow();
        Examples points = catalogue.examples(name, "train", 8_000);
        int near = 0;
        int[] perMode = new int[modes.centres().size()];
        for (int i = 0; i < points.count(); i++) {
            List<Double> centre = modes.centres().get(points.labels()[i]);
            double distance =
                    Math.hypot(points.values()[2 * i] - centre.get(0), points.values()[2 * i + 1] - centre.get(1));
            near += distance < 3 * modes.standardDeviation() ? 1 : 0;
            perMode[points.labels()[i]]++;
        }
        // 1 - exp(-9/2) = 0.98889; its standard error is 0.0012.
        assertThat(near / 8_000.0).isCloseTo(1 - Math.exp(-4.5), within(0.004));
        assertThat(Arrays.stream(perMode))
                .allMatch(
                        count -> Math.abs(count - 8_000.0 / perMode.length) < 5 * Math.sqrt(8_000.0 / perMode.length));
    }

    @Test
    void the_ring_has_radius_1() {
        assertThat(catalogue
                        .card("ring8")
                        .orElseThrow()
                        .density()
                        .modes()
                        .orElseThrow()
                        .centres())
                .hasSize(8)
                .allSatisfy(centre ->
                        assertThat(Math.hypot(centre.get(0), centre.get(1))).isCloseTo(1, within(1e-12)));
    }

    @Test
    void moons_are_half_circles_of_radius_1() {
        Examples points = catalogue.examples("two-moons", "train", 8_000);
        double offCircle = 0;
        for (int i = 0; i < points.count(); i++) {
            double centreX = points.labels()[i] == 0 ? 0 : 1;
            double centreY = points.labels()[i] == 0 ? 0 : 0.5;
            double radius = Math.hypot(points.values()[2 * i] - centreX, points.values()[2 * i + 1] - centreY);
            offCircle += (radius - 1) * (radius - 1) / points.count();
        }
        assertThat(Math.sqrt(offCircle)).isCloseTo(0.1, within(0.005));
    }

    @Test
    void the_roll_is_a_spiral_whose_radius_grows_with_its_angle() {
        Examples points = catalogue.examples("swiss-roll", "train", 8_000);
        for (int i = 0; i < points.count(); i++) {
            double x = points.values()[2 * i] / 0.2;
            double y = points.values()[2 * i + 1] / 0.2;
            double radius = Math.hypot(x, y);
            double turns = (radius - Math.atan2(y, x)) / (2 * Math.PI);
            // Noise of 0.1 is 0.5 here, and 0.5 over 2 pi is 0.08 turns; five deviations stay below half a turn.
            assertThat(Math.abs(turns - Math.rint(turns))).isLessThan(0.45);
        }
    }

    @Test
    void the_checkerboard_fills_its_dark_squares_evenly() {
        Examples points = catalogue.examples("checkerboard", "train", 8_000);
        int[] counts = new int[16];
        for (int i = 0; i < points.count(); i++) {
            int column = (int) ((points.values()[2 * i] + 4) / 2);
            int row = (int) ((points.values()[2 * i + 1] + 4) / 2);
            counts[4 * row + column]++;
        }
        for (int square = 0; square < 16; square++) {
            boolean dark = (square / 4 + square % 4) % 2 == 0;
            assertThat(counts[square]).isBetween(dark ? 850 : 0, dark ? 1_150 : 0);
        }
    }

    @Test
    void glyphs_are_told_apart_by_the_nearest_class_mean_and_yet_vary() {
        Examples train = catalogue.examples("glyphs", "train", 10_000);
        Examples test = catalogue.examples("glyphs", "test", 2_000);
        double[][] means = new double[10][784];
        for (int i = 0; i < train.values().length; i++) {
            means[train.labels()[i / 784]][i % 784] += train.values()[i] / 1_000;
        }
        int right = 0;
        for (int i = 0; i < test.count(); i++) {
            right += nearest(means, test.values(), 784 * i) == test.labels()[i] ? 1 : 0;
        }
        // Handwritten digits reach 82 % by this rule: more would mean that the drawn ones vary too little.
        assertThat(right / 2_000.0).isBetween(0.70, 0.95);
    }

    @Test
    void glyphs_leave_the_border_empty_and_use_the_grey_scale() {
        Examples glyphs = catalogue.examples("glyphs", "train", 1_000);
        double most = 0;
        double sum = 0;
        double border = 0;
        for (int i = 0; i < glyphs.values().length; i++) {
            int row = i % 784 / 28;
            int column = i % 28;
            if (Math.min(row, column) == 0 || Math.max(row, column) == 27) {
                border = Math.max(border, glyphs.values()[i]);
            }
            most = Math.max(most, glyphs.values()[i]);
            sum += glyphs.values()[i];
        }
        assertThat(border).isZero();
        assertThat(most).isBetween(240.0, 255.0);
        assertThat(sum / glyphs.values().length / 255).isBetween(0.08, 0.2);
    }

    @Test
    void a_shape_shows_its_factors() {
        Examples shapes = catalogue.examples("shapes", "train", 400);
        for (int i = 0; i < shapes.count(); i++) {
            ShapeFactors factors = ShapeFactors.of(i);
            assertThat(shapes.labels()[i]).isEqualTo(factors.shape());
            int centre = i * 3_072 + ((int) Math.floor(factors.y()) * 32 + (int) Math.floor(factors.x())) * 3;
            float[] hsb = Color.RGBtoHSB(
                    Math.round(shapes.values()[centre]),
                    Math.round(shapes.values()[centre + 1]),
                    Math.round(shapes.values()[centre + 2]),
                    null);
            double apart = Math.abs(hsb[0] - factors.hue());
            assertThat(Math.min(apart, 1 - apart)).isLessThan(0.01);
            assertThat(area(shapes, i) / (factors.radius() * factors.radius()))
                    .isCloseTo(List.of(2.02, 1.88, 1.30, 1.92).get(factors.shape()), within(0.12));
        }
    }

    /** Pixels that the shape covers, partly covered ones counted in part. */
    private static double area(Examples shapes, int index) {
        double area = 0;
        int centre = index * 3_072;
        float ground = Math.round(255 * 0.08f);
        for (int channel = 0; channel < 3; channel++) {
            float full = ground;
            for (int pixel = 0; pixel < 1_024; pixel++) {
                float value = shapes.values()[centre + 3 * pixel + channel];
                full = Math.abs(value - ground) > Math.abs(full - ground) ? value : full;
            }
            if (Math.abs(full - ground) < 100) {
                continue;
            }
            for (int pixel = 0; pixel < 1_024; pixel++) {
                area += (shapes.values()[centre + 3 * pixel + channel] - ground) / (full - ground);
            }
            return area;
        }
        return area;
    }

    private static int nearest(double[][] means, float[] values, int offset) {
        int best = 0;
        double least = Double.MAX_VALUE;
        for (int digit = 0; digit < means.length; digit++) {
            double sum = 0;
            for (int i = 0; i < means[digit].length; i++) {
                double difference = values[offset + i] - means[digit][i];
                sum += difference * difference;
            }
            if (sum < least) {
                least = sum;
                best = digit;
            }
        }
        return best;
    }
}

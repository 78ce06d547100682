package org.genera.worker.sight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.genera.data.random.CounterRandom;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.junit.jupiter.api.Test;

class DamagesTest {
    private static final CounterRandom RANDOM = CounterRandom.of(3, "test");
    private static final DataShape.Image SHAPE = new DataShape.Image(14, 14, 1);

    @Test
    void blur_keeps_what_is_even_and_spreads_a_point_by_its_deviation() {
        float[] grey = new float[SHAPE.size()];
        Arrays.fill(grey, 0.6f);
        assertThat(picture("blur", 2, grey)).containsExactly(picture("shift", 1, grey));

        float[] point = new float[SHAPE.size()];
        point[7 * 14 + 7] = 1;
        float[] blurred = picture("blur", 1.5, point);
        double mass = 0;
        double squares = 0;
        for (int i = 0; i < blurred.length; i++) {
            mass += blurred[i];
            squares += blurred[i] * (i % 14 - 7) * (i % 14 - 7);
        }
        assertThat(mass).isCloseTo(1, within(0.05));
        // Levels of 1 / 255 lose the tails.
        assertThat(Math.sqrt(squares / mass)).isBetween(1.2, 1.5);
    }

    @Test
    void a_shift_moves_columns_to_the_right_and_repeats_the_first() {
        float[] columns = new float[SHAPE.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = i % 14 / 255f;
        }
        float[] shifted = picture("shift", 3, columns);
        for (int x = 0; x < 14; x++) {
            assertThat(shifted[5 * 14 + x]).isEqualTo(Math.max(0, x - 3) / 255f);
        }
    }

    @Test
    void noise_has_its_deviation_and_stays_within_the_levels() {
        float[] grey = new float[SHAPE.size()];
        Arrays.fill(grey, 0.5f);
        float[] noisy = picture("noise", 16, grey);
        double squares = 0;
        for (float value : noisy) {
            squares += (value - 0.5) * (value - 0.5) * 255 * 255;
            assertThat(value).isBetween(0f, 1f);
            assertThat(value * 255).isCloseTo(Math.round(value * 255), within(1e-3f));
        }
        assertThat(Math.sqrt(squares / noisy.length)).isBetween(13.0, 19.0);
    }

    @Test
    void swapped_blocks_are_the_same_blocks_in_other_places_and_all_of_them_move_at_last() {
        float[] numbered = new float[SHAPE.size()];
        for (int i = 0; i < numbered.length; i++) {
            numbered[i] = i;
        }
        float[] some = picture("swap", 10, numbered);
        assertThat(sorted(some)).containsExactly(numbered);
        assertThat(changed(some, numbered)).isEqualTo(4 * 5);
        float[] all = picture("swap", 100, numbered);
        assertThat(sorted(all)).containsExactly(numbered);
        assertThat(changed(all, numbered)).isEqualTo(SHAPE.size());
    }

    @Test
    void missing_classes_are_gone_and_the_others_fill_the_set() {
        RealExamples examples = points();
        Batch whole = examples.set(RANDOM);
        Damaging missing = named(new ChoiceDamages(examples).all(), "missing");
        assertThat(missing.damage().strengths()).containsExactly(1.0, 2.0, 3.0);
        for (int k = 1; k <= 3; k++) {
            Batch damaged = missing.way().damaged(whole, k, RANDOM);
            assertThat(damaged.count()).isEqualTo(whole.count());
            assertThat(Arrays.stream(damaged.labels()).distinct().count()).isEqualTo(8 - k);
            assertThat(values(damaged)).hasSize(whole.count());
        }
    }

    @Test
    void copies_are_of_ten_and_what_is_memorised_is_what_was_seen_each_once() {
        RealExamples examples = points();
        Batch whole = examples.set(RANDOM);
        Batch copies = named(new ChoiceDamages(examples).all(), "copies").way().damaged(whole, 50, RANDOM);
        assertThat(values(copies)).hasSize(whole.count() / 2 + 10).isSubsetOf(values(whole));
        assertThat(values(
                        named(new ChoiceDamages(examples).all(), "copies").way().damaged(whole, 100, RANDOM)))
                .hasSize(10);

        Batch memorised =
                named(new ChoiceDamages(examples).all(), "memorised").way().damaged(whole, 25, RANDOM);
        Set<Float> seen = values(memorised);
        seen.retainAll(values(examples.seen()));
        assertThat(seen).hasSize(whole.count() / 4);
        assertThat(values(memorised)).hasSize(whole.count());
    }

    @Test
    void whole_sets_hold_nothing_that_counts_as_seen() {
        RealExamples examples = points();
        for (int repeat = 0; repeat < 3; repeat++) {
            assertThat(values(examples.set(RANDOM.at(repeat)))).doesNotContainAnyElementsOf(values(examples.seen()));
        }
    }

    @Test
    void points_shrink_towards_the_middle_of_their_class_and_move_by_the_deviation_of_all() {
        RealExamples examples = points();
        PointDamages points = PointDamages.of(examples);
        Batch whole = examples.set(RANDOM);
        Batch shrunk = named(points.all(), "shrinking").way().damaged(whole, 75, RANDOM);
        Batch shifted = named(points.all(), "shift").way().damaged(whole, 0.3, RANDOM);
        for (int i = 0; i < whole.values().length; i++) {
            double middle = points.middles()[whole.labels()[i / 2]][i % 2];
            assertThat(shrunk.values()[i] - middle).isCloseTo((whole.values()[i] - middle) / 4, within(1e-5));
            assertThat(shifted.values()[i] - whole.values()[i])
                    .isCloseTo((float) (0.3 * points.deviation()), within(1e-4f));
        }
    }

    /** Points 2i, 2i + 1 of eight classes; no number comes twice. */
    private static RealExamples points() {
        int count = 1_600;
        float[] values = new float[2 * count];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        int[] labels = IntStream.range(0, count).map(i -> i % 8).toArray();
        return RealExamples.of(new DataShape.Vector(2), 8, new Batch(count, values, labels), 2_500);
    }

    private static float[] picture(String damage, double strength, float[] values) {
        return named(new PictureDamages(SHAPE).all(), damage)
                .way()
                .damaged(new Batch(1, values, new int[0]), strength, RANDOM)
                .values();
    }

    private static Damaging named(List<Damaging> all, String name) {
        return all.stream()
                .filter(each -> each.damage().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static float[] sorted(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    private static int changed(float[] values, float[] before) {
        return (int) IntStream.range(0, values.length)
                .filter(i -> values[i] != before[i])
                .count();
    }

    /** The first coordinates, which name the points. */
    private static Set<Float> values(Batch points) {
        Set<Float> values = new HashSet<>();
        for (int i = 0; i < points.values().length; i += 2) {
            values.add(points.values()[i]);
        }
        return values;
    }
}

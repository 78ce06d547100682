package org.genera.data.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.genera.data.ExamplePage;
import org.genera.data.ImportFixture;
import org.genera.data.builtin.ShapeFactors;
import org.genera.data.readers.DataSources;
import org.genera.data.sets.ChosenExamples;
import org.genera.data.sets.Examples;
import org.genera.data.sets.IndexRange;
import org.genera.data.statistics.DataSetStatistics.Distribution;
import org.genera.data.statistics.DataSetStatistics.Extent;
import org.genera.data.statistics.DataSetStatistics.Spread;
import org.genera.data.statistics.DataSetStatistics.Tally;
import org.genera.data.store.ImportProgress;
import org.genera.data.store.ImportRecord;
import org.junit.jupiter.api.Test;

class DataSetStatisticsTest extends ImportFixture {

    @Test
    void the_statistics_of_a_table_are_those_one_computes_by_hand() throws Exception {
        Path table = Files.writeString(files.resolve("t.csv"), "a,kind\n1,x\n2,y\n3,x\n10,x\n4,y\n");
        catalogue.importSet(
                "table", DataSources.csv(table, Optional.of("kind")), "train=0-4,test=4-5", ImportProgress.silent());
        DataSetStatistics statistics = catalogue.statistics("table");
        assertThat(statistics.train()).isEqualTo(new Extent(4, 4));
        assertThat(statistics.test()).isEqualTo(new Extent(1, 1));
        assertThat(statistics.classes()).containsExactly(new Tally("x", 3, 0), new Tally("y", 1, 1));
        Distribution values = statistics.values().get(0);
        assertThat(statistics.values()).hasSize(1);
        assertThat(values.from()).isEqualTo(1);
        assertThat(values.to()).isEqualTo(10);
        Spread train = values.train();
        assertThat(train.mean()).isCloseTo(4, within(1e-12));
        // Deviations -3, -2, -1, 6: squares 9 + 4 + 1 + 36 = 50.
        assertThat(train.standardDeviation()).isCloseTo(Math.sqrt(50.0 / 4), within(1e-12));
        assertThat(train.min()).isEqualTo(1);
        assertThat(train.max()).isEqualTo(10);
        // 64 bins of 9/64: 1 in the first, 2 in bin 7, 3 in bin 14, 10 in the last.
        assertThat(train.counts()).hasSize(64);
        assertThat(List.of(0, 7, 14, 63)).allMatch(bin -> train.counts().get(bin) == 1);
        assertThat(total(train)).isEqualTo(4);
        assertThat(values.test().counts().get(21)).isEqualTo(1);
        assertThat(catalogue.statistics("table")).isSameAs(statistics);
    }

    @Test
    void one_far_value_does_not_squeeze_all_others_into_one_bin() throws Exception {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            rows.append(i % 10).append('\n');
        }
        rows.append("1e9\n5\n");
        Path table = Files.writeString(files.resolve("far.csv"), rows);
        catalogue.importSet(
                "far",
                DataSources.csv(table, Optional.empty()),
                "train=0-1001,test=1001-1002",
                ImportProgress.silent());
        Spread train = catalogue.statistics("far").values().get(0).train();
        assertThat(train.max()).isEqualTo(1e9f);
        assertThat(train.above()).isEqualTo(1);
        assertThat(total(train)).isEqualTo(1_001);
    }

    @Test
    void grey_levels_fall_into_bins_of_four_and_classes_are_counted() throws Exception {
        DataSetStatistics glyphs = catalogue.statistics("glyphs");
        assertThat(glyphs.classes()).hasSize(10).allMatch(each -> each.train() == 1_000 && each.test() == 200);
        Distribution grey = glyphs.values().get(0);
        assertThat(grey.name()).isEqualTo("grey");
        assertThat(grey.from()).isZero();
        assertThat(grey.to()).isEqualTo(256);
        assertThat(total(grey.train())).isEqualTo(10_000L * 784);
        assertThat(grey.train().min()).isZero();
        assertThat(grey.train().max()).isEqualTo(255);
        long black = 0;
        double sum = 0;
        for (float value : catalogue.examples("glyphs", "train", 10_000).values()) {
            black += value < 4 ? 1 : 0;
            sum += value;
        }
        assertThat(grey.train().counts().get(0)).isEqualTo(black);
        assertThat(grey.train().mean()).isCloseTo(sum / 7_840_000, within(1e-9));
    }

    @Test
    void the_factors_of_shapes_are_counted_and_lie_in_their_ranges() {
        DataSetStatistics shapes = catalogue.statistics("shapes");
        assertThat(shapes.values()).extracting(Distribution::name).containsExactly("red", "green", "blue");
        assertThat(shapes.factors())
                .extracting(Distribution::name)
                .containsExactly("shape", "hue", "radius", "rotation", "x", "y");
        Distribution shape = shapes.factors().get(0);
        assertThat(shape.names()).containsExactly("square", "ellipse", "triangle", "cross");
        assertThat(shape.train().counts()).containsExactly(2_500L, 2_500L, 2_500L, 2_500L);
        for (Distribution factor : shapes.factors()) {
            assertThat(total(factor.train())).isEqualTo(10_000);
            assertThat(factor.train().above() + factor.train().below()).isZero();
        }
        // Uniform from 5 to 10: mean 7.5, deviation 5/√12, the mean's own deviation a hundredth of it.
        assertThat(shapes.factors().get(2).train().mean()).isCloseTo(7.5, within(0.06));
        assertThat(shapes.factors().get(2).train().standardDeviation()).isCloseTo(5 / Math.sqrt(12), within(0.05));
    }

    @Test
    void the_factors_of_a_page_are_those_its_pictures_were_drawn_from() {
        ExamplePage page = new ExamplePage("test", OptionalInt.of(2), 3, 2);
        List<List<Double>> factors = catalogue.factors("shapes", page);
        // Shapes take turns, so the fourth triangle of the test split is its 15th picture.
        ShapeFactors expected = ShapeFactors.of(10_000 + 14);
        assertThat(factors).hasSize(2);
        assertThat(factors.get(0))
                .containsExactly(
                        2.0, expected.hue(), expected.radius(), expected.rotation(), expected.x(), expected.y());
        assertThat(catalogue.factors("glyphs", page)).isEmpty();
    }

    @Test
    void of_a_set_too_large_to_look_at_a_random_part_is_read_and_said() {
        int[] some = ChosenExamples.atRandom(new IndexRange(100, 1_100), 50);
        assertThat(some).hasSize(50).isSorted().doesNotHaveDuplicates();
        assertThat(some[0]).isGreaterThanOrEqualTo(100);
        assertThat(some[49]).isBetween(900, 1_099);
        assertThat(ChosenExamples.atRandom(new IndexRange(100, 1_100), 50)).isEqualTo(some);
        assertThat(ChosenExamples.atRandom(new IndexRange(3, 6), 50)).containsExactly(3, 4, 5);
    }

    @Test
    void examples_come_in_pages_and_by_class() {
        Examples third = catalogue.examples("glyphs", new ExamplePage("test", OptionalInt.of(7), 2, 2));
        assertThat(third.labels()).containsExactly(7, 7);
        Examples inOrder = catalogue.examples("glyphs", "test", 40);
        assertThat(third.values()).startsWith(Arrays.copyOfRange(inOrder.values(), 27 * 784, 28 * 784));
        assertThat(catalogue
                        .examples("glyphs", new ExamplePage("test", OptionalInt.empty(), 1_990, 64))
                        .count())
                .isEqualTo(10);
        assertThat(catalogue
                        .examples("glyphs", new ExamplePage("test", OptionalInt.empty(), 5_000, 64))
                        .count())
                .isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalogue.examples("glyphs", new ExamplePage("test", OptionalInt.of(10), 0, 1)))
                .withMessage("label: expected 0 to 9, got 10");
    }

    @Test
    void the_command_of_an_import_is_kept_with_the_set() throws Exception {
        Path table = Files.writeString(files.resolve("t.csv"), "1,2\n3,4\n5,6\n");
        String command = "./genera data import table t.csv";
        catalogue.importSet("table", DataSources.csv(table, Optional.empty()), "", command, ImportProgress.silent());
        ImportRecord kept = catalogue.importRecord("table").orElseThrow();
        assertThat(kept.command()).isEqualTo(command);
        assertThat(kept.split()).isEqualTo("train=0-2,test=2-3");
        assertThat(kept.bytes()).isBetween(24L, 4_096L);
        assertThat(catalogue.importRecord("ring8")).isEmpty();
        assertThat(catalogue.importRecord("gone")).isEmpty();
    }

    private static long total(Spread spread) {
        return spread.below()
                + spread.above()
                + spread.counts().stream().mapToLong(Long::longValue).sum();
    }
}

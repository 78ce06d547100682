package org.genera.server.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.genera.run.spec.SweepSpec.Search;
import org.genera.spi.Hyperparameter;
import org.genera.spi.InvalidValueException;
import org.junit.jupiter.api.Test;

class RandomSearchTest {
    private static final List<Hyperparameter<?>> SCHEMA = List.of(
            new Hyperparameter.RealValue("rate", "Help.", "", 1, 0, 10, true),
            new Hyperparameter.IntegerValue("width", "Help.", "", 8, 1, 1_000),
            new Hyperparameter.ChoiceValue("mode", "Help.", "a", List.of("a", "b")));

    private static Map<String, Object> range(Object from, Object to, String scale) {
        return Map.of("from", from, "to", to, "scale", scale);
    }

    private static List<Map<String, Object>> draw(Map<String, Object> given, int count, long seed) {
        return RandomSearch.combinations(SCHEMA, given, new Search(Search.Kind.RANDOM, count, seed), 0);
    }

    private static List<Object> grid(Object from, Object to, String scale, Object count, String name) {
        Map<String, Object> range = new LinkedHashMap<>(range(from, to, scale));
        range.put("count", count);
        return ValueGrid.combinations(SCHEMA, Map.of(name, range), 500).stream()
                .map(each -> each.get(name))
                .toList();
    }

    @Test
    void a_linear_range_has_equal_differences_and_a_logarithmic_one_equal_factors() {
        assertThat(grid(0, 1, "linear", 5, "rate")).containsExactly(0.0, 0.25, 0.5, 0.75, 1.0);
        assertThat(grid(1e-4, 1e-1, "log", 4, "rate")).containsExactly(1e-4, 1e-3, 1e-2, 1e-1);
        assertThat(grid(0, 1, "linear", 4, "rate")).containsExactly(0.0, 0.333333, 0.666667, 1.0);
    }

    @Test
    void integers_of_a_range_are_rounded_and_occur_once() {
        assertThat(grid(1, 4, "linear", 10, "width")).containsExactly(1L, 2L, 3L, 4L);
        assertThat(grid(8, 512, "log", 7, "width")).containsExactly(8L, 16L, 32L, 64L, 128L, 256L, 512L);
    }

    @Test
    void a_range_that_is_none_is_refused_with_its_field() {
        assertThatThrownBy(() -> grid(1, 1, "linear", 3, "rate")).hasMessageStartingWith("rate.to: expected a number");
        assertThatThrownBy(() -> grid(0, 1, "log", 3, "rate")).hasMessageStartingWith("rate.from: expected a number");
        assertThatThrownBy(() -> grid(1, 2, "cubic", 3, "rate")).hasMessageStartingWith("rate.scale: ");
        assertThatThrownBy(() -> grid(1, 2, "linear", 1, "rate")).hasMessageStartingWith("rate.count: ");
        assertThatThrownBy(() -> grid(1, 20, "linear", 3, "rate"))
                .hasMessageStartingWith("rate.to: expected a number from");
        assertThatThrownBy(() -> grid(1.5, 2, "linear", 3, "width"))
                .hasMessageStartingWith("width.from: expected an integer");
        assertThatThrownBy(() -> ValueGrid.combinations(SCHEMA, Map.of("rate", range(1, 2, "linear")), 9))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("rate.count: expected an integer from 2 to 500, got nothing");
        assertThatThrownBy(() -> ValueGrid.combinations(SCHEMA, Map.of("rate", Map.of("from", 1, "till", 2)), 9))
                .hasMessageContaining("till");
    }

    @Test
    void draws_are_a_function_of_the_seed_and_of_the_place_of_the_item() {
        Map<String, Object> given = Map.of("rate", range(0.01, 1, "log"), "width", List.of(4, 8, 16));
        Map<String, Object> turned = new LinkedHashMap<>();
        turned.put("width", List.of(4, 8, 16));
        turned.put("rate", range(0.01, 1, "log"));

        assertThat(draw(given, 20, 5)).isEqualTo(draw(turned, 20, 5)).isNotEqualTo(draw(given, 20, 6));
        assertThat(RandomSearch.combinations(SCHEMA, given, new Search(Search.Kind.RANDOM, 20, 5), 1))
                .isNotEqualTo(draw(given, 20, 5));
        assertThat(draw(given, 30, 5).subList(0, 20)).isEqualTo(draw(given, 20, 5));
    }

    @Test
    void draws_stay_in_their_range_and_spread_over_its_scale() {
        List<Double> rates = draw(Map.of("rate", range(0.001, 1, "log")), 500, 2).stream()
                .map(each -> (Double) each.get("rate"))
                .toList();

        assertThat(rates).allMatch(rate -> rate >= 0.001 && rate <= 1);
        for (double decade : new double[] {0.001, 0.01, 0.1}) {
            assertThat(rates.stream()
                            .filter(rate -> rate >= decade && rate < 10 * decade)
                            .count())
                    .isBetween(130L, 200L);
        }
        List<Object> widths = IntStream.range(0, 200)
                .mapToObj(seed -> draw(Map.of("width", range(1, 4, "linear")), 1, seed)
                        .get(0)
                        .get("width"))
                .toList();
        assertThat(widths).contains(1L, 2L, 3L, 4L);
        assertThat(widths.stream().filter(width -> width.equals(1L)).count()).isBetween(25L, 80L);
    }

    @Test
    void combinations_are_different_and_where_there_are_no_more_all_of_them() {
        Map<String, Object> given = Map.of("mode", List.of("a", "b"), "width", range(1, 5, "linear"));

        assertThat(draw(given, 9, 1)).hasSize(9).doesNotHaveDuplicates();
        assertThat(draw(given, 500, 1)).hasSize(10).doesNotHaveDuplicates();
        assertThat(draw(Map.of(), 7, 1)).containsExactly(Map.of());
    }
}

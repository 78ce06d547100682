package org.genera.server.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.genera.spi.Hyperparameter;
import org.genera.spi.InvalidValueException;
import org.junit.jupiter.api.Test;

class ValueGridTest {
    private static final List<Hyperparameter<?>> SCHEMA = List.of(
            new Hyperparameter.RealValue("rate", "Help.", "", 1, 0, 10, false),
            new Hyperparameter.IntegersValue("widths", "Help.", "", List.of(1L), 1, 99, 1, 3));

    @Test
    void single_values_make_one_combination() {
        assertThat(grid(Map.of("rate", 2.0, "widths", List.of(4, 5)))).hasSize(1);
        assertThat(grid(Map.of())).containsExactly(Map.of());
    }

    @Test
    void every_combination_occurs_once_with_the_last_name_varying_fastest() {
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("rate", List.of(1, 2, 2));
        given.put("widths", List.of(List.of(4), List.of(5)));

        assertThat(grid(given))
                .containsExactly(
                        Map.of("rate", 1, "widths", List.of(4)),
                        Map.of("rate", 1, "widths", List.of(5)),
                        Map.of("rate", 2, "widths", List.of(4)),
                        Map.of("rate", 2, "widths", List.of(5)));
    }

    @Test
    void nothing_to_vary_and_too_much_to_vary_are_refused() {
        assertThatThrownBy(() -> grid(Map.of("rate", List.of())))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("rate: expected at least one value, got an empty list");
        assertThatThrownBy(() -> ValueGrid.combinations(SCHEMA, Map.of("rate", List.of(1, 2, 3)), 2))
                .hasMessageContaining("at most 2 runs");
    }

    private static List<Map<String, Object>> grid(Map<String, Object> given) {
        return ValueGrid.combinations(SCHEMA, given, 100);
    }
}

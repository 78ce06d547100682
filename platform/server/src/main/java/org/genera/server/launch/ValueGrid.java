package org.genera.server.launch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.genera.spi.Hyperparameter;
import org.genera.spi.InvalidValueException;

/** Every combination of varied values. */
final class ValueGrid {

    private ValueGrid() {}

    /**
     * The combinations in the order of the given lists, the last name varying fastest.
     *
     * @param schema of the variant
     * @param given a list where the schema wants a single value, or a list of lists where it wants a list, is varied
     * @throws InvalidValueException for an empty list, or more than {@code atMost} combinations
     */
    static List<Map<String, Object>> combinations(List<Hyperparameter> schema, Map<String, Object> given, int atMost) {
        List<Map<String, Object>> combinations = new ArrayList<>(List.of(Map.of()));
        for (Map.Entry<String, Object> entry : given.entrySet()) {
            List<?> choices = choices(schema, entry.getKey(), entry.getValue());
            if ((long) combinations.size() * choices.size() > atMost) {
                throw new InvalidValueException(
                        entry.getKey(), "at most " + atMost + " runs in one launch", "more combinations than that");
            }
            List<Map<String, Object>> longer = new ArrayList<>();
            for (Map<String, Object> combination : combinations) {
                for (Object choice : choices) {
                    Map<String, Object> next = new LinkedHashMap<>(combination);
                    next.put(entry.getKey(), choice);
                    longer.add(next);
                }
            }
            combinations = longer;
        }
        return combinations;
    }

    private static List<?> choices(List<Hyperparameter> schema, String name, Object value) {
        if (!(value instanceof List<?> list) || !varied(schema, name, list)) {
            return List.of(value);
        }
        if (list.isEmpty()) {
            throw new InvalidValueException(name, "at least one value", "an empty list");
        }
        // The same value twice would be the same run twice.
        Set<Object> distinct = new LinkedHashSet<>(list);
        return List.copyOf(distinct);
    }

    private static boolean varied(List<Hyperparameter> schema, String name, List<?> list) {
        boolean wantsList = schema.stream()
                .anyMatch(each -> each.name().equals(name) && each instanceof Hyperparameter.IntegersValue);
        return !wantsList || list.stream().anyMatch(List.class::isInstance);
    }
}

package org.genera.server.launch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.genera.spi.Hyperparameter;
import org.genera.spi.InvalidValueException;

/** Every combination of varied values. */
final class ValueGrid {

    private ValueGrid() {}

    /**
     * The combinations in the order of the given names, the last name varying fastest.
     *
     * @param schema of the variant
     * @param given as {@link Choices#of} reads it
     * @throws InvalidValueException for an empty list, a range that is none, or more than {@code atMost} combinations
     */
    static List<Map<String, Object>> combinations(
            List<Hyperparameter<?>> schema, Map<String, Object> given, int atMost) {
        List<Map<String, Object>> combinations = new ArrayList<>(List.of(Map.of()));
        for (Map.Entry<String, Object> entry : given.entrySet()) {
            List<?> choices =
                    Choices.of(schema, entry.getKey(), entry.getValue()).spread();
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
}

package org.genera.server.launch;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.genera.spi.Hyperparameter;
import org.genera.spi.InvalidValueException;

/** What a launch allows for one hyperparameter. */
sealed interface Choices permits Choices.Listed, NumberRange {

    /** Values for a grid. */
    List<?> spread();

    /** One value, by as many numbers of the generator as the kind of choices needs. */
    Object draw(Random random);

    /** How many different values can be drawn; empty where they are a continuum. */
    OptionalLong size();

    /**
     * Reads what was given.
     *
     * @param schema of the variant; a name that it does not know is refused later, with the known ones
     * @param given a single value; a list where the schema wants a single value, or a list of lists where it wants a
     *     list; or {@code {from, to, scale, count}} for a number
     * @throws InvalidValueException for an empty list and for a range that is none
     */
    static Choices of(List<Hyperparameter<?>> schema, String name, Object given) {
        if (given instanceof Map<?, ?> range) {
            for (Hyperparameter<?> each : schema) {
                if (each.name().equals(name)
                        && (each instanceof Hyperparameter.IntegerValue || each instanceof Hyperparameter.RealValue)) {
                    return NumberRange.of(each, range);
                }
            }
        }
        if (!(given instanceof List<?> list) || !varied(schema, name, list)) {
            return new Listed(List.of(given));
        }
        if (list.isEmpty()) {
            throw new InvalidValueException(name, "at least one value", "an empty list");
        }
        // The same value twice would be the same run twice.
        return new Listed(List.copyOf(new LinkedHashSet<>(list)));
    }

    private static boolean varied(List<Hyperparameter<?>> schema, String name, List<?> list) {
        boolean wantsList = schema.stream()
                .anyMatch(each -> each.name().equals(name) && each instanceof Hyperparameter.IntegersValue);
        return !wantsList || list.stream().anyMatch(List.class::isInstance);
    }

    /** One or several values. */
    record Listed(List<?> spread) implements Choices {
        @Override
        public Object draw(Random random) {
            return spread.get(random.nextInt(spread.size()));
        }

        @Override
        public OptionalLong size() {
            return OptionalLong.of(spread.size());
        }
    }
}

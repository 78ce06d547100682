package org.genera.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value for each entry of a schema, in canonical form and in the schema's order. Immutable. */
public final class Values {
    private final Map<String, Object> byName;

    private Values(Map<String, Object> byName) {
        this.byName = Collections.unmodifiableMap(byName);
    }

    /**
     * Checks what is given against the schema and fills in defaults for the rest.
     *
     * @throws InvalidValueException for the first value that is not accepted, or a name that the schema does not know
     */
    public static Values of(List<? extends Hyperparameter<?>> schema, Map<String, ?> given) {
        Map<String, Object> byName = new LinkedHashMap<>();
        for (Hyperparameter<?> hyperparameter : schema) {
            Object value = given.get(hyperparameter.name());
            byName.put(
                    hyperparameter.name(),
                    value == null ? hyperparameter.defaultValue() : hyperparameter.accept(value));
        }
        for (String name : given.keySet()) {
            if (!byName.containsKey(name)) {
                throw new InvalidValueException(
                        name,
                        byName.isEmpty() ? "no values at all" : "one of " + String.join(", ", byName.keySet()),
                        "the unknown name \"" + name + "\"");
            }
        }
        return new Values(byName);
    }

    /** The default of every entry. */
    public static Values defaults(List<? extends Hyperparameter<?>> schema) {
        return of(schema, Map.of());
    }

    /** All values by name. */
    public Map<String, Object> asMap() {
        return byName;
    }

    /**
     * The value of a hyperparameter.
     *
     * @throws IllegalArgumentException if the schema has none of its name
     */
    public <T> T get(Hyperparameter<T> hyperparameter) {
        Object value = byName.get(hyperparameter.name());
        if (value == null) {
            throw new IllegalArgumentException("expected one of " + byName.keySet() + ", got the hyperparameter "
                    + hyperparameter.name() + ", which the variant does not declare");
        }
        return hyperparameter.accept(value);
    }

    /** A value that is used as the size of an array or a count. */
    public int count(Hyperparameter<Long> hyperparameter) {
        return Math.toIntExact(get(hyperparameter));
    }

    /** Values that are used as sizes, such as the widths of layers. */
    public List<Integer> counts(Hyperparameter<List<Long>> hyperparameter) {
        return get(hyperparameter).stream().map(Math::toIntExact).toList();
    }

    /** Whether the schema has the hyperparameter: a variant may leave out what its kin have. */
    public boolean has(Hyperparameter<?> hyperparameter) {
        return byName.containsKey(hyperparameter.name());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Values values && byName.equals(values.byName);
    }

    @Override
    public int hashCode() {
        return byName.hashCode();
    }

    @Override
    public String toString() {
        return byName.toString();
    }
}

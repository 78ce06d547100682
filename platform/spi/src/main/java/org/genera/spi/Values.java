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
    public static Values of(List<Hyperparameter> schema, Map<String, ?> given) {
        Map<String, Object> byName = new LinkedHashMap<>();
        for (Hyperparameter hyperparameter : schema) {
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
    public static Values defaults(List<Hyperparameter> schema) {
        return of(schema, Map.of());
    }

    /** All values by name. */
    public Map<String, Object> asMap() {
        return byName;
    }

    public long integer(String name) {
        return (Long) get(name);
    }

    /** A value that is used as a Java array size or count. */
    public int count(String name) {
        return Math.toIntExact(integer(name));
    }

    public double real(String name) {
        return (Double) get(name);
    }

    public String choice(String name) {
        return (String) get(name);
    }

    public boolean flag(String name) {
        return (Boolean) get(name);
    }

    public int[] integers(String name) {
        return ((List<?>) get(name))
                .stream().mapToInt(each -> Math.toIntExact((Long) each)).toArray();
    }

    private Object get(String name) {
        Object value = byName.get(name);
        if (value == null) {
            throw new IllegalArgumentException("expected one of " + byName.keySet() + ", got " + name);
        }
        return value;
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

package org.genera.server.launch;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.genera.run.spec.SweepSpec;
import org.genera.spi.Hyperparameter;

/**
 * Combinations of values drawn at random (Bergstra and Bengio 2012): a pure function of the seed, the place of the item
 * in the launch, and the choices. {@link Random} is used because its algorithm is part of Java's specification.
 */
final class RandomSearch {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    /** Draws for each wanted combination, before what is left to find is given up as too rare. */
    private static final int PATIENCE = 200;

    private RandomSearch() {}

    /**
     * So many different combinations, or all where there are no more.
     *
     * @param schema of the variant; its order is the order of the draws, whatever the order of the request
     * @param given as {@link Choices#of} reads it
     * @param item place of the item in the launch
     */
    static List<Map<String, Object>> combinations(
            List<Hyperparameter<?>> schema, Map<String, Object> given, SweepSpec.Search search, int item) {
        Map<String, Choices> choices = new LinkedHashMap<>();
        for (Hyperparameter<?> each : schema) {
            if (given.containsKey(each.name())) {
                choices.put(each.name(), Choices.of(schema, each.name(), given.get(each.name())));
            }
        }
        // Names that the schema does not know: they are refused with the values.
        given.forEach((name, value) -> choices.putIfAbsent(name, new Choices.Listed(List.of(value))));
        long wanted = Math.min(search.count(), size(choices));
        Random random = new Random(mixed(search.seed() + GOLDEN * (item + 1)));
        Set<Map<String, Object>> found = new LinkedHashSet<>();
        for (long draw = 0; found.size() < wanted && draw < wanted * PATIENCE; draw++) {
            Map<String, Object> combination = new LinkedHashMap<>();
            choices.forEach((name, choice) -> combination.put(name, choice.draw(random)));
            found.add(combination);
        }
        return List.copyOf(found);
    }

    /** The finaliser of SplitMix64 (Steele et al. 2014): {@link Random} begins alike for seeds that are alike. */
    private static long mixed(long seed) {
        long z = (seed ^ (seed >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** How many combinations there are; as good as infinitely many where one choice is a continuum. */
    private static long size(Map<String, Choices> choices) {
        long size = 1;
        for (Choices each : choices.values()) {
            OptionalLong one = each.size();
            if (one.isEmpty() || size > SweepSpec.Search.COUNT_AT_MOST) {
                return Long.MAX_VALUE / 2;
            }
            size *= one.getAsLong();
        }
        return size;
    }
}

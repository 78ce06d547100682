package org.genera.server.launch;

import java.util.List;
import java.util.Map;

/**
 * What a user wants to have launched in an experiment.
 *
 * @param items each with its own values
 * @param seeds each combination of values is run with each
 * @param device {@code auto}, {@code cpu}, {@code gpu:0} …
 */
public record LaunchWish(List<Item> items, List<Long> seeds, String device) {

    /**
     * A variant with values, some of which may be varied.
     *
     * @param values by name of hyperparameter; a list where the schema wants a single value is varied
     */
    public record Item(String family, String variant, Map<String, Object> values) {}
}

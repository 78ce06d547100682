package org.genera.server.launch;

import java.util.List;
import java.util.Map;
import org.genera.run.spec.SweepSpec;
import org.jspecify.annotations.Nullable;

/**
 * What a user wants to have launched in an experiment.
 *
 * @param items each with its own values
 * @param seeds each combination of values is run with each
 * @param device {@code auto}, {@code cpu}, {@code gpu:0} …
 * @param search how varied values are combined
 * @param halving how hopeless runs are stopped early, or null
 */
public record LaunchRequest(
        List<Item> items,
        List<Long> seeds,
        String device,
        SweepSpec.Search search,
        SweepSpec.@Nullable Halving halving) {

    /** Every combination, each trained to its end. */
    public LaunchRequest(List<Item> items, List<Long> seeds, String device) {
        this(items, seeds, device, SweepSpec.Search.grid(), null);
    }

    /**
     * A variant with values, some of which may be varied.
     *
     * @param values by name of hyperparameter; a list where the schema wants a single value, or a range, is
     *     varied
     * @param on the runs that its runs build on, by role
     */
    public record Item(String family, String variant, Map<String, Object> values, Map<String, RunChoice> on) {

        /** One that builds on no other run. */
        public Item(String family, String variant, Map<String, Object> values) {
            this(family, variant, values, Map.of());
        }
    }
}

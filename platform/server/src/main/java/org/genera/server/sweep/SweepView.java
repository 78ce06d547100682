package org.genera.server.sweep;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.genera.run.spec.SweepSpec;
import org.jspecify.annotations.Nullable;

/**
 * A sweep as the OpenAPI document describes it.
 *
 * @param name by ids; pages name it by titles
 * @param seeds with how many each combination is run
 * @param varied names of the hyperparameters that take several values
 * @param runs how many there are
 * @param states how many of them stand where
 * @param expectedMillisLeft of training, one run after the other; null where nothing like it has been run
 * @param stopped whether somebody has stopped it
 * @param held why nobody is let go or stopped at a rung any more; null where all is well
 * @param chosenOn on what those that go on are chosen, {@code validation} or {@code test}; null where nothing is, or by cost
 * @param notJudged where nobody had what is chosen by; null where all is well
 */
public record SweepView(
        String id,
        String experimentId,
        Instant createdAt,
        String name,
        List<Trained> variants,
        int seeds,
        SweepSpec.Search search,
        SweepSpec.@Nullable Halving halving,
        List<String> varied,
        int runs,
        Map<String, Integer> states,
        @Nullable Long expectedMillisLeft,
        boolean stopped,
        @Nullable String held,
        @Nullable String chosenOn,
        @Nullable String notJudged) {

    /** A variant that takes part. */
    public record Trained(String family, String variant) {}
}

package org.genera.db.experiments;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.genera.run.spec.ExperimentSpec;
import org.jspecify.annotations.Nullable;

/**
 * An experiment as lists show it. Deleted runs are not counted.
 *
 * @param deletedAt when it was marked as deleted
 * @param families of its runs, in the order of the alphabet
 * @param runsByState how many runs are in each state that occurs, by {@link org.genera.run.RunState#word()}
 */
public record ExperimentRow(
        ExperimentSpec spec, @Nullable Instant deletedAt, List<String> families, Map<String, Integer> runsByState) {}

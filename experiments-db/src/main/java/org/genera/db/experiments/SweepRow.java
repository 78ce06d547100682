package org.genera.db.experiments;

import java.time.Instant;
import java.util.Map;
import org.genera.run.spec.SweepSpec;
import org.jspecify.annotations.Nullable;

/**
 * A sweep as lists show it.
 *
 * @param stoppedAt when somebody stopped it
 * @param runsByState how many of its runs, without the deleted ones, stand where
 */
public record SweepRow(SweepSpec spec, @Nullable Instant stoppedAt, Map<String, Integer> runsByState) {}

package org.genera.db;

import org.genera.run.SampleSet;
import org.jspecify.annotations.Nullable;

/**
 * A sample set of a run.
 *
 * @param request id of the wish it answers; absent for sets of the protocol
 */
public record StoredSampleSet(SampleSet set, @Nullable String request) {}

package org.genera.db.runs;

import org.genera.run.journal.SampleSet;
import org.jspecify.annotations.Nullable;

/**
 * A sample set of a run.
 *
 * @param request id of the request it answers; absent for sets of the protocol
 */
public record StoredSampleSet(SampleSet set, @Nullable String request) {}

package org.genera.db;

import java.util.List;
import java.util.Optional;

/** See the methods. Thread-safe. */
public final class SampleSets {
    public List<StoredSampleSet> ofRun(String runId) {
        throw new UnsupportedOperationException("being written");
    }

    public Optional<StoredSampleSet> find(String runId, String setId) {
        throw new UnsupportedOperationException("being written");
    }
}

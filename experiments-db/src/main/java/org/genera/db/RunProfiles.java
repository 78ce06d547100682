package org.genera.db;

import java.util.List;

/** See the methods. Thread-safe. */
public final class RunProfiles {
    public List<StoredProfile> ofRun(String runId) {
        throw new UnsupportedOperationException("being written");
    }
}

package org.genera.db;

import java.time.Instant;
import java.util.Optional;
import org.genera.run.ExperimentSpec;
import org.jspecify.annotations.Nullable;

/** See the methods. Thread-safe. */
public final class Experiments {
    public void insert(ExperimentSpec spec) {
        throw new UnsupportedOperationException("being written");
    }

    public ExperimentRow change(String id, @Nullable String name, @Nullable String note) {
        throw new UnsupportedOperationException("being written");
    }

    public void markDeleted(String id, Instant at) {
        throw new UnsupportedOperationException("being written");
    }

    public void restore(String id) {
        throw new UnsupportedOperationException("being written");
    }

    public Optional<ExperimentRow> find(String id) {
        throw new UnsupportedOperationException("being written");
    }

    public Page<ExperimentRow> page(ExperimentQuery query) {
        throw new UnsupportedOperationException("being written");
    }
}

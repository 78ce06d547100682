package org.genera.db;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.genera.run.RunSignal;
import org.genera.run.RunSpec;
import org.genera.run.RunState;
import org.jspecify.annotations.Nullable;

/** See the methods. Thread-safe. */
public final class Runs {
    public void insert(RunSpec spec, String group, RunState state) {
        throw new UnsupportedOperationException("being written");
    }

    public Optional<RunRow> find(String id) {
        throw new UnsupportedOperationException("being written");
    }

    public Optional<RunRow> findWithMetrics(String id) {
        throw new UnsupportedOperationException("being written");
    }

    public Page<RunRow> page(RunQuery query) {
        throw new UnsupportedOperationException("being written");
    }

    public List<RunRow> unfinished() {
        throw new UnsupportedOperationException("being written");
    }

    public RunRow signal(String id, RunSignal signal) {
        throw new UnsupportedOperationException("being written");
    }

    public void assignDevice(String id, @Nullable String device) {
        throw new UnsupportedOperationException("being written");
    }

    public void markDeleted(String id, Instant at) {
        throw new UnsupportedOperationException("being written");
    }

    public void restore(String id) {
        throw new UnsupportedOperationException("being written");
    }
}

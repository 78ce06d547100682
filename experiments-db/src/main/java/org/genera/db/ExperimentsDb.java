package org.genera.db;

import java.nio.file.Path;
import org.genera.run.Home;

/** The database. Thread-safe. */
public final class ExperimentsDb implements AutoCloseable {
    private ExperimentsDb() {}

    public static ExperimentsDb open(String jdbcUrl) {
        throw new UnsupportedOperationException("being written");
    }

    public static String h2Url(Path folder) {
        throw new UnsupportedOperationException("being written");
    }

    public Experiments experiments() {
        throw new UnsupportedOperationException("being written");
    }

    public Runs runs() {
        throw new UnsupportedOperationException("being written");
    }

    public MetricHistory metrics() {
        throw new UnsupportedOperationException("being written");
    }

    public SampleSets sampleSets() {
        throw new UnsupportedOperationException("being written");
    }

    public RunProfiles profiles() {
        throw new UnsupportedOperationException("being written");
    }

    public Ingest ingest() {
        throw new UnsupportedOperationException("being written");
    }

    public void rebuild(Home home) {
        throw new UnsupportedOperationException("being written");
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException("being written");
    }
}

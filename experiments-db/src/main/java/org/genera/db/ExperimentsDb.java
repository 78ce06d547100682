package org.genera.db;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.genera.db.connection.Connections;
import org.genera.db.connection.Database;
import org.genera.db.experiments.Experiments;
import org.genera.db.experiments.Sweeps;
import org.genera.db.ingest.Ingest;
import org.genera.db.ingest.Rebuild;
import org.genera.db.runs.Bin;
import org.genera.db.runs.Evaluations;
import org.genera.db.runs.Notices;
import org.genera.db.runs.RunProfiles;
import org.genera.db.runs.Runs;
import org.genera.db.runs.SampleSets;
import org.genera.db.runs.Stages;
import org.genera.db.series.MetricHistory;
import org.genera.run.home.Home;

/**
 * The database of experiments and runs. It may be deleted at any time while no server runs: {@link #rebuild} and the
 * journals bring it back.
 *
 * <p>Thread-safe, as is everything it hands out. One process owns it.
 */
public final class ExperimentsDb implements AutoCloseable {
    /** H2 keeps read pages in the heap up to this many KiB; by default it would take what a large heap offers. */
    private static final int CACHE_KIB = 4_096;

    private final Connections connections;
    private final Database database;
    private final Experiments experiments;
    private final Runs runs;
    private final Sweeps sweeps;
    private final MetricHistory metrics;
    private final SampleSets sampleSets;
    private final RunProfiles profiles;
    private final Evaluations evaluations;
    private final Notices notices;
    private final Stages stages;
    private final Ingest ingest;
    private final Bin bin;

    private ExperimentsDb(Connections connections) {
        this.connections = connections;
        database = new Database(connections);
        experiments = new Experiments(database);
        runs = new Runs(database);
        sweeps = new Sweeps(database);
        metrics = new MetricHistory(database);
        sampleSets = new SampleSets(database);
        profiles = new RunProfiles(database);
        evaluations = new Evaluations(database);
        notices = new Notices(database);
        stages = new Stages(database);
        ingest = new Ingest(database);
        bin = new Bin(database);
    }

    /**
     * Opens the database, makes it if it is missing, and brings its tables up to date.
     *
     * @param jdbcUrl {@code jdbc:h2:…} or {@code jdbc:postgresql:…}
     * @throws IllegalArgumentException for any other address
     * @throws IllegalStateException if it cannot be opened, saying why
     */
    public static ExperimentsDb open(String jdbcUrl) {
        return new ExperimentsDb(Connections.open(jdbcUrl));
    }

    /** The address with a password that is kept elsewhere; our messages never show it. */
    public static String withPassword(String jdbcUrl, String password) {
        if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("expected the address of a PostgreSQL database for the password, got \""
                    + Connections.withoutPassword(jdbcUrl) + "\"");
        }
        return jdbcUrl + (jdbcUrl.contains("?") ? "&" : "?") + "password="
                + URLEncoder.encode(password, StandardCharsets.UTF_8);
    }

    /** The address of the H2 database in the folder. */
    public static String h2Url(Path folder) {
        String file = folder.toAbsolutePath().resolve("genera").toString().replace('\\', '/');
        if (file.contains(";")) {
            throw new IllegalArgumentException("expected a folder whose path holds no semicolon, because H2 takes what"
                    + " follows it for a setting, got " + folder);
        }
        // The server closes the database itself; H2's own shutdown hook would race with it.
        return "jdbc:h2:file:" + file + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;CACHE_SIZE=" + CACHE_KIB;
    }

    public Experiments experiments() {
        return experiments;
    }

    public Runs runs() {
        return runs;
    }

    public Sweeps sweeps() {
        return sweeps;
    }

    public MetricHistory metrics() {
        return metrics;
    }

    public SampleSets sampleSets() {
        return sampleSets;
    }

    public RunProfiles profiles() {
        return profiles;
    }

    public Evaluations evaluations() {
        return evaluations;
    }

    public Notices notices() {
        return notices;
    }

    public Stages stages() {
        return stages;
    }

    public Ingest ingest() {
        return ingest;
    }

    public Bin bin() {
        return bin;
    }

    /** What of the home folder is missing here, to be taken in before anything is launched. */
    public Rebuild rebuild(Home home) {
        return new Rebuild(database, home);
    }

    /** See {@link Connections#retire}. */
    void retireConnections() {
        connections.retire();
    }

    @Override
    public void close() {
        connections.close();
    }
}

package org.genera.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.Locale;
import org.flywaydb.core.Flyway;
import org.genera.run.Home;
import org.jdbi.v3.core.Jdbi;

/**
 * The database of experiments and runs. It may be deleted at any time while no server runs: {@link #rebuild} and the
 * journals bring it back.
 *
 * <p>Thread-safe, as is everything it hands out. One process owns it.
 */
public final class ExperimentsDb implements AutoCloseable {
    /** H2 keeps read pages in the heap up to this many KiB; by default it would take what a large heap offers. */
    private static final int CACHE_KIB = 4_096;

    private final HikariDataSource pool;
    private final Experiments experiments;
    private final Runs runs;
    private final Sweeps sweeps;
    private final MetricHistory metrics;
    private final SampleSets sampleSets;
    private final RunProfiles profiles;
    private final Evaluations evaluations;
    private final Ingest ingest;

    private ExperimentsDb(HikariDataSource pool) {
        this.pool = pool;
        Database database = new Database(Jdbi.create(pool));
        experiments = new Experiments(database);
        runs = new Runs(database);
        sweeps = new Sweeps(database);
        metrics = new MetricHistory(database);
        sampleSets = new SampleSets(database);
        profiles = new RunProfiles(database);
        evaluations = new Evaluations(database);
        ingest = new Ingest(database);
    }

    /**
     * Opens the database, makes it if it is missing, and brings its tables up to date.
     *
     * @param jdbcUrl {@code jdbc:h2:…} or {@code jdbc:postgresql:…}
     * @throws IllegalArgumentException for any other address
     * @throws IllegalStateException if it cannot be opened, saying why
     */
    public static ExperimentsDb open(String jdbcUrl) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("genera-db");
        config.setJdbcUrl(withSafeCommits(jdbcUrl));
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(10_000);
        HikariDataSource pool;
        try {
            pool = new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw cannotOpen(jdbcUrl, e);
        }
        try {
            Flyway.configure(ExperimentsDb.class.getClassLoader())
                    .dataSource(pool)
                    .locations("classpath:org/genera/db/migration")
                    .load()
                    .migrate();
            return new ExperimentsDb(pool);
        } catch (RuntimeException e) {
            pool.close();
            throw cannotOpen(jdbcUrl, e);
        }
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

    static String withSafeCommits(String jdbcUrl) {
        if (jdbcUrl.startsWith("jdbc:postgresql:")) {
            return jdbcUrl;
        }
        if (jdbcUrl.startsWith("jdbc:h2:")) {
            // Without it H2 acknowledges commits that a killed process loses.
            return jdbcUrl.toUpperCase(Locale.ROOT).contains(";WRITE_DELAY=") ? jdbcUrl : jdbcUrl + ";WRITE_DELAY=0";
        }
        throw new IllegalArgumentException("expected the address of a database that starts with jdbc:h2: or"
                + " jdbc:postgresql:, got \"" + withoutPassword(jdbcUrl) + "\"");
    }

    private static IllegalStateException cannotOpen(String jdbcUrl, RuntimeException e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String advice =
                String.valueOf(cause.getMessage()).contains("locked") ? "; is another server running on it?" : "";
        return new IllegalStateException(
                "cannot open the database " + withoutPassword(jdbcUrl) + ": " + cause.getMessage() + advice, e);
    }

    private static String withoutPassword(String jdbcUrl) {
        return jdbcUrl.replaceAll("(?i)(password=)[^&;]*", "$1…").replaceAll("//[^/@]*:[^/@]*@", "//…@");
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

    public Ingest ingest() {
        return ingest;
    }

    /**
     * Inserts experiments, sweeps and runs that lie in the home folder and are missing here; what is here stays as it is. A run
     * that no worker has touched is queued; any other is starting, at offset 0 of its journal, whose events, once
     * ingested, say what became of it. Call it before anything is launched.
     */
    public void rebuild(Home home) {
        new HomeFolder(home).insertMissing(this);
    }

    @Override
    public void close() {
        pool.close();
    }
}

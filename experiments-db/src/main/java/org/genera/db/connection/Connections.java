package org.genera.db.connection;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Locale;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pool of connections to a database whose tables are up to date. H2 closes a database for good when it cannot write,
 * and only a new pool opens it again: the next question after that does. Thread-safe.
 */
public final class Connections implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    private static final long NANOS_BETWEEN_ATTEMPTS = 1_000_000_000;

    private final String jdbcUrl;
    private volatile @Nullable Pool pool;
    private boolean closed;
    private @Nullable UnavailableException refusal;
    private long refusedNanos;

    private record Pool(HikariDataSource source, Jdbi jdbi) {}

    private Connections(String jdbcUrl) {
        this.jdbcUrl = jdbcUrl;
        pool = upToDate(pool());
    }

    /** @throws IllegalStateException if it cannot be opened, saying why */
    public static Connections open(String jdbcUrl) {
        String safe = withSafeCommits(jdbcUrl);
        try {
            return new Connections(safe);
        } catch (RuntimeException e) {
            throw new IllegalStateException(cannotOpen(jdbcUrl, e), e);
        }
    }

    private Pool pool() {
        HikariConfig config = new HikariConfig();
        config.setPoolName("genera-db");
        config.setJdbcUrl(jdbcUrl);
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(10_000);
        HikariDataSource source = new HikariDataSource(config);
        return new Pool(source, Jdbi.create(source));
    }

    private static Pool upToDate(Pool pool) {
        try {
            Flyway.configure(Connections.class.getClassLoader())
                    .dataSource(pool.source())
                    .locations("classpath:org/genera/db/migration")
                    .javaMigrations(new WithoutChecks())
                    .load()
                    .migrate();
            return pool;
        } catch (RuntimeException e) {
            pool.source().close();
            throw e;
        }
    }

    /**
     * Asks the database.
     *
     * @throws UnavailableException if it cannot be asked now
     */
    <T> T ask(Function<Jdbi, T> question) {
        Pool now = opened();
        try {
            return question.apply(now.jdbi());
        } catch (RuntimeException e) {
            Trouble trouble = Trouble.of(e);
            if (trouble == Trouble.ELSEWHERE) {
                throw e;
            }
            if (trouble.closesForGood()) {
                LOG.warn("the database has closed: {}", Trouble.reason(e));
                discard(now);
            }
            throw new UnavailableException(trouble.sentence(e), e);
        }
    }

    private Pool opened() {
        Pool now = pool;
        return now == null ? openAgain() : now;
    }

    private synchronized Pool openAgain() {
        Pool now = pool;
        if (now != null) {
            return now;
        }
        if (closed) {
            throw new IllegalStateException("expected an open database, found it closed");
        }
        if (refusal != null && System.nanoTime() - refusedNanos < NANOS_BETWEEN_ATTEMPTS) {
            throw refusal;
        }
        try {
            now = pool();
        } catch (RuntimeException e) {
            Trouble trouble = Trouble.of(e);
            refusal = new UnavailableException(
                    trouble == Trouble.ELSEWHERE ? cannotOpen(jdbcUrl, e) : trouble.sentence(e), e);
            refusedNanos = System.nanoTime();
            throw refusal;
        }
        LOG.info("the database is open again");
        refusal = null;
        pool = now;
        return now;
    }

    private synchronized void discard(Pool broken) {
        if (pool == broken) {
            pool = null;
            broken.source().close();
        }
    }

    /** Lets go of every connection that nobody uses, as the pool does with those that are old. */
    public void retire() {
        opened().source().getHikariPoolMXBean().softEvictConnections();
    }

    @Override
    public synchronized void close() {
        closed = true;
        Pool now = pool;
        pool = null;
        if (now != null) {
            now.source().close();
        }
    }

    public static String withSafeCommits(String jdbcUrl) {
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

    private static String cannotOpen(String jdbcUrl, RuntimeException e) {
        String reason = Trouble.reason(e);
        String advice = "";
        if (reason.contains("locked")) {
            advice = "; is another server running on it?";
        } else if (Trouble.of(e) == Trouble.FULL_DISK) {
            advice = "; the disk is full, free some space and start again";
        } else if (reason.contains("corrupt")) {
            advice = "; move its files away and start again: it is rebuilt from the directories of the runs";
        }
        return "cannot open the database " + withoutPassword(jdbcUrl) + ": " + reason + advice;
    }

    public static String withoutPassword(String jdbcUrl) {
        return jdbcUrl.replaceAll("(?i)(password=)[^&;]*", "$1…").replaceAll("//[^/@]*:[^/@]*@", "//…@");
    }
}

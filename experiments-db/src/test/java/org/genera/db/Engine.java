package org.genera.db;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

/** The engines on which every test runs. */
public enum Engine {
    H2 {
        @Override
        public Place place(Path folder) {
            return new Place(ExperimentsDb.h2Url(folder), () -> {});
        }
    },
    POSTGRES {
        @Override
        public Place place(Path folder) throws SQLException {
            String url = System.getenv("GENERA_TEST_POSTGRES");
            assumeTrue(
                    url != null && !url.isBlank(),
                    "left out: set GENERA_TEST_POSTGRES to a URL such as"
                            + " jdbc:postgresql://localhost/genera?user=genera&password=genera");
            String schema = "test_" + UUID.randomUUID().toString().replace("-", "");
            execute(url, "create schema " + schema);
            return new Place(
                    url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema,
                    () -> execute(url, "drop schema " + schema + " cascade"));
        }
    };

    /** An empty database; closing it removes what the engine keeps outside the folder. */
    public abstract Place place(Path folder) throws SQLException;

    public record Place(String url, Removal removal) implements AutoCloseable {
        @Override
        public void close() throws SQLException {
            removal.remove();
        }
    }

    interface Removal {
        void remove() throws SQLException;
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.createStatement().execute(sql);
        }
    }
}

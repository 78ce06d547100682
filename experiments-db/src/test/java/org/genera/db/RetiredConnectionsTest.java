package org.genera.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.genera.db.connection.Connections;
import org.genera.run.Json;
import org.genera.run.RunSignal;
import org.genera.run.RunState;
import org.genera.run.spec.RunSpec;
import org.junit.jupiter.api.Test;

/** Nothing in the schema may depend on the connection that made a table, nor on the version that made the home. */
class RetiredConnectionsTest extends OnEachEngine {

    /** Everything that a day brings, each deed over a connection of its own while another keeps the database open. */
    @Test
    void a_new_home_works_when_every_connection_is_retired_at_once() throws Exception {
        try (Connection keepsOpen = DriverManager.getConnection(Connections.withSafeCommits(place.url()))) {
            db.retireConnections();
            db.experiments().insert(Example.experiment("a", "A", "", 0));
            db.retireConnections();
            db.sweeps().insert(Example.sweep("s", "a", 1));
            for (String run : List.of("one", "two")) {
                RunSpec spec = Example.run(run, "a", "vae", 1, 1);
                db.retireConnections();
                db.runs().insert(spec, spec.group(), new RunState.Queued(spec.createdAt()));
                db.retireConnections();
                db.runs().signal(run, new RunSignal.Launched(T0, 7));
                db.retireConnections();
                new JournalFile(folder.resolve(run + ".jsonl"))
                        .write(
                                seq -> Example.started(seq, 0, 0),
                                seq -> Example.losses(seq, 1, 1_400),
                                seq -> Example.evaluated(seq, 1_400, -3),
                                seq -> Example.sampled(seq, 1_400),
                                seq -> Example.profiled(seq, 1_400),
                                seq -> Example.finished(seq, 1_400))
                        .feed(db, run, 700);
            }
            db.retireConnections();

            assertThat(db.runs().findWithMetrics("two").orElseThrow().metrics()).hasSize(2);
            assertThat(keepsOpen.isClosed()).isFalse();
        }
    }

    @Test
    void a_home_of_the_version_before_is_brought_up_to_date_with_its_rows() throws Exception {
        db.close();
        place.close();
        place = engine.place(folder.resolve("old"));
        Flyway.configure()
                .dataSource(place.url(), null, null)
                .locations("classpath:org/genera/db/migration")
                .target("4")
                .load()
                .migrate();
        try (Connection old = DriverManager.getConnection(place.url())) {
            old.createStatement().execute("""
                    insert into experiment (id, name, note, spec, created_at)
                    values ('a', 'A', '', '%s', current_timestamp)""".formatted(Json.write(Example.experiment("a", "A", "", 0))));
        }

        db = ExperimentsDb.open(place.url());

        assertThat(db.experiments().find("a")).isPresent();
        assertThat(checks()).isEmpty();
        db.retireConnections();
        RunSpec spec = Example.run("r", "a", "vae", 1, 1);
        db.runs().insert(spec, spec.group(), new RunState.Queued(spec.createdAt()));
        assertThat(db.runs().find("r")).isPresent();
    }

    private List<String> checks() throws Exception {
        List<String> checks = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(place.url());
                ResultSet found = connection.createStatement().executeQuery("""
                        select check_clause from information_schema.check_constraints
                        where constraint_schema = current_schema and check_clause not like '%IS NOT NULL'""")) {
            while (found.next()) {
                checks.add(found.getString(1));
            }
        }
        return checks;
    }
}

package org.genera.db.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genera.db.Example.evaluated;
import static org.genera.db.Example.evaluatedAgain;
import static org.genera.db.Example.finished;
import static org.genera.db.Example.losses;
import static org.genera.db.Example.profiled;
import static org.genera.db.Example.sampled;
import static org.genera.db.Example.started;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.genera.db.Example;
import org.genera.db.JournalFile;
import org.genera.db.OnEachEngine;
import org.genera.run.RunState;
import org.genera.run.spec.RunSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BinTest extends OnEachEngine {

    @BeforeEach
    void insert() throws Exception {
        db.experiments().insert(Example.experiment("a", "A", "", 0));
        db.experiments().insert(Example.experiment("b", "B", "", 1));
        db.sweeps().insert(Example.sweep("s", "a", 1));
        trained(Example.runOf("s", "r1", "a", 1, 1));
        trained(Example.run("r2", "a", "vae", 2, 2));
        trained(Example.run("r3", "b", "vae", 3, 3));
    }

    private void trained(RunSpec spec) throws Exception {
        db.runs().insert(spec, spec.group(), new RunState.Starting(T0, 1));
        new JournalFile(folder.resolve(spec.runId()))
                .write(seq -> started(seq, 0, 0), seq -> losses(seq, 1, 1_400), seq -> evaluated(seq, 1_000, -3))
                .write(seq -> sampled(seq, 1_400), seq -> profiled(seq, 1_400), seq -> finished(seq, 1_400))
                .write(seq -> evaluatedAgain(seq, "again", 1_400, -2))
                .feed(db, spec.runId());
    }

    @Test
    void what_is_deleted_is_listed_and_runs_of_deleted_experiments_are_not_listed_twice() {
        db.runs().markDeleted("r1", T0.plusSeconds(5));
        db.runs().markDeleted("r3", T0.plusSeconds(9));

        assertThat(db.bin().runs()).extracting(row -> row.spec().runId()).containsExactly("r3", "r1");
        assertThat(db.bin().experiments()).isEmpty();

        db.experiments().markDeleted("b", T0.plusSeconds(10));
        assertThat(db.bin().runs()).extracting(row -> row.spec().runId()).containsExactly("r1");
        assertThat(db.bin().experiments()).containsExactly("b");
    }

    @Test
    void a_purged_run_leaves_no_row_and_the_others_untouched() throws Exception {
        Map<String, Integer> before = rows();
        RunRow other = db.runs().findWithMetrics("r2").orElseThrow();

        db.bin().purgeRun("r1");
        db.bin().purgeRun("r1");

        assertThat(db.runs().find("r1")).isEmpty();
        assertThat(db.runs().findWithMetrics("r2")).contains(other);
        assertThat(before).hasSizeGreaterThanOrEqualTo(8);
        rows().forEach((table, count) -> assertThat(count)
                .as(table)
                .isEqualTo(table.matches("experiment|sweep") ? before.get(table) : before.get(table) / 3 * 2));
    }

    @Test
    void a_purged_experiment_takes_its_runs_and_sweeps_along() throws Exception {
        db.bin().purgeExperiment("a");
        db.bin().purgeExperiment("a");

        assertThat(db.experiments().find("a")).isEmpty();
        assertThat(db.sweeps().find("s")).isEmpty();
        assertThat(db.runs().find("r3")).isPresent();

        db.bin().purgeExperiment("b");
        assertThat(rows().values()).containsOnly(0);
    }

    /** Of the experiment and of every table that refers to another, so that a new one is not forgotten. */
    private Map<String, Integer> rows() throws SQLException {
        Map<String, Integer> rows = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(place.url())) {
            for (String table : tables(connection)) {
                try (ResultSet count = connection.createStatement().executeQuery("select count(*) from " + table)) {
                    count.next();
                    rows.put(table.toLowerCase(Locale.ROOT), count.getInt(1));
                }
            }
        }
        return rows;
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet found = connection.getMetaData().getTables(null, connection.getSchema(), "%", null)) {
            while (found.next()) {
                String table = found.getString("TABLE_NAME");
                try (ResultSet keys = connection.getMetaData().getImportedKeys(null, connection.getSchema(), table)) {
                    if (keys.next() || table.equalsIgnoreCase("experiment")) {
                        tables.add(table);
                    }
                }
            }
        }
        return tables;
    }
}

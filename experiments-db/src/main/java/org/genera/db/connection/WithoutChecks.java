package org.genera.db.connection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/**
 * Drops every check of the tables, because H2 binds some to the connection that made the table (see RATIONALE.md). In Java,
 * because each engine gave those of the first version a name of its own.
 */
final class WithoutChecks implements JavaMigration {
    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("5");
    }

    @Override
    public String getDescription() {
        return "without checks";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        for (String drop : drops(connection)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(drop);
            }
        }
    }

    private static List<String> drops(Connection connection) throws SQLException {
        List<String> drops = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                // PostgreSQL counts what must not be null among the checks.
                ResultSet found = statement.executeQuery("""
                        select t.table_name, t.constraint_name from information_schema.table_constraints t
                        join information_schema.check_constraints c
                            on c.constraint_schema = t.constraint_schema and c.constraint_name = t.constraint_name
                        where t.constraint_type = 'CHECK' and t.table_schema = current_schema
                            and c.check_clause not like '%IS NOT NULL'""")) {
            while (found.next()) {
                drops.add(
                        "alter table \"%s\" drop constraint \"%s\"".formatted(found.getString(1), found.getString(2)));
            }
        }
        return drops;
    }
}

package org.genera.db.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.genera.run.Json;
import org.jspecify.annotations.Nullable;

/** How values that SQL does not know lie in columns. */
public final class Columns {

    private Columns() {}

    /** In UTC, cut to the microseconds that both engines keep. */
    public static OffsetDateTime time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    public static @Nullable OffsetDateTime timeOrNull(@Nullable Instant instant) {
        return instant == null ? null : time(instant);
    }

    public static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    public static <T> T json(ResultSet row, String column, Class<T> type) throws SQLException {
        return json(row.getString(column), type);
    }

    public static <T> T json(String text, Class<T> type) {
        try {
            return Json.read(text, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(
                    "cannot read a stored " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }
}

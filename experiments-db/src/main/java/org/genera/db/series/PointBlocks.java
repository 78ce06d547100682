package org.genera.db.series;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;

/** The blocks of points, for those who hold a transaction. */
public final class PointBlocks {
    /** Points in a full block. */
    static final int SIZE = 1_000;

    private static final String INSERT = """
            insert into point_block (series_id, first_step, last_step, points, last_train_millis, first_number,
                last_number, min_number, max_number, non_finite, content)
            values (:series, :firstStep, :lastStep, :points, :lastTrainMillis, :first, :last, :min, :max, :nonFinite,
                :content)""";
    private static final String REPLACE = """
            update point_block set last_step = :lastStep, points = :points, last_train_millis = :lastTrainMillis,
                first_number = :first, last_number = :last, min_number = :min, max_number = :max,
                non_finite = :nonFinite, content = :content
            where series_id = :series and first_step = :firstStep""";

    private final Handle handle;

    public PointBlocks(Handle handle) {
        this.handle = handle;
    }

    /** All that is known of a block without its content. */
    record Header(
            long firstStep,
            long lastStep,
            int points,
            long lastTrainMillis,
            double first,
            double last,
            double min,
            double max,
            int nonFinite) {}

    /** Adds points above all that the series has. */
    public void append(long series, Points points) {
        Points rest = points;
        Optional<Points> open = openBlock(series);
        if (open.isPresent()) {
            int room = Math.min(SIZE - open.get().size(), rest.size());
            bind(handle.createUpdate(REPLACE), series, open.get().plus(rest.slice(0, room)))
                    .execute();
            rest = rest.slice(room, rest.size());
        }
        if (!rest.isEmpty()) {
            insert(Map.of(series, rest));
        }
    }

    /** Adds blocks above all that the series have, whose last blocks are full. */
    public void insert(Map<Long, Points> pointsOfSeries) {
        PreparedBatch batch = handle.prepareBatch(INSERT);
        pointsOfSeries.forEach((series, points) -> {
            for (int from = 0; from < points.size(); from += SIZE) {
                bind(batch, series, points.slice(from, Math.min(from + SIZE, points.size())))
                        .add();
            }
        });
        batch.execute();
    }

    /** The last block, if it is not full. */
    private Optional<Points> openBlock(long series) {
        // Descending keys let H2 read one entry of the index instead of sorting the series.
        return handle.createQuery("""
                        select points, content from point_block where series_id = :series
                        order by series_id desc, first_step desc fetch first 1 row only""")
                .bind("series", series)
                .map((row, context) -> row.getInt("points") < SIZE
                        ? Optional.of(PointCode.decode(row.getBytes("content")))
                        : Optional.<Points>empty())
                .findOne()
                .orElse(Optional.empty());
    }

    /** Drops points above the step and tells what is left. */
    public SeriesStatistics cutAfter(long series, long step) {
        handle.createUpdate("delete from point_block where series_id = :series and first_step > :step")
                .bind("series", series)
                .bind("step", step)
                .execute();
        SeriesStatistics left = SeriesStatistics.NONE;
        for (Header header : headers(series, Long.MIN_VALUE, Long.MAX_VALUE)) {
            Points points = contents(series, List.of(header)).get(header.firstStep());
            if (points != null && header.lastStep() > step) {
                points = points.between(Long.MIN_VALUE, step);
                bind(handle.createUpdate(REPLACE), series, points).execute();
            }
            left = points == null ? left : left.plus(points);
        }
        return left;
    }

    /** Blocks that hold or may hold points from one step to another, both inclusive, in the order of steps. */
    List<Header> headers(long series, long fromStep, long toStep) {
        return handle.createQuery("""
                        select first_step, last_step, points, last_train_millis, first_number, last_number,
                            min_number, max_number, non_finite
                        from point_block where series_id = :series and last_step >= :from and first_step <= :to
                        order by first_step""")
                .bind("series", series)
                .bind("from", fromStep)
                .bind("to", toStep)
                .map((row, context) -> header(row))
                .list();
    }

    /** The last block that begins at a step or before it. */
    Optional<Header> lastUpTo(long series, long step) {
        return handle.createQuery("""
                        select first_step, last_step, points, last_train_millis, first_number, last_number,
                            min_number, max_number, non_finite
                        from point_block where series_id = :series and first_step <= :step
                        order by series_id desc, first_step desc fetch first 1 row only""")
                .bind("series", series)
                .bind("step", step)
                .map((row, context) -> header(row))
                .findOne();
    }

    /** The first step at which the run had trained for longer; {@link Long#MAX_VALUE} if it never had. */
    long firstStepAfter(long series, long trainMillis) {
        Optional<Points> block = handle.createQuery("""
                        select content from point_block
                        where series_id = :series and last_train_millis > :millis
                        order by first_step fetch first 1 row only""")
                .bind("series", series)
                .bind("millis", trainMillis)
                .map((row, context) -> PointCode.decode(row.getBytes("content")))
                .findOne();
        if (block.isPresent()) {
            Points points = block.get();
            for (int i = 0; i < points.size(); i++) {
                if (points.trainMillis()[i] > trainMillis) {
                    return points.steps()[i];
                }
            }
        }
        return Long.MAX_VALUE;
    }

    /** What the blocks hold, by first step. */
    Map<Long, Points> contents(long series, List<Header> blocks) {
        Map<Long, Points> byFirstStep = new HashMap<>();
        if (blocks.isEmpty()) {
            return byFirstStep;
        }
        List<Long> firstSteps = new ArrayList<>();
        blocks.forEach(block -> firstSteps.add(block.firstStep()));
        handle.createQuery("""
                        select first_step, content from point_block
                        where series_id = :series and first_step in (<firstSteps>)""")
                .bind("series", series)
                .bindList("firstSteps", firstSteps)
                .map((row, context) ->
                        byFirstStep.put(row.getLong("first_step"), PointCode.decode(row.getBytes("content"))))
                .list();
        return byFirstStep;
    }

    private static Header header(ResultSet row) throws SQLException {
        return new Header(
                row.getLong("first_step"),
                row.getLong("last_step"),
                row.getInt("points"),
                row.getLong("last_train_millis"),
                row.getDouble("first_number"),
                row.getDouble("last_number"),
                row.getDouble("min_number"),
                row.getDouble("max_number"),
                row.getInt("non_finite"));
    }

    private static <S extends SqlStatement<S>> S bind(S statement, long series, Points points) {
        return statement
                .bind("series", series)
                .bindMethods(SeriesStatistics.of(points))
                .bind("lastTrainMillis", points.trainMillis()[points.size() - 1])
                .bind("content", PointCode.encode(points));
    }
}

package org.genera.db.series;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.genera.db.series.PointBlocks.Header;
import org.jdbi.v3.core.Handle;

/** Reads one history into buckets, without the content of blocks that lie in a bucket whole. For one transaction. */
final class HistoryReader {
    /** Blocks whose content is in memory at a time. */
    private static final int BLOCKS_AT_A_TIME = 200;

    private final PointBlocks blocks;
    private final long series;
    private final int most;
    private final long fromStep;
    private final long toStep;
    /** What the range leaves of the blocks at its ends, by first step. */
    private final Map<Long, Points> ends = new HashMap<>();

    HistoryReader(Handle handle, long series, SeriesQuery query) {
        blocks = new PointBlocks(handle);
        this.series = series;
        most = query.points();
        boolean bySteps = query.unit() == SeriesQuery.Unit.STEPS;
        fromStep = bySteps ? query.from() : blocks.firstStepAfter(series, query.from() - 1);
        toStep = bySteps ? query.to() : blocks.firstStepAfter(series, query.to()) - 1;
    }

    Buckets read() {
        List<Header> headers = blocks.headers(series, fromStep, toStep);
        blocks.contents(series, headers.stream().filter(this::sticksOut).toList())
                .forEach((firstStep, points) -> ends.put(firstStep, points.between(fromStep, toStep)));
        Buckets buckets = new Buckets(headers.stream().mapToLong(this::points).sum(), most);
        for (int from = 0; from < headers.size(); from += BLOCKS_AT_A_TIME) {
            take(buckets, headers.subList(from, Math.min(from + BLOCKS_AT_A_TIME, headers.size())));
        }
        return buckets;
    }

    private void take(Buckets buckets, List<Header> headers) {
        List<Header> wanted = new ArrayList<>();
        long ahead = 0;
        for (Header header : headers) {
            if (!ends.containsKey(header.firstStep())
                    && !buckets.coversWhole(ahead, header.points(), header.nonFinite())) {
                wanted.add(header);
            }
            ahead += points(header);
        }
        Map<Long, Points> contents = blocks.contents(series, wanted);
        contents.putAll(ends);
        for (Header header : headers) {
            Points content = contents.get(header.firstStep());
            if (content == null) {
                buckets.take(header);
            } else {
                buckets.take(content);
            }
        }
    }

    private boolean sticksOut(Header header) {
        return header.firstStep() < fromStep || header.lastStep() > toStep;
    }

    private int points(Header header) {
        Points end = ends.get(header.firstStep());
        return end == null ? header.points() : end.size();
    }
}

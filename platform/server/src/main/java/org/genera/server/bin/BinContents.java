package org.genera.server.bin;

import java.time.Instant;
import java.util.List;
import org.genera.server.view.PageView;
import org.jspecify.annotations.Nullable;

/**
 * What is deleted and can be restored or purged, the last deleted first.
 *
 * @param bytes on disk of all of it
 * @param runs that were deleted by themselves; those of deleted experiments come and go with these
 */
public record BinContents(long bytes, PageView<DeletedRun> runs, PageView<DeletedExperiment> experiments) {

    /**
     * A deleted run.
     *
     * @param state its word
     * @param sweep that it is a part of
     * @param kept why it cannot be purged now, null where it can
     * @param builtOnBy ids of the runs that build on it, which it is purged before only if that is insisted on
     */
    public record DeletedRun(
            String id,
            String experimentId,
            String experimentName,
            String family,
            String variant,
            long seed,
            String state,
            Instant createdAt,
            @Nullable Instant deletedAt,
            long bytes,
            @Nullable String sweep,
            @Nullable String kept,
            List<String> builtOnBy) {}

    /**
     * A deleted experiment.
     *
     * @param runs all its runs, the deleted ones among them
     * @param kept why it cannot be purged now, null where it can
     * @param builtOnBy ids of the runs of other experiments that build on runs of it
     */
    public record DeletedExperiment(
            String id,
            String name,
            List<String> families,
            int runs,
            Instant createdAt,
            @Nullable Instant deletedAt,
            long bytes,
            @Nullable String kept,
            List<String> builtOnBy) {}

    /**
     * What became of emptying the bin.
     *
     * @param bytes that were freed
     * @param left what could not be purged now
     */
    public record Emptied(int runs, int experiments, long bytes, List<Left> left) {}

    /**
     * Something that stays in the bin.
     *
     * @param kind run or experiment
     */
    public record Left(String kind, String id, String why) {}
}

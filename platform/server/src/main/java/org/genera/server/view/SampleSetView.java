package org.genera.server.view;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.genera.run.SampleSet;
import org.genera.run.SampleSet.Neighbours;
import org.genera.spi.ValueRange;
import org.jspecify.annotations.Nullable;

/** A sample set as the OpenAPI document describes it. */
public record SampleSetView(
        String id,
        SampleSet.Kind kind,
        String title,
        long step,
        List<Integer> shape,
        ValueRange range,
        int count,
        int columns,
        List<String> frames,
        String sampler,
        Map<String, Object> settings,
        long noiseSeed,
        OptionalInt label,
        long sampleMillis,
        @Nullable Neighbours neighbours,
        @Nullable String request) {

    public static SampleSetView of(SampleSet set, @Nullable String request) {
        return new SampleSetView(
                set.id(),
                set.kind(),
                set.title(),
                set.step(),
                set.shape(),
                set.range(),
                set.count(),
                set.columns(),
                set.frames(),
                set.sampler(),
                set.settings(),
                set.noiseSeed(),
                set.label(),
                set.sampleMillis(),
                set.neighbours(),
                request);
    }
}

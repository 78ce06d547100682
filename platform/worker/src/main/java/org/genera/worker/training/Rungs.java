package org.genera.worker.training;

import java.nio.file.Files;
import java.util.List;
import org.genera.run.home.RunDirectory;
import org.genera.run.spec.RunSpec;

/**
 * Where a run of a sweep pauses, so that the sweep can let the better runs go on alone.
 *
 * @param counts rising, in what the budget counts: steps, or microseconds of training where seconds decide
 * @param released whether the run is measured there and goes on
 */
record Rungs(List<Long> counts, boolean released) {

    /** @param total what the budget counts up to */
    static Rungs of(RunSpec spec, RunDirectory run, long total) {
        RunSpec.InSweep sweep = spec.sweep() == null ? new RunSpec.InSweep("", List.of()) : spec.sweep();
        return new Rungs(
                sweep.rungs().stream()
                        .map(part -> Math.max(1, Math.round(total * part)))
                        .toList(),
                sweep.id().isEmpty() || Files.exists(run.releasedMarker()));
    }

    /** The last rung that is reached with a count, from 1; 0 below the first. */
    int reached(long count) {
        return (int) counts.stream().filter(each -> each <= count).count();
    }
}

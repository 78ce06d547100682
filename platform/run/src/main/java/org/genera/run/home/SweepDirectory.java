package org.genera.run.home;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of one sweep: what was requested, and what was decided since.
 *
 * @param root the sweep's directory
 */
public record SweepDirectory(Path root) {

    public Path specFile() {
        return root.resolve("sweep.json");
    }

    /** Present once somebody has stopped the sweep. */
    public Path stoppedMarker() {
        return root.resolve("stopped");
    }

    /** Who went on at which rung, in the order of rungs; sweeps of earlier versions have it under another name. */
    public Path decisions() {
        Path earlier = root.resolve("verdicts.json");
        return Files.exists(earlier) ? earlier : root.resolve("decisions.json");
    }
}

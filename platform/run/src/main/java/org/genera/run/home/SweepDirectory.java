package org.genera.run.home;

import java.nio.file.Path;

/**
 * The files of one sweep: what was wished, and what was decided since.
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

    /** Who went on at which rung, in the order of rungs. */
    public Path verdicts() {
        return root.resolve("verdicts.json");
    }
}

package org.genera.spi;

import java.util.Map;

/**
 * What a training step tells.
 *
 * @param metrics values by name of metric; NaN and infinities are reported as they are
 * @param converged whether further steps of the stage would change nothing; the stage then ends early
 */
public record StepReport(Map<String, Double> metrics, boolean converged) {

    /** More steps are to come. */
    public static StepReport of(Map<String, Double> metrics) {
        return new StepReport(metrics, false);
    }
}

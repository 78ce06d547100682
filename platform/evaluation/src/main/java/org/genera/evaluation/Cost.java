package org.genera.evaluation;

import org.genera.spi.Metric;

/** What a model costs. These depend on the machine and are never expected to repeat bit for bit. */
public final class Cost {
    public static final Metric TRAIN_SECONDS = new Metric("trainSeconds", "Training time", "s", Metric.Direction.LOWER);
    public static final Metric SECONDS_PER_THOUSAND_SAMPLES =
            new Metric("secondsPerThousandSamples", "Time for a thousand samples", "s", Metric.Direction.LOWER);
    public static final Metric EXAMPLES_PER_SECOND =
            new Metric("examplesPerSecond", "Training examples per second", "1/s", Metric.Direction.HIGHER);
    public static final Metric PARAMETERS = new Metric("parameters", "Parameters", "", Metric.Direction.NEITHER);

    private Cost() {}
}

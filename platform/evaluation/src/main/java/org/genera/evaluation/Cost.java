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

    /** Deterministic, unlike the others. */
    public static final Metric NETWORK_EVALUATIONS =
            new Metric("networkEvaluations", "Network evaluations for a sample", "", Metric.Direction.LOWER);

    public static final Metric PEAK_MEMORY =
            new Metric("peakMemory", "Peak memory of the worker", "MiB", Metric.Direction.LOWER);
    /** It adds up through the run and follows from the protocol, as the next does, so that less is no merit. */
    public static final Metric SAMPLING_SECONDS =
            new Metric("samplingSeconds", "Time for sample sets", "s", Metric.Direction.NEITHER);

    public static final Metric EVALUATION_SECONDS =
            new Metric("evaluationSeconds", "Time for evaluation", "s", Metric.Direction.NEITHER);

    private Cost() {}
}

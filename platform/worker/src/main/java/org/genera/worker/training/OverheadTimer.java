package org.genera.worker.training;

import java.util.List;
import java.util.Locale;
import org.genera.evaluation.Cost;
import org.genera.run.journal.JournalEvent.Measurement;
import org.genera.run.journal.MeasurementContext;

/** What a run spends beside training, in nanoseconds over all segments. Belongs to the training thread. */
final class OverheadTimer {
    private long preparing;
    private long sampling;
    private long evaluating;

    /** Goes on from what the last evaluation told; what came after it is not counted twice but lost. */
    void resumeFrom(double samplingSeconds, double evaluationSeconds) {
        sampling = Math.round(samplingSeconds * 1e9);
        evaluating = Math.round(evaluationSeconds * 1e9);
    }

    void prepared(long nanos) {
        preparing += nanos;
        evaluating += nanos;
    }

    void sampled(long nanos) {
        sampling += nanos;
    }

    void evaluated(long nanos) {
        evaluating += nanos;
    }

    List<Measurement> measurements() {
        return List.of(
                new Measurement(
                        Cost.SAMPLING_SECONDS,
                        sampling / 1e9,
                        null,
                        MeasurementContext.NONE,
                        "for the sample sets that are kept, up to here"),
                new Measurement(
                        Cost.EVALUATION_SECONDS,
                        evaluating / 1e9,
                        null,
                        MeasurementContext.NONE,
                        "up to here, the samples that are measured included; "
                                + String.format(Locale.ROOT, "%.1f", preparing / 1e9)
                                + " s before the first step, for the extractor and the real examples"));
    }
}

package org.genera.server.view;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.genera.db.runs.RunRow;
import org.genera.db.runs.StoredEvaluation;
import org.genera.run.journal.JournalEvent.Measurement;
import org.genera.run.request.EvaluationRequest;
import org.genera.run.spec.Protocol;
import org.jspecify.annotations.Nullable;

/** An evaluation that somebody asked for, as the OpenAPI document describes it. */
public record EvaluationView(
        String id,
        State state,
        @Nullable Instant at,
        OptionalLong step,
        String sampler,
        Map<String, Object> settings,
        int evaluationSamples,
        int testExamples,
        long noiseSeed,
        List<Change> changed,
        List<Measurement> measurements,
        @Nullable String reason) {

    /** How far it is. */
    public enum State {
        WAITING,
        RUNNING,
        TAKEN,
        FAILED
    }

    /**
     * A number in which it differs from the protocol of the run's experiment.
     *
     * @param name of the protocol's field
     * @param own the protocol's number
     * @param taken the number it was taken with
     */
    public record Change(String name, long own, long taken) {}

    public static EvaluationView of(RunRow row, StoredEvaluation stored) {
        boolean failed = stored.reason() != null;
        return view(
                row,
                stored.request(),
                failed ? State.FAILED : State.TAKEN,
                stored.at(),
                failed ? stored.request().step() : OptionalLong.of(stored.step()),
                stored.measurements(),
                stored.reason());
    }

    /** One that is not taken yet. */
    public static EvaluationView open(RunRow row, EvaluationRequest request, State state) {
        return view(row, request, state, null, request.step(), List.of(), null);
    }

    private static EvaluationView view(
            RunRow row,
            EvaluationRequest request,
            State state,
            @Nullable Instant at,
            OptionalLong step,
            List<Measurement> measurements,
            @Nullable String reason) {
        return new EvaluationView(
                request.id(),
                state,
                at,
                step,
                request.sampler(),
                request.settings(),
                request.evaluationSamples(),
                request.testExamples(),
                request.noiseSeed(),
                changes(row.spec().setup().protocol(), request),
                measurements,
                reason);
    }

    private static List<Change> changes(Protocol protocol, EvaluationRequest request) {
        return java.util.stream.Stream.of(
                        new Change("evaluationSamples", protocol.evaluationSamples(), request.evaluationSamples()),
                        new Change("testExamples", protocol.testExamples(), request.testExamples()),
                        new Change("noiseSeed", protocol.noiseSeed(), request.noiseSeed()))
                .filter(change -> change.own() != change.taken())
                .toList();
    }
}

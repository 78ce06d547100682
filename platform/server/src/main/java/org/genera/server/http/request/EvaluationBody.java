package org.genera.server.http.request;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.genera.db.runs.RunRow;
import org.genera.run.home.RunDirectory;
import org.genera.run.request.EvaluationRequest;
import org.genera.run.spec.Protocol;
import org.genera.server.launch.ShortId;
import org.genera.spi.InvalidValueException;
import org.genera.spi.Sampler;
import org.genera.spi.Variant;

/** An evaluation of a checkpoint as a request asks for it; what it leaves out is as the run's own protocol has it. */
public final class EvaluationBody {
    private EvaluationBody() {}

    public static EvaluationRequest read(Fields body, Variant variant, RunRow row, RunDirectory directory) {
        body.allowOnly("step", "evaluationSamples", "testExamples", "noiseSeed", "sampler", "settings");
        Protocol protocol = row.spec().setup().protocol();
        OptionalLong step = body.step();
        DrawBody.requireCheckpoint(step, directory);
        Optional<String> named = body.optionalText("sampler", 100).filter(id -> !id.isEmpty());
        Optional<Sampler> sampler = named.isEmpty() && variant.samplers().isEmpty()
                ? Optional.empty()
                : Optional.of(DrawBody.sampler(named, variant));
        sampler.filter(Sampler::needsOthers).ifPresent(chosen -> {
            throw new InvalidValueException(
                    "sampler", "one that needs no other run to be measured by", "\"" + chosen.id() + "\"");
        });
        Map<String, Object> given = body.values("settings");
        return new EvaluationRequest(
                ShortId.next(),
                step,
                sampler.map(Sampler::id).orElse(""),
                sampler.map(chosen -> DrawBody.settings(chosen, given)).orElse(Map.of()),
                (int) body.integer("evaluationSamples", 1, 1_000_000, protocol.evaluationSamples()),
                (int) body.integer("testExamples", 1, 10_000_000, protocol.testExamples()),
                body.seed("noiseSeed", protocol.noiseSeed()));
    }
}

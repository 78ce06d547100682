package org.genera.run.request;

import java.util.Map;
import java.util.OptionalLong;

/**
 * A request to evaluate a checkpoint of a run that is not training.
 *
 * @param id unique in its run
 * @param step of the checkpoint, empty for the last
 * @param sampler id of a sampler of the variant, empty where it has none
 * @param settings for the sampler; defaults are filled in
 * @param evaluationSamples samples drawn for a measure, in place of the protocol's number
 * @param testExamples examples of the test split that are scored at most, in place of the protocol's number
 * @param noiseSeed of what is drawn, in place of the protocol's
 */
public record EvaluationRequest(
        String id,
        OptionalLong step,
        String sampler,
        Map<String, Object> settings,
        int evaluationSamples,
        int testExamples,
        long noiseSeed)
        implements RunRequest {

    @Override
    public String command() {
        return "evaluate";
    }
}

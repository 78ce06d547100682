package org.genera.run;

import java.time.Instant;
import java.util.Map;

/**
 * Everything needed to repeat a run, as it is kept in {@code spec.json}.
 *
 * @param runId also the name of the run's directory
 * @param experimentId the experiment it belongs to
 * @param family id of the family
 * @param variant id of the variant
 * @param values a value for each hyperparameter, defaults filled in
 * @param given names of the hyperparameters that were set, not defaulted
 * @param seed of the model and of the order of the data
 * @param device {@code auto}, {@code cpu}, {@code gpu:0} …
 * @param ground what it shares with the other runs of its experiment
 * @param provenance versions and fingerprints
 * @param createdAt when it was launched
 */
public record RunSpec(
        String runId,
        String experimentId,
        String family,
        String variant,
        Map<String, Object> values,
        java.util.List<String> given,
        long seed,
        String device,
        Ground ground,
        Provenance provenance,
        Instant createdAt) {

    /**
     * Where a run comes from.
     *
     * @param genera version of the platform
     * @param plugin id of the plugin
     * @param pluginVersion its version
     * @param pluginSha256 hash of its jar
     * @param dataFingerprint of the data set, before preprocessing
     * @param java version of the virtual machine
     * @param os name, version and architecture of the operating system
     */
    public record Provenance(
            String genera,
            String plugin,
            String pluginVersion,
            String pluginSha256,
            String dataFingerprint,
            String java,
            String os) {}
}

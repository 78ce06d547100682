package org.genera.run.spec;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.genera.run.Json;
import org.jspecify.annotations.Nullable;

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
 * @param setup what it shares with the other runs of its experiment
 * @param provenance versions and fingerprints
 * @param createdAt when it was launched
 * @param sweep of which it is a part, or null
 * @param on the runs that its model builds on, by the role that its variant declares; see {@link #needs} for all
 */
public record RunSpec(
        String runId,
        String experimentId,
        String family,
        String variant,
        Map<String, Object> values,
        List<String> given,
        long seed,
        String device,
        @JsonAlias("ground") ExperimentSetup setup,
        Provenance provenance,
        Instant createdAt,
        @Nullable InSweep sweep,
        Map<String, PinnedRun> on) {

    /** The role of the run in whose features a protocol measures; no variant can declare one of that name. */
    static final String FEATURES = "protocol.features";

    public RunSpec {
        // Specifications that are older than runs that build on others name none.
        on = Map.copyOf(Objects.requireNonNullElse(on, Map.of()));
    }

    /** A run that builds on no other. */
    public RunSpec(
            String runId,
            String experimentId,
            String family,
            String variant,
            Map<String, Object> values,
            List<String> given,
            long seed,
            String device,
            ExperimentSetup setup,
            Provenance provenance,
            Instant createdAt,
            @Nullable InSweep sweep) {
        this(
                runId,
                experimentId,
                family,
                variant,
                values,
                given,
                seed,
                device,
                setup,
                provenance,
                createdAt,
                sweep,
                Map.of());
    }

    /** A run that is part of no sweep and builds on no other. */
    public RunSpec(
            String runId,
            String experimentId,
            String family,
            String variant,
            Map<String, Object> values,
            List<String> given,
            long seed,
            String device,
            ExperimentSetup setup,
            Provenance provenance,
            Instant createdAt) {
        this(runId, experimentId, family, variant, values, given, seed, device, setup, provenance, createdAt, null);
    }

    /**
     * The sweep of a run, and where the run waits for the others of it.
     *
     * @param id of the sweep; empty for the repetition of a run of a sweep, which waits nowhere
     * @param rungs rising parts of the budget, each in (0, 1), at which the run is evaluated, saved and paused
     */
    public record InSweep(String id, List<Double> rungs) {
        public InSweep {
            rungs = List.copyOf(rungs);
        }
    }

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

    /** The same run under another protocol. */
    public RunSpec under(Protocol protocol) {
        return new RunSpec(
                runId,
                experimentId,
                family,
                variant,
                values,
                given,
                seed,
                device,
                new ExperimentSetup(setup.data(), setup.budget(), protocol),
                provenance,
                createdAt,
                sweep,
                on);
    }

    /** The same run on other runs. */
    public RunSpec buildingOn(Map<String, PinnedRun> others) {
        return new RunSpec(
                runId,
                experimentId,
                family,
                variant,
                values,
                given,
                seed,
                device,
                setup,
                provenance,
                createdAt,
                sweep,
                others);
    }

    /** The checkpoints without which it can be neither trained nor evaluated: of its model, and of its protocol. */
    public Map<String, PinnedRun> needs() {
        PinnedRun features = setup.protocol().features();
        if (features == null) {
            return on;
        }
        Map<String, PinnedRun> needs = new TreeMap<>(on);
        needs.put(FEATURES, features);
        return needs;
    }

    /**
     * The same for runs of an experiment that differ by seed alone: twelve hexadecimal digits of a hash over
     * experiment, family, variant, values and the checkpoints that it builds on.
     */
    public String group() {
        List<Object> parts = new ArrayList<>(List.of(experimentId, family, variant, new TreeMap<>(values)));
        if (!on.isEmpty()) {
            Map<String, List<Object>> checkpoints = new TreeMap<>();
            on.forEach((role, pin) -> checkpoints.put(role, List.of(pin.run(), pin.step(), pin.checkpointSha256())));
            parts.add(checkpoints);
        }
        String identity = Json.write(parts);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

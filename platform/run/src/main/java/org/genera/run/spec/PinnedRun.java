package org.genera.run.spec;

/**
 * A checkpoint of another run that something builds on, and where that run's model comes from. It is the same checkpoint
 * for as long as its digest is.
 *
 * @param experiment of the other run
 * @param run its id
 * @param step of the checkpoint
 * @param checkpointSha256 digest of the checkpoint, see {@link org.genera.run.home.KeptCheckpoint#digest}
 * @param family id of its family
 * @param variant id of its variant
 * @param plugin id of the plugin that it was launched with
 * @param pluginVersion its version
 * @param pluginSha256 hash of its jar
 */
public record PinnedRun(
        String experiment,
        String run,
        long step,
        String checkpointSha256,
        String family,
        String variant,
        String plugin,
        String pluginVersion,
        String pluginSha256) {}

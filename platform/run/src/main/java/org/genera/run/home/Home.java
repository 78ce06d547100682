package org.genera.run.home;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The one folder that holds everything Genera keeps: experiments with their runs, imported data, plugins of the user,
 * the database. Deleting the folder deletes all of it.
 *
 * @param root the folder
 */
public record Home(Path root) {
    /** Folder below {@link #extractors()} of the Inception graph that the user has imported. */
    public static final String INCEPTION = "inception";

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    /** {@code $GENERA_HOME}, else {@code ~/.genera}. */
    public static Home usual() {
        String given = System.getenv("GENERA_HOME");
        return new Home(
                given == null || given.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".genera")
                        : Path.of(given).toAbsolutePath());
    }

    public Path experiments() {
        return root.resolve("experiments");
    }

    /** Imported data sets. */
    public Path data() {
        return root.resolve("data");
    }

    /** Classifiers whose features the measures of pictures read, one for each data set; made when they are needed. */
    public Path extractors() {
        return root.resolve("extractors");
    }

    /** The Inception graph that the user has imported, where there is one. */
    public Path inception() {
        return extractors().resolve(INCEPTION);
    }

    /** What the measures of data sets see, one study for each set and split. */
    public Path sight() {
        return root.resolve("sight");
    }

    /** Files of publishers on their way into {@link #data}; what an interrupted download left is gone on with. */
    public Path downloads() {
        return root.resolve("downloads");
    }

    /** Files that clients have sent, until they are imported; nothing in it outlives a server. */
    public Path uploads() {
        return downloads().resolve("uploads");
    }

    /** Folders of runs and experiments that are being purged; none of them is ever looked into again. */
    public Path purged() {
        return root.resolve("purged");
    }

    /** A note for each run whose worker may be alive, by the run's id. */
    public Path workers() {
        return root.resolve("workers");
    }

    /** Plugin jars of the user, beside those of the distribution. */
    public Path plugins() {
        return root.resolve("plugins");
    }

    /** What is kept of plugin jars, by hash; runs go on with the copies that lie here. */
    public Path pluginCache() {
        return root.resolve("plugin-cache");
    }

    /** Unpacked native libraries. */
    public Path nativeCache() {
        return root.resolve("native");
    }

    /** The GPU build of TensorFlow, where it has been installed. */
    public Path gpuLibraries() {
        return root.resolve("gpu");
    }

    public Path database() {
        return root.resolve("db");
    }

    public Path experiment(String experimentId) {
        return experiments().resolve(checked(experimentId));
    }

    public RunDirectory run(String experimentId, String runId) {
        return new RunDirectory(experiment(experimentId).resolve("runs").resolve(checked(runId)));
    }

    public SweepDirectory sweep(String experimentId, String sweepId) {
        return new SweepDirectory(experiment(experimentId).resolve("sweeps").resolve(checked(sweepId)));
    }

    /** Whether a worker could have written the run's specification. */
    public boolean exists(String experimentId, String runId) {
        return Files.exists(run(experimentId, runId).specFile());
    }

    private static String checked(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "expected an id of lower-case letters, digits and dashes, got \"" + id + "\"");
        }
        return id;
    }
}

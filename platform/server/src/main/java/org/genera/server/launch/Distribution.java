package org.genera.server.launch;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.genera.run.home.Home;

/**
 * Where the assembled distribution lies: {@code lib/server}, {@code lib/worker}, {@code lib/tensorflow-cpu}, {@code
 * plugins}.
 *
 * @param root of the distribution
 * @param workerMain class that a worker process starts with
 */
public record Distribution(Path root, String workerMain) {

    public static Distribution at(Path root) {
        return new Distribution(root.toAbsolutePath(), "org.genera.worker.Worker");
    }

    /** The folder that the system property {@code genera.distribution} names, else the one around this class's jar. */
    public static Optional<Distribution> found() {
        String given = System.getProperty("genera.distribution");
        if (given != null && !given.isBlank()) {
            return Optional.of(at(Path.of(given)));
        }
        try {
            Path jar = Path.of(Distribution.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Optional.ofNullable(jar.getParent())
                    .filter(folder -> folder.endsWith(Path.of("lib", "server")))
                    .map(Path::getParent)
                    .map(Path::getParent)
                    .map(Distribution::at);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** The families that come with Genera. */
    public Path plugins() {
        return root.resolve("plugins");
    }

    /** One build of TensorFlow, never both: a native library is loaded once in a process. */
    public String classPath(Home home, boolean gpu) {
        Path tensorflow = gpu ? home.gpuLibraries().toAbsolutePath() : root.resolve("lib/tensorflow-cpu");
        return Stream.of(root.resolve("lib/worker"), tensorflow)
                .map(folder -> folder + File.separator + "*")
                .collect(Collectors.joining(File.pathSeparator));
    }
}

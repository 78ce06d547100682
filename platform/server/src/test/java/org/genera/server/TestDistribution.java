package org.genera.server;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.genera.server.launch.Distribution;

/** A distribution whose workers are fake and whose only plugin is the fake family. */
final class TestDistribution {

    private TestDistribution() {}

    static Distribution in(Path folder) throws IOException {
        Path worker = Files.createDirectories(folder.resolve("lib/worker")).resolve("worker.jar");
        // A jar that only points at the classes of this test.
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" "));
        TestJar.write(worker, Map.of("Class-Path", classPath), Map.of());
        Path plugin = Files.createDirectories(folder.resolve("plugins")).resolve("fake.jar");
        TestJar.plugin(plugin, "fake-plugin", FakeFamily.class);
        Files.write(folder.resolve("plugins/broken.jar"), new byte[] {1, 2, 3});
        return new Distribution(folder, FakeWorker.class.getName());
    }
}

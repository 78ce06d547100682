package org.genera.server;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
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
        jar(worker, Map.of("Class-Path", classPath), Map.of());
        Path plugin = Files.createDirectories(folder.resolve("plugins")).resolve("fake.jar");
        jar(
                plugin,
                Map.of("Plugin-Id", "fake-plugin", "Plugin-Version", "1.2.3", "Plugin-Requires", ">=1.0.0 & <2.0.0"),
                Map.of(
                        "META-INF/extensions.idx",
                        (FakeFamily.class.getName() + "\n").getBytes(StandardCharsets.UTF_8),
                        FakeFamily.class.getName().replace('.', '/') + ".class",
                        bytes(FakeFamily.class)));
        Files.write(folder.resolve("plugins/broken.jar"), new byte[] {1, 2, 3});
        return new Distribution(folder, FakeWorker.class.getName());
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            return in.readAllBytes();
        }
    }

    private static void jar(Path file, Map<String, String> attributes, Map<String, byte[]> entries) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
                jar.closeEntry();
            }
        }
    }
}

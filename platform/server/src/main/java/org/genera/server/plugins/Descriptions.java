package org.genera.server.plugins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.genera.run.plugins.JarReport;
import org.genera.run.plugins.PluginJar;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is kept of plugin jars, by hash: what they say of themselves, as long as this version of Genera reads it, and of
 * the user's jars a copy, so that a run goes on with the jar it was launched with when another has taken its place.
 *
 * @param folder where it is kept
 * @param genera version of Genera
 */
record Descriptions(Path folder, String genera) {
    private static final Logger LOG = LoggerFactory.getLogger(Descriptions.class);

    Path copy(String sha256) {
        return folder.resolve(sha256 + ".jar");
    }

    /** Copies the jar and answers its hash, which is the copy's whatever happens to the original meanwhile. */
    String keep(Path jar) throws IOException {
        Files.createDirectories(folder);
        Path partial = Files.createTempFile(folder, "jar", ".partial");
        try {
            Files.copy(jar, partial, StandardCopyOption.REPLACE_EXISTING);
            String sha256 = PluginJar.sha256(partial);
            if (!Files.exists(copy(sha256))) {
                Files.move(partial, copy(sha256), StandardCopyOption.ATOMIC_MOVE);
            }
            return sha256;
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /** What an earlier look has found out. */
    Optional<Description> find(String sha256) {
        for (boolean sure : new boolean[] {true, false}) {
            Path file = file(sha256, sure);
            try {
                if (Files.exists(file)) {
                    return Optional.of(new Description(JarReport.ofJson(Files.readString(file)), sure, false));
                }
            } catch (IOException e) {
                LOG.info("asking a plugin again, since {} cannot be read: {}", file, e.getMessage());
            }
        }
        return Optional.empty();
    }

    void store(String sha256, Description description) {
        try {
            Files.createDirectories(folder.resolve(genera));
            Path partial = Files.createTempFile(folder.resolve(genera), "report", ".partial");
            Files.writeString(partial, description.report().toJson());
            Files.move(partial, file(sha256, description.sure()), StandardCopyOption.ATOMIC_MOVE);
            Files.deleteIfExists(file(sha256, !description.sure()));
        } catch (IOException e) {
            // It is asked again at the next start.
            LOG.warn("cannot keep what a plugin says of itself in {}: {}", folder, e.getMessage());
        }
    }

    /** Forgets what was said by jars that are no longer there. */
    void forgetAllBut(Set<String> hashes) {
        if (!Files.isDirectory(folder.resolve(genera))) {
            return;
        }
        try (DirectoryStream<Path> kept = Files.newDirectoryStream(folder.resolve(genera))) {
            for (Path file : kept) {
                if (!hashes.contains(String.valueOf(file.getFileName()).replaceFirst("\\..*", ""))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("cannot sweep {}: {}", folder, e.getMessage());
        }
    }

    /** Deletes copies that are not needed, and what was being copied when a server was killed. */
    void deleteCopies(Predicate<String> needed) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> kept = Files.newDirectoryStream(folder, "*.{jar,partial}")) {
            for (Path file : kept) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(".partial") || !needed.test(name.substring(0, name.length() - ".jar".length()))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("cannot sweep {}: {}", folder, e.getMessage());
        }
    }

    private Path file(String sha256, boolean sure) {
        return folder.resolve(genera).resolve(sha256 + (sure ? ".json" : ".unsure.json"));
    }
}

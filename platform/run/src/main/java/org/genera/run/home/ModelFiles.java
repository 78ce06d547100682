package org.genera.run.home;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files that a model has saved.
 *
 * @param folder they lie in, at any depth
 */
public record ModelFiles(Path folder) {

    /** By path, with slashes. */
    public Map<String, String> hashes() throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        for (Path file : files()) {
            hashes.put(name(file), sha256(file));
        }
        return hashes;
    }

    /** What has become of a file since its hash was taken; empty if all are as they were. */
    public Optional<String> damage(Map<String, String> hashes) {
        for (Map.Entry<String, String> expected : hashes.entrySet()) {
            Path file = folder.resolve(expected.getKey());
            try {
                if (!Files.isRegularFile(file)) {
                    return Optional.of("its file " + expected.getKey() + " is missing");
                }
                if (!sha256(file).equals(expected.getValue())) {
                    return Optional.of("its file " + expected.getKey() + " is not as it was written");
                }
            } catch (IOException e) {
                return Optional.of("its file " + expected.getKey() + " cannot be read: " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private String name(Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] block = new byte[1 << 16];
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                digest.update(block, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.genera.data.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** MD5 of a file: against damage on the way; it is what publishers state. */
final class Checksum {
    private Checksum() {}

    static String of(Path file) throws IOException {
        try (InputStream input = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            byte[] block = new byte[1 << 16];
            for (int length = input.read(block); length >= 0; length = input.read(block)) {
                digest.update(block, 0, length);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("expected MD5, which every JDK has", e);
        }
    }
}

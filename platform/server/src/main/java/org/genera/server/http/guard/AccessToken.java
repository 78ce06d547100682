package org.genera.server.http.guard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What a client must show where more than this machine can reach the server; whoever reaches it can start processes.
 *
 * @param value letters and digits, so that it fits an address
 */
public record AccessToken(String value) {
    private static final int BYTES = 16;

    /** A new one that nobody can guess. */
    public static AccessToken fresh() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new AccessToken(HexFormat.of().formatHex(bytes));
    }

    /** Whether this is the token; takes the same time for every wrong one. */
    public boolean matches(String shown) {
        return MessageDigest.isEqual(value.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "AccessToken[…]";
    }
}

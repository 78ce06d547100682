package org.genera.server.http.request;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.genera.server.http.problem.ProblemException;

/**
 * Where a path of an address leads inside a folder, and nowhere else.
 *
 * @param root of what may be downloaded
 */
public record DownloadPath(Path root) {

    /**
     * The regular file that the encoded path names.
     *
     * @throws ProblemException if it is none, or lies outside, be it by a link
     */
    public Path resolve(String encoded) {
        String path = decoded(encoded);
        boolean harmless = path.chars().noneMatch(c -> c < ' ' || c == '\\' || c == ':' || c == '%' || c == 0x7f)
                && List.of(path.split("/", -1)).stream()
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
        if (!harmless) {
            throw notFound(encoded);
        }
        try {
            Path realRoot = root.toRealPath();
            Path real = realRoot.resolve(path).toRealPath();
            if (real.startsWith(realRoot) && Files.isRegularFile(real)) {
                return real;
            }
        } catch (IOException e) {
            // Not there, which is said below.
        }
        throw notFound(encoded);
    }

    private static String decoded(String encoded) {
        try {
            return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw notFound(encoded);
        }
    }

    private static ProblemException notFound(String encoded) {
        return ProblemException.notFound("file", encoded);
    }
}

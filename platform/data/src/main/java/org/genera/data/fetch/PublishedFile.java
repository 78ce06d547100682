package org.genera.data.fetch;

import java.net.URI;

/**
 * A file at its publisher's.
 *
 * @param address where it is
 * @param md5 of its bytes, in small hexadecimal digits, as the publisher or the common libraries state it
 */
public record PublishedFile(URI address, String md5) {

    public PublishedFile {
        if (!md5.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("md5: expected 32 small hexadecimal digits, got \"" + md5 + "\"");
        }
    }

    /** The last part of the address. */
    public String name() {
        String path = address.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}

package org.genera.server.cli;

import java.util.regex.Pattern;

/** The id of something, as it may stand in an address. */
final class PathPart {
    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_-]{1,100}");

    private PathPart() {}

    static String of(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("expected an id of letters and digits, got \"" + id + "\"");
        }
        return id;
    }
}

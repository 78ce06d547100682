package org.genera.server.cli;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Opens a page where there is a desktop to open it on. */
final class Browser {

    private Browser() {}

    static void open(URI address) {
        command(System.getProperty("os.name"), System.getenv("DISPLAY"), System.getenv("WAYLAND_DISPLAY"))
                .ifPresent(command -> start(command, address));
    }

    /** The system's way to open an address, if a person sits before it. */
    static Optional<List<String>> command(
            String system,
            @org.jspecify.annotations.Nullable String display,
            @org.jspecify.annotations.Nullable String wayland) {
        String lower = system.toLowerCase(Locale.ROOT);
        if (lower.contains("mac")) {
            return Optional.of(List.of("open"));
        }
        if (lower.contains("win")) {
            return Optional.of(List.of("rundll32", "url.dll,FileProtocolHandler"));
        }
        return display == null && wayland == null ? Optional.empty() : Optional.of(List.of("xdg-open"));
    }

    private static void start(List<String> command, URI address) {
        List<String> whole = new java.util.ArrayList<>(command);
        whole.add(address.toString());
        try {
            new ProcessBuilder(whole)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            // No such program: the address is printed anyway.
        }
    }
}

package org.genera.run.plugins;

import org.jspecify.annotations.Nullable;

/** Why a jar is not taken, and in which phase that came out. */
final class PluginRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final String phase;

    PluginRefusal(String phase, String reason) {
        this(phase, reason, null);
    }

    PluginRefusal(String phase, String reason, @Nullable Throwable cause) {
        super(reason, cause);
        this.phase = phase;
    }

    String phase() {
        return phase;
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    /** The innermost cause in words: what people can act upon stands there. */
    static String words(@Nullable Throwable thrown) {
        if (thrown == null) {
            return "no cause was given";
        }
        Throwable innermost = thrown;
        while (innermost.getCause() != null && innermost.getCause() != innermost) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage();
        if (innermost instanceof ClassNotFoundException || innermost instanceof NoClassDefFoundError) {
            return "the class " + String.valueOf(message).replace('/', '.')
                    + " is missing; a plugin sees the JDK, Genera's API, TensorFlow and its own jar";
        }
        String name = innermost.getClass().getSimpleName();
        return message == null || message.isBlank() ? name : name + ": " + message;
    }
}

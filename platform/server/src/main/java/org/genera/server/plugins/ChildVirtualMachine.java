package org.genera.server.plugins;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How every virtual machine is called that the server starts. Language and encoding are the same everywhere: digits of
 * the user's own script would come into names inside of TensorFlow, and paths beyond ASCII break where the locale is C.
 */
public final class ChildVirtualMachine {

    private ChildVirtualMachine() {}

    /** The program and its first options. */
    public static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "-Duser.language=en",
                "-Duser.country=US",
                "-Dfile.encoding=UTF-8",
                "-Dsun.jnu.encoding=UTF-8");
    }

    /** What its environment must say: the encoding of file names is read from there alone. */
    public static Map<String, String> environment() {
        return Map.of("LC_ALL", "C.UTF-8");
    }
}

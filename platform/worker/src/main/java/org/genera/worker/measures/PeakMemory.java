package org.genera.worker.measures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * The most main memory that this process has held at a time, as Linux counts it: JVM, TensorFlow and all. Other systems
 * have no such file, and there the measure is absent.
 */
final class PeakMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String HIGH_WATER_MARK = "VmHWM:";

    private PeakMemory() {}

    /** In MiB. */
    static OptionalDouble mebibytes() {
        return mebibytes(STATUS);
    }

    static OptionalDouble mebibytes(Path status) {
        if (!Files.isReadable(status)) {
            return OptionalDouble.empty();
        }
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith(HIGH_WATER_MARK) && line.endsWith(" kB"))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                    .findFirst();
        } catch (IOException | NumberFormatException e) {
            // A measure that cannot be taken is no reason to lose the others.
            return OptionalDouble.empty();
        }
    }
}

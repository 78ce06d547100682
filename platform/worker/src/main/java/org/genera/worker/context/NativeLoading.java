package org.genera.worker.context;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.genera.run.home.Home;
import org.genera.run.home.LockFile;

/** Touches TensorFlow for the first time. */
public final class NativeLoading {
    private NativeLoading() {}

    /**
     * Does something while no other worker does: the first to touch TensorFlow unpacks its native libraries, and one
     * that loads them half unpacked dies of a bus error.
     */
    public static <T> T alone(Home home, Supplier<T> touch) {
        Path folder = home.nativeCache();
        try {
            Files.createDirectories(folder);
            try (LockFile held = LockFile.await(folder.resolve("loading.lock"), waitedMillis -> {})) {
                return touch.get();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder + ": " + e.getMessage(), e);
        }
    }
}

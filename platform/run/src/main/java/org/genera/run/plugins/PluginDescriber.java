package org.genera.run.plugins;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.genera.spi.ModelFamily;

/**
 * A process that asks plugin jars what they are, and ends. Whatever a plugin does meanwhile, it does it here: it may hang,
 * print, or end the process, and whoever has started it knows by the files at which jar.
 */
public final class PluginDescriber {
    private static final int REPORT_CHARACTERS = 1_000_000;

    private PluginDescriber() {}

    /** Holds, while a jar is looked at, the {@link JarReport} of a jar that stopped in the phase it is in, without a reason. */
    public static Path phaseFile(Path folder, int index) {
        return folder.resolve(index + ".phase");
    }

    /** Holds the {@link JarReport} of a jar, whole. */
    public static Path reportFile(Path folder, int index) {
        return folder.resolve(index + ".json");
    }

    /** Holds the {@link JarReport} of a jar that stood still, and with which this process ended. */
    public static Path standstillFile(Path folder, int index) {
        return folder.resolve(index + ".standstill.json");
    }

    /** Takes the folder to write to and the jars; describes one after the other. */
    public static void main(String[] arguments) throws IOException {
        Locale.setDefault(Locale.US);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        System.setOut(nowhere);
        System.setErr(nowhere);
        // Whoever asks may be killed while a plugin stands still.
        ProcessHandle.current().parent().ifPresent(parent -> {
            CompletableFuture<Void> unused =
                    parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1));
        });
        Path folder = Path.of(arguments[0]);
        AtomicInteger index = new AtomicInteger();
        AtomicReference<JarReport> phase = new AtomicReference<>(JarReport.refused("", "", "read", ""));
        StandstillWatch watch = new StandstillWatch(Thread.currentThread(), where -> {
            note(
                    standstillFile(folder, index.get()),
                    Objects.requireNonNull(phase.get()).because(where));
            Runtime.getRuntime().halt(1);
        });
        watch.watch();
        for (int i = 0; i + 1 < arguments.length; i++) {
            index.set(i);
            watch.anew();
            Path phaseFile = phaseFile(folder, i);
            JarReport report = describe(Path.of(arguments[i + 1]), begun -> {
                phase.set(begun);
                note(phaseFile, begun);
            });
            note(reportFile(folder, i), report);
        }
        // Not an exit: threads and hooks that plugins have left would keep the process.
        Runtime.getRuntime().halt(0);
    }

    /** The file is there whole or not at all. */
    private static void note(Path file, JarReport report) {
        try {
            Path partial = file.resolveSibling(file.getFileName() + ".partial");
            Files.writeString(partial, report.toJson());
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /**
     * Opens the jar in this process and asks its families.
     *
     * @param begun hears of each phase, as a report that says no more
     */
    static JarReport describe(Path file, Consumer<JarReport> begun) {
        PluginJar.Label[] known = {new PluginJar.Label("", "")};
        Consumer<String> phase = word -> begun.accept(JarReport.refused(known[0].id(), known[0].version(), word, ""));
        try {
            phase.accept("read");
            known[0] = PluginJar.label(file);
            try (PluginJar jar = PluginJar.open(file, phase)) {
                return shown(JarReport.ready(known[0], families(jar)));
            }
        } catch (PluginRefusal e) {
            return JarReport.refused(known[0].id(), known[0].version(), e.phase(), e.reason());
        } catch (RuntimeException | LinkageError e) {
            return JarReport.refused(
                    known[0].id(), known[0].version(), "read", "it cannot be opened: " + PluginRefusal.words(e));
        }
    }

    private static JarReport shown(JarReport report) throws PluginRefusal {
        int length = report.toJson().length();
        if (length > REPORT_CHARACTERS) {
            throw new PluginRefusal(
                    "families",
                    "what it says of itself takes " + length + " characters; at most " + REPORT_CHARACTERS
                            + " can be shown");
        }
        return report;
    }

    private static List<DescribedFamily> families(PluginJar jar) throws PluginRefusal {
        List<DescribedFamily> families = new ArrayList<>();
        for (ModelFamily family : jar.families()) {
            try {
                DescribedFamily described = DescribedFamily.of(family);
                if (families.stream().anyMatch(other -> other.id().equals(described.id()))) {
                    throw new IllegalArgumentException(
                            "it brings the family " + described.id() + " twice; ids of families are unique");
                }
                families.add(described);
            } catch (IllegalArgumentException e) {
                throw new PluginRefusal("families", String.valueOf(e.getMessage()), e);
            } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
                throw new PluginRefusal(
                        "families", family.getClass().getName() + " cannot be used: " + PluginRefusal.words(e), e);
            }
        }
        return families;
    }
}

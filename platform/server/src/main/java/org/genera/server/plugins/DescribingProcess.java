package org.genera.server.plugins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.genera.run.plugins.JarReport;
import org.genera.run.plugins.PluginDescriber;

/**
 * Asks plugin jars what they are, in processes of their own. One process asks them all, one after the other; where it
 * dies or stands still, the jar at fault is known, and another process goes on with the rest.
 *
 * @param classPath of the process
 */
record DescribingProcess(String classPath) {
    /** The process itself notices what stands still, unless native code keeps it from that. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final long LOOK_EVERY_MILLIS = 10;
    private static final long REPORT_BYTES = 4_000_000;
    private static final String CRASH_FILE = "crash.log";
    private static final int MEMORY_MIB = 256;
    private static final int OUT_OF_MEMORY = 3;
    private static final int SIGNALS_FROM = 128;

    /**
     * Describes each jar and tells what came of it, in their order.
     *
     * @param work a folder for the time being; what an ended server has left there is swept
     * @throws IOException if no process can be started
     */
    void describe(List<Path> jars, Path work, BiConsumer<Path, Description> tell)
            throws IOException, InterruptedException {
        List<Path> open = List.copyOf(jars);
        while (!open.isEmpty()) {
            delete(work);
            Files.createDirectories(work);
            try {
                open = open.subList(settle(open, work, tell), open.size());
            } finally {
                delete(work);
            }
        }
    }

    /** How many of the jars one process has settled. */
    private int settle(List<Path> jars, Path work, BiConsumer<Path, Description> tell)
            throws IOException, InterruptedException {
        Process process = start(jars, work);
        int told = 0;
        try {
            long since = System.nanoTime();
            while (told < jars.size()) {
                boolean ended = process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                if (Files.exists(PluginDescriber.reportFile(work, told))) {
                    tell.accept(
                            jars.get(told), new Description(read(PluginDescriber.reportFile(work, told)), true, true));
                    told++;
                    since = System.nanoTime();
                    continue;
                }
                Path standstill = PluginDescriber.standstillFile(work, told);
                if (Files.exists(standstill)) {
                    tell.accept(jars.get(told), new Description(read(standstill), false, true));
                    return told + 1;
                }
                if (!ended && Duration.ofNanos(System.nanoTime() - since).compareTo(LIMIT) < 0) {
                    continue;
                }
                Path phase = PluginDescriber.phaseFile(work, told);
                if (told > 0 && (ended || !Files.exists(phase))) {
                    // A thread that an earlier jar has left behind may be to blame; the next process will tell.
                    return told;
                }
                if (!Files.exists(phase)) {
                    throw new IOException("the process that asks plugins what they are "
                            + (ended ? "ended with exit code " + process.exitValue() : "did not start in time"));
                }
                String reason = ended
                        ? died(process.exitValue(), Files.exists(work.resolve(CRASH_FILE)))
                        : "it did not say within a minute what it is";
                tell.accept(jars.get(told), new Description(read(phase).because(reason), false, true));
                return told + 1;
            }
            return told;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
        }
    }

    private Process start(List<Path> jars, Path work) throws IOException {
        List<String> command = new ArrayList<>(ChildVirtualMachine.java());
        command.addAll(List.of(
                "-Xmx" + MEMORY_MIB + "m",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + work.resolve(CRASH_FILE),
                "-cp",
                classPath,
                PluginDescriber.class.getName(),
                work.toString()));
        jars.forEach(jar -> command.add(jar.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(Map.of("CUDA_VISIBLE_DEVICES", "-1", "TF_CPP_MIN_LOG_LEVEL", "2"));
        builder.environment().putAll(ChildVirtualMachine.environment());
        return builder.start();
    }

    private static JarReport read(Path file) throws IOException {
        try {
            if (Files.size(file) > REPORT_BYTES) {
                throw new IOException("it is of " + Files.size(file) + " bytes");
            }
            return JarReport.ofJson(Files.readString(file));
        } catch (IOException e) {
            return JarReport.refused("", "", "families", "what it says of itself cannot be read: " + e.getMessage());
        }
    }

    private static String died(int exitCode, boolean crashed) {
        if (crashed || exitCode >= SIGNALS_FROM) {
            return "it crashed the process that asked it what it is; native code that it calls is at fault";
        }
        return exitCode == OUT_OF_MEMORY
                ? "it took more than " + MEMORY_MIB + " MB of memory to say what it is"
                : "it ended the process that asked it what it is (exit code " + exitCode
                        + "); a plugin must not call System.exit";
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot sweep " + folder + ": " + e.getMessage(), e);
        }
    }
}

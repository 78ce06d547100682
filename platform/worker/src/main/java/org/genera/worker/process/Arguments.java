package org.genera.worker.process;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.genera.run.home.Home;
import org.genera.run.home.RunDirectory;
import org.genera.spi.ModelContext;

/**
 * What the worker is called with.
 *
 * @param work what to do with the run
 * @param run the run's directory
 * @param home where imported data lies
 * @param plugin the jar that brings the run's family; empty where the launcher knows none
 * @param others the jars of the runs that it builds on, directly or not, by their ids
 * @param device {@code cpu} or {@code gpu:0}; the launcher lets the process see that GPU alone
 * @param threads native threads, 0 to let the library choose
 * @param request file with the request, where one is to be granted
 */
public record Arguments(
        Work work,
        RunDirectory run,
        Home home,
        Optional<Path> plugin,
        Map<String, Path> others,
        String device,
        int threads,
        Optional<Path> request) {
    /** What a worker does with a run: trains it, or grants a request about one that is not training. */
    public enum Work {
        TRAIN,
        DRAW,
        EVALUATE;

        static Optional<Work> named(String word) {
            return Arrays.stream(values())
                    .filter(work -> work.name().toLowerCase(Locale.ROOT).equals(word))
                    .findFirst();
        }
    }

    public static final String USAGE = """
            usage: worker train --run DIR --home DIR [--plugin JAR] [--on RUN=JAR]... [--device cpu|gpu:0] [--threads N]
                   worker draw|evaluate --run DIR --home DIR [--plugin JAR] [--on RUN=JAR]... --request FILE [--device cpu|gpu:0] [--threads N]""";

    private static final List<String> NAMES =
            List.of("--run", "--home", "--plugin", "--on", "--device", "--threads", "--request");

    /** @throws IllegalArgumentException saying what is wrong with the command line */
    public static Arguments parse(String[] given) {
        Work work = (given.length == 0 ? Optional.<Work>empty() : Work.named(given[0]))
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected train, draw or evaluate, got " + (given.length == 0 ? "nothing" : given[0])));
        Map<String, String> values = new HashMap<>();
        Map<String, Path> others = new HashMap<>();
        for (int i = 1; i < given.length; i += 2) {
            if (!NAMES.contains(given[i]) || i + 1 == given.length) {
                throw new IllegalArgumentException("expected one of " + NAMES + " with a value, got " + given[i]);
            }
            if (given[i].equals("--on")) {
                addOther(others, given[i + 1]);
            } else {
                values.put(given[i], given[i + 1]);
            }
        }
        Optional<Path> request = Optional.ofNullable(values.get("--request")).map(Path::of);
        if (work != Work.TRAIN && request.isEmpty()) {
            throw new IllegalArgumentException("expected --request FILE with " + given[0]);
        }
        return new Arguments(
                work,
                new RunDirectory(Path.of(required(values, "--run"))),
                new Home(Path.of(required(values, "--home"))),
                Optional.ofNullable(values.get("--plugin"))
                        .filter(jar -> !jar.isBlank())
                        .map(Path::of),
                Map.copyOf(others),
                device(values.getOrDefault("--device", "cpu")),
                threads(values.getOrDefault("--threads", "0")),
                request);
    }

    private static void addOther(Map<String, Path> others, String runAndJar) {
        int sign = runAndJar.indexOf('=');
        if (sign < 1) {
            throw new IllegalArgumentException("expected --on RUN=JAR, got " + runAndJar);
        }
        others.put(runAndJar.substring(0, sign), Path.of(runAndJar.substring(sign + 1)));
    }

    public ModelContext context() {
        return new ModelContext(device.equals("cpu") ? ModelContext.Device.CPU : ModelContext.Device.GPU, threads);
    }

    /** The same, for a model that computes on the CPU. */
    public Arguments onCpu() {
        return new Arguments(work, run, home, plugin, others, "cpu", threads, request);
    }

    private static String required(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("expected " + name + " with a value");
        }
        return value;
    }

    private static String device(String value) {
        if (!value.matches("cpu|gpu:[0-9]+")) {
            throw new IllegalArgumentException("expected --device cpu or gpu:0, got " + value);
        }
        return value;
    }

    private static int threads(String value) {
        if (!value.matches("[0-9]{1,4}")) {
            throw new IllegalArgumentException("expected --threads with a number, got " + value);
        }
        return Integer.parseInt(value);
    }
}

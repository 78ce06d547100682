package org.genera.server.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.genera.run.home.Home;
import org.genera.run.home.RunDirectory;
import org.genera.run.request.DrawRequest;
import org.genera.run.request.RunInDraw;
import org.genera.run.request.RunRequest;
import org.genera.run.spec.PinnedRun;
import org.genera.run.spec.RunSpec;
import org.genera.server.plugins.ChildVirtualMachine;

/**
 * Starts worker processes that outlive the server. Thread-safe.
 *
 * <p>A shell stands between: it shields the worker from the Ctrl-C and the hang-up that end the server, notes its own
 * pid before the start, and the exit code after the end, when the server may be gone.
 */
public final class WorkerLauncher {
    /** The environment variable with the password of the database, which no worker needs to know. */
    public static final String PASSWORD = "GENERA_DB_PASSWORD";

    private static final Path SHELL = Path.of("/bin/sh");
    private static final List<Path> SESSION_STARTERS = List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));
    private static final String SCRIPT = """
            trap '' INT HUP
            pid_file=$1; exit_file=$2; shift 2
            if [ -n "$pid_file" ]; then echo $$ > "$pid_file.partial" && mv "$pid_file.partial" "$pid_file"; fi
            "$@"
            code=$?
            if [ -n "$exit_file" ]; then echo $code > "$exit_file.partial" && mv "$exit_file.partial" "$exit_file"; fi
            exit $code
            """;

    private final Home home;
    private final Distribution distribution;
    private final int concurrentRuns;
    private final Function<RunSpec, Optional<Path>> plugins;

    /** @param plugins the jar that a run's worker opens; empty where nobody brings its family */
    public WorkerLauncher(
            Home home, Distribution distribution, int concurrentRuns, Function<RunSpec, Optional<Path>> plugins) {
        this.home = home;
        this.distribution = distribution;
        this.concurrentRuns = concurrentRuns;
        this.plugins = plugins;
    }

    /** Starts the training of a run, or its continuation where a checkpoint lies there. */
    Process train(RunDirectory run, String device) throws IOException {
        RunFiles files = new RunFiles(run);
        files.clearForLaunch();
        return start(
                run,
                device,
                List.of("train", "--run", run.root().toString()),
                List.of(),
                files.launcherPid().toString(),
                run.exitCodeFile().toString());
    }

    /** Starts a worker that opens a checkpoint and grants a request, which lies in a file. */
    Process grant(RunDirectory run, RunRequest request, Path file) throws IOException {
        return start(
                run,
                "cpu",
                List.of(request.command(), "--run", run.root().toString(), "--request", file.toString()),
                request instanceof DrawRequest draw
                        ? draw.on().values().stream().map(RunInDraw::pin).toList()
                        : List.of(),
                "",
                "");
    }

    /** A virtual machine with a worker that concerns no run, in a process of the caller's. */
    public static ProcessBuilder command(Home home, Distribution distribution, List<String> arguments) {
        List<String> command = new ArrayList<>(ChildVirtualMachine.java());
        command.addAll(List.of(
                // Measures over pairs of examples are worth the better compiler; the later option holds.
                "-XX:TieredStopAtLevel=4",
                "-Dorg.bytedeco.javacpp.cachedir=" + home.nativeCache().toAbsolutePath(),
                "-cp",
                distribution.classPath(home, false),
                distribution.workerMain()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(ChildVirtualMachine.environment());
        builder.environment().put("CUDA_VISIBLE_DEVICES", "-1");
        builder.environment().put("TF_CPP_MIN_LOG_LEVEL", "2");
        return builder;
    }

    private Process start(
            RunDirectory run,
            String device,
            List<String> arguments,
            List<PinnedRun> more,
            String launcherPidFile,
            String exitCodeFile)
            throws IOException {
        boolean gpu = device.startsWith("gpu:");
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SHELL)) {
            SESSION_STARTERS.stream().filter(Files::isExecutable).findFirst().ifPresent(path -> command.add(path + ""));
            command.addAll(List.of(SHELL.toString(), "-c", SCRIPT, "genera-worker", launcherPidFile, exitCodeFile));
        }
        command.addAll(virtualMachine(run, gpu));
        command.addAll(arguments);
        command.addAll(List.of("--home", home.root().toAbsolutePath().toString()));
        RunSpec spec = run.spec();
        plugins.apply(spec).ifPresent(jar -> command.addAll(List.of("--plugin", jar.toString())));
        jarsOf(more, jarsOf(spec.needs().values(), new TreeMap<>()))
                .forEach((other, jar) -> command.addAll(List.of("--on", other + "=" + jar)));
        command.addAll(List.of("--device", device));
        if (concurrentRuns > 1) {
            // The same for training and for what comes later: with other threads sums may have other last digits.
            int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / concurrentRuns);
            command.addAll(List.of("--threads", Integer.toString(threads)));
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(run.root().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(run.log().toFile()));
        Map<String, String> environment = builder.environment();
        environment.putAll(ChildVirtualMachine.environment());
        environment.remove(PASSWORD);
        environment.put("CUDA_VISIBLE_DEVICES", gpu ? device.substring("gpu:".length()) : "-1");
        environment.put("CUDA_DEVICE_ORDER", "PCI_BUS_ID");
        environment.put("TF_CPP_MIN_LOG_LEVEL", "2");
        environment.put("TF_FORCE_GPU_ALLOW_GROWTH", "true");
        return builder.start();
    }

    /** By run: the jars of those that a run builds on, and of those that these build on. */
    private Map<String, Path> jarsOf(Collection<PinnedRun> pins, Map<String, Path> jars) {
        for (PinnedRun pin : pins) {
            RunDirectory other = home.run(pin.experiment(), pin.run());
            // The worker says what is wrong with one that has gone.
            if (!jars.containsKey(pin.run()) && Files.exists(other.specFile())) {
                RunSpec spec = other.spec();
                plugins.apply(spec).ifPresent(jar -> jars.put(pin.run(), jar));
                jarsOf(spec.on().values(), jars);
            }
        }
        return jars;
    }

    private List<String> virtualMachine(RunDirectory run, boolean gpu) {
        List<String> command = new ArrayList<>(ChildVirtualMachine.java());
        command.addAll(List.of(
                // A heap that starts small collects its garbage before it grows; by default it grows with the machine.
                "-Xms128m",
                "-XX:MaxNewSize=64m",
                "-XX:+DisplayVMOutputToStderr",
                "-XX:ErrorFile=" + run.root().resolve("hs_err_%p.log"),
                "-Dorg.bytedeco.javacpp.cachedir=" + home.nativeCache().toAbsolutePath(),
                "-cp",
                distribution.classPath(home, gpu),
                distribution.workerMain()));
        return command;
    }
}

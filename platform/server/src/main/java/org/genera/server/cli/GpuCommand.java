package org.genera.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.genera.run.home.Home;
import org.genera.server.devices.DeviceSlots;
import org.genera.server.devices.Gpu;
import org.genera.server.devices.GpuProbe;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code genera gpu}. */
@Command(name = "gpu", description = "Shows and installs what runs on GPUs need.", mixinStandardHelpOptions = true)
final class GpuCommand {
    @Mixin
    private Output output = new Output();

    private static final String ARTIFACT = "org.tensorflow:tensorflow-core-native:1.1.0:jar:linux-x86_64-gpu";
    private static final String WANTED = """
            The GPU build of TensorFlow 2.18 wants, on Linux x86-64:
              - an NVIDIA GPU with compute capability 6.0 or higher and a driver of version 525.60.13 or newer
                (nvidia-smi shows it),
              - the libraries of CUDA 12.5 and cuDNN 9 where the system's loader finds them (LD_LIBRARY_PATH or
                /etc/ld.so.conf.d).""";

    @Command(name = "status", description = "Says which GPUs there are and whether runs can use them.")
    int status(@Mixin HomeOption home) {
        DeviceSlots devices = devices(home.home());
        devices.refresh();
        PrintWriter out = output.out();
        for (Gpu gpu : devices.gpus()) {
            out.printf("%-6s %s, %,d MiB, driver %s%n", gpu.id(), gpu.name(), gpu.memoryMiB(), gpu.driver());
        }
        out.println("GPU build of TensorFlow: "
                + (devices.librariesInstalled() ? "installed in " : "not installed in ")
                + home.home().gpuLibraries());
        out.println(devices.advice());
        return 0;
    }

    @Command(
            name = "install",
            description = "Fetches the GPU build of TensorFlow into the home folder, or takes it from files.")
    int install(
            @Mixin HomeOption home,
            @Option(
                            names = "--from",
                            arity = "1..*",
                            paramLabel = "FILE",
                            description = "Jar files to install instead of fetching with Maven.")
                    @Nullable
                    List<Path> files)
            throws IOException, InterruptedException {
        Path folder = home.home().gpuLibraries();
        Files.createDirectories(folder);
        if (files == null) {
            fetch(folder);
        } else {
            for (Path file : files) {
                copy(file, folder);
            }
        }
        if (!devices(home.home()).librariesInstalled()) {
            throw new IllegalStateException(
                    "expected a jar whose name ends in -gpu.jar in " + folder + ", found none; it is " + ARTIFACT);
        }
        output.out().println("Installed in " + folder + ". Delete the folder to take it back.");
        output.out().println(WANTED);
        return 0;
    }

    private static void copy(Path file, Path folder) throws IOException {
        if (!Files.isRegularFile(file) || !file.getFileName().toString().endsWith(".jar")) {
            throw new IllegalArgumentException("--from: expected a jar file, got " + file);
        }
        Path partial = folder.resolve(file.getFileName() + ".partial");
        Files.copy(file, partial, StandardCopyOption.REPLACE_EXISTING);
        Files.move(partial, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }

    private void fetch(Path folder) throws IOException, InterruptedException {
        Optional<Path> maven = onPath("mvn");
        if (maven.isEmpty()) {
            throw new IllegalStateException("expected Maven (mvn) to fetch " + ARTIFACT
                    + ", found none on the path; download that jar elsewhere and run"
                    + " `genera gpu install --from FILE.jar`");
        }
        output.out().println("Fetching " + ARTIFACT + " (about 530 MB) …");
        Process process = new ProcessBuilder(
                        maven.get().toString(),
                        "-q",
                        "-B",
                        "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy",
                        "-Dartifact=" + ARTIFACT,
                        "-DoutputDirectory=" + folder.toAbsolutePath())
                .directory(folder.toFile())
                .inheritIO()
                .start();
        int exitCode = process.waitFor();
        if (exitCode != 0) {
            throw new IllegalStateException("expected Maven to fetch " + ARTIFACT + ", it ended with " + exitCode
                    + "; download that jar elsewhere and run `genera gpu install --from FILE.jar`");
        }
    }

    private static Optional<Path> onPath(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(java.io.File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static DeviceSlots devices(Home home) {
        String tool = Optional.ofNullable(System.getenv("GENERA_GPU_TOOL")).orElse("nvidia-smi");
        return new DeviceSlots(1, new GpuProbe(tool), home.gpuLibraries());
    }
}

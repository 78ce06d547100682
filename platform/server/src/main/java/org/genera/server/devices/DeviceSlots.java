package org.genera.server.devices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who runs where: a number of places on the CPU, and each GPU for one run at a time. Thread-safe.
 *
 * <p>The words for a device are {@code auto}, {@code cpu} and {@code gpu:0}, {@code gpu:1} …
 */
public final class DeviceSlots {
    private static final Pattern WORD = Pattern.compile("auto|cpu|gpu:[0-9]{1,3}");

    private final int cpuPlaces;
    private final GpuProbe probe;
    private final Path gpuLibraries;
    private final Map<String, String> deviceByRun = new HashMap<>();
    private List<Gpu> gpus = List.of();

    /**
     * @param cpuPlaces runs on the CPU at a time
     * @param gpuLibraries folder in which the GPU build of TensorFlow is installed, if it is
     */
    public DeviceSlots(int cpuPlaces, GpuProbe probe, Path gpuLibraries) {
        if (cpuPlaces < 1) {
            throw new IllegalArgumentException("need at least one concurrent run, got " + cpuPlaces);
        }
        this.cpuPlaces = cpuPlaces;
        this.probe = probe;
        this.gpuLibraries = gpuLibraries;
    }

    /** Asks the driver's tool again; may take seconds. */
    public void refresh() {
        List<Gpu> found = probe.read();
        synchronized (this) {
            gpus = found;
        }
    }

    public synchronized List<Gpu> gpus() {
        return gpus;
    }

    public int cpuPlaces() {
        return cpuPlaces;
    }

    /** Whether the GPU build of TensorFlow is installed. */
    public boolean librariesInstalled() {
        if (!Files.isDirectory(gpuLibraries)) {
            return false;
        }
        try (Stream<Path> files = Files.list(gpuLibraries)) {
            return files.anyMatch(file -> file.getFileName().toString().endsWith("-gpu.jar"));
        } catch (IOException e) {
            return false;
        }
    }

    /** Why no run could ever have the device, in a sentence that says what to do; empty if one could. */
    public Optional<String> refusal(String device) {
        if (!WORD.matcher(device).matches()) {
            return Optional.of("expected auto, cpu or gpu:0, gpu:1 …, got \"" + device + "\"");
        }
        if (!device.startsWith("gpu:")) {
            return Optional.empty();
        }
        List<Gpu> present = gpus();
        if (present.stream().noneMatch(gpu -> gpu.id().equals(device))) {
            String there = present.isEmpty()
                    ? "the driver's tool reports no GPU"
                    : "this machine has " + present.stream().map(Gpu::id).collect(Collectors.joining(", "));
            return Optional.of(device + " is not there: " + there + "; choose auto or cpu");
        }
        if (!librariesInstalled()) {
            return Optional.of("the GPU build of TensorFlow is not installed; run `genera gpu install`, or choose cpu");
        }
        return Optional.empty();
    }

    /** The device that the run now holds, or nothing if it has to wait. */
    public Optional<String> take(String wanted, String runId) {
        boolean libraries = librariesInstalled();
        synchronized (this) {
            Optional<String> device = Optional.empty();
            if (!wanted.equals("cpu") && libraries) {
                device = gpus.stream()
                        .map(Gpu::id)
                        .filter(id -> wanted.equals("auto") || wanted.equals(id))
                        .filter(id -> !deviceByRun.containsValue(id))
                        .findFirst();
            }
            if (device.isEmpty() && !wanted.startsWith("gpu:") && onCpu() < cpuPlaces) {
                device = Optional.of("cpu");
            }
            device.ifPresent(id -> deviceByRun.put(runId, id));
            return device;
        }
    }

    /** Notes what a run holds already, as after a restart of the server. */
    public synchronized void hold(String device, String runId) {
        deviceByRun.put(runId, device);
    }

    public synchronized void release(String runId) {
        deviceByRun.remove(runId);
    }

    /** The run that holds the device; of several on the CPU, any. */
    public synchronized Optional<String> holder(String device) {
        return deviceByRun.entrySet().stream()
                .filter(entry -> entry.getValue().equals(device))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst();
    }

    /** What to do to use a GPU, in one sentence. */
    public String advice() {
        if (gpus().isEmpty()) {
            return "No GPU: the driver's tool nvidia-smi is absent or reports none; runs use the CPU.";
        }
        return librariesInstalled()
                ? "Runs on auto take a free GPU."
                : "Run `genera gpu install` to let runs use the GPU; until then they use the CPU.";
    }

    private long onCpu() {
        return deviceByRun.values().stream().filter("cpu"::equals).count();
    }
}

package org.genera.server.devices;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the driver's tool for the GPUs of this machine. Thread-safe. */
public final class GpuProbe {
    private static final Logger log = LoggerFactory.getLogger(GpuProbe.class);
    private static final long TIMEOUT_SECONDS = 10;

    private final String tool;

    /** @param tool path of {@code nvidia-smi}, or its name where it lies on the path */
    public GpuProbe(String tool) {
        this.tool = tool;
    }

    /** The GPUs in the order of their index; none where the tool is absent or says nothing usable. */
    public List<Gpu> read() {
        Process process;
        try {
            process = new ProcessBuilder(
                            tool, "--query-gpu=index,name,memory.total,driver_version", "--format=csv,noheader,nounits")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            log.debug("no {} here: {}", tool, e.getMessage());
            return List.of();
        }
        // Read aside, so that a tool that hangs with its output open cannot hang the server.
        CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> outputOf(process));
        try {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                log.warn("{} did not answer within {} s; going on without GPUs", tool, TIMEOUT_SECONDS);
                process.destroyForcibly();
                return List.of();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return List.of();
        }
        if (process.exitValue() != 0) {
            log.debug("{} ended with {}", tool, process.exitValue());
            return List.of();
        }
        return parse(output.join());
    }

    private static String outputOf(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    static List<Gpu> parse(String output) {
        List<Gpu> gpus = new ArrayList<>();
        for (String line : output.lines().toList()) {
            List<String> columns = List.of(line.split("\\s*,\\s*", -1));
            if (columns.size() != 4) {
                continue;
            }
            try {
                gpus.add(new Gpu(
                        Integer.parseInt(columns.get(0).strip()),
                        columns.get(1),
                        memory(columns.get(2)),
                        columns.get(3).strip()));
            } catch (NumberFormatException e) {
                log.warn("{} is no line of a GPU", line);
            }
        }
        return List.copyOf(gpus);
    }

    /** Some devices answer {@code [N/A]}. */
    private static long memory(String column) {
        return column.chars().allMatch(Character::isDigit) && !column.isEmpty() ? Long.parseLong(column) : 0;
    }
}

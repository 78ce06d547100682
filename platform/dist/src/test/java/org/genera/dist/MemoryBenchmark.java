package org.genera.dist;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Memory of server and worker from 1,000 to 40,000 steps of each family that trains in steps: what is resident, and
 * what the heap holds after a collection. The first grows for some minutes after a start as the virtual machine
 * compiles what it runs and touches its heap for the first time; the second shows whether anything is kept that should
 * not be. Sample sets, evaluations and checkpoints come every 500 steps, so that the first reading has seen each kind
 * of work.
 */
final class MemoryBenchmark {

    /** A full collection moves what lives to the old generation; the young one fills again at once. */
    private static final Pattern HEAP_USED = Pattern.compile("tenured generation +total \\d+K, used (\\d+)K");

    private static final long[] READINGS = {1_000, 10_000, 20_000, 40_000};

    private MemoryBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("genera-bench");
        try (RunningGenera genera = RunningGenera.start(folder)) {
            String experiment = genera.ringExperiment("memory", 45_000, 90);
            for (List<String> family : List.of(
                    List.of("vae", "vae-gaussian"), List.of("gan", "non-saturating"), List.of("diffusion", "ddpm"))) {
                String run = genera.launch(experiment, family.get(0), family.get(1), Map.of(), 1);
                for (long step : READINGS) {
                    var state = genera.await(
                            run,
                            Duration.ofMinutes(5),
                            each -> each.path("step").asLong() >= step);
                    long worker = state.path("state").path("pid").asLong();
                    System.out.printf(
                            "%s, step %,d: worker %s, server %s%n",
                            family.get(1), step, memory(worker), memory(genera.pid()));
                }
                genera.await(run, Duration.ofMinutes(5), RunningGenera::ended);
            }
        }
    }

    private static String memory(long pid) throws Exception {
        long resident = resident(pid);
        return String.format(Locale.ROOT, "%d MiB (%.1f in the heap)", resident, live(pid) / 1024.0);
    }

    /** KiB that the heap holds after a full collection. */
    private static long live(long pid) throws Exception {
        tell(pid, "GC.run");
        String answer = tell(pid, "GC.heap_info");
        Matcher used = HEAP_USED.matcher(answer);
        if (!used.find()) {
            throw new IllegalStateException("expected process " + pid + " to tell of its heap, got: " + answer);
        }
        return Long.parseLong(used.group(1));
    }

    private static String tell(long pid, String command) throws Exception {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        try (InputStream answer = process.getInputStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static long resident(long pid) throws Exception {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        throw new IllegalStateException("process " + pid + " has ended");
    }
}

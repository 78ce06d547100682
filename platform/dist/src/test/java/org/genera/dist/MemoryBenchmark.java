package org.genera.dist;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Resident memory of server and worker from 1,000 to 40,000 steps of each family that trains in steps. Sample
 * sets, evaluations and checkpoints come every 500 steps, so that the first reading has seen each kind of work.
 */
final class MemoryBenchmark {

    private static final long[] READINGS = {1_000, 10_000, 20_000, 40_000};

    private MemoryBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("genera-bench");
        try (RunningGenera genera = RunningGenera.start(folder)) {
            String experiment = genera.ringExperiment("memory", 41_000, 82);
            for (List<String> family : List.of(
                    List.of("vae", "vae-gaussian"), List.of("gan", "non-saturating"), List.of("diffusion", "ddpm"))) {
                String run = genera.launch(experiment, family.get(0), family.get(1), Map.of(), 1);
                for (long step : READINGS) {
                    var state = genera.await(
                            run,
                            Duration.ofMinutes(5),
                            each -> each.path("step").asLong() >= step);
                    System.out.printf(
                            "%s, step %,d: worker %d MiB, server %d MiB%n",
                            family.get(1),
                            step,
                            resident(state.path("state").path("pid").asLong()),
                            resident(genera.pid()));
                }
                genera.await(run, Duration.ofMinutes(5), RunningGenera::ended);
            }
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

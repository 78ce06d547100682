package org.genera.dist;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Resident memory of server and worker after 1,000 and after 10,000 steps of each family that trains in steps. */
final class MemoryBenchmark {

    private MemoryBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("genera-bench");
        try (RunningGenera genera = RunningGenera.start(folder)) {
            String experiment = genera.ringExperiment("memory", 11_000);
            for (List<String> family : List.of(
                    List.of("vae", "vae-gaussian"), List.of("gan", "non-saturating"), List.of("diffusion", "ddpm"))) {
                String run = genera.launch(experiment, family.get(0), family.get(1), Map.of(), 1);
                long[] early = at(genera, run, 1_000);
                long[] late = at(genera, run, 10_000);
                System.out.printf(
                        "%s: worker %d MiB -> %d MiB, server %d MiB -> %d MiB%n",
                        family.get(1), early[0], late[0], early[1], late[1]);
                genera.await(run, Duration.ofMinutes(5), RunningGenera::ended);
            }
        }
    }

    private static long[] at(RunningGenera genera, String run, long step) throws Exception {
        var state = genera.await(
                run, Duration.ofMinutes(5), each -> each.path("step").asLong() >= step);
        return new long[] {resident(state.path("state").path("pid").asLong()), resident(genera.pid())};
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

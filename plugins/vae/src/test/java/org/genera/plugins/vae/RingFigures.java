package org.genera.plugins.vae;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.genera.spi.Batch;
import org.genera.spi.Likelihood;
import org.genera.spi.Model;
import org.genera.spi.SampleRequest;
import org.genera.spi.Sampling;
import org.genera.spi.ValueRange;
import org.genera.testkit.OneBatch;
import org.junit.jupiter.api.Test;

/**
 * What the defaults make of 8 Gaussians on a ring. Not part of the suite: {@code ./genera test plugins/vae#RingFigures}.
 */
class RingFigures {
    private static final int STEPS = Integer.getInteger("steps", 5000);
    private static final double RADIUS = Double.parseDouble(System.getProperty("radius", "1"));
    private static final double DEVIATION = Double.parseDouble(System.getProperty("deviation", "0.01"));

    @Test
    void samples_reach_all_8_modes() {
        for (long seed = 1; seed <= 3; seed++) {
            try (Model model = Models.build("vae-gaussian", Models.POINTS, ValueRange.REAL, Map.of(), seed)) {
                Random random = new Random(seed);
                Map<String, Double> metrics = Map.of();
                long nanos = 0;
                for (int step = 1; step <= STEPS; step++) {
                    Batch batch = ring(random, 100);
                    long start = System.nanoTime();
                    metrics = model.trainStep(new OneBatch(step, batch)).metrics();
                    nanos += System.nanoTime() - start;
                }
                float[] drawn = ((Sampling) model)
                        .sample(SampleRequest.of(10_000, 1, Vae.ANCESTRAL))
                        .values();
                boolean[] modes = new boolean[8];
                int near = 0;
                for (int i = 0; i < 10_000; i++) {
                    for (int mode = 0; mode < 8; mode++) {
                        double dx = drawn[2 * i] - RADIUS * Math.cos(mode * Math.PI / 4);
                        double dy = drawn[2 * i + 1] - RADIUS * Math.sin(mode * Math.PI / 4);
                        if (Math.hypot(dx, dy) < 3 * DEVIATION) {
                            modes[mode] = true;
                            near++;
                        }
                    }
                }
                int reached = 0;
                for (boolean mode : modes) {
                    reached += mode ? 1 : 0;
                }
                Batch test = ring(random, 1000);
                double weighted = Arrays.stream(((Likelihood) model)
                                .logLikelihood(test, "importance-weighted", 1)
                                .values())
                        .average()
                        .orElseThrow();
                System.out.printf(
                        Locale.ROOT,
                        "ring, seed %d: %d of 8 modes, %.1f %% within 3σ, importance-weighted NLL %.2f, %.0f steps/s,"
                                + " %s%n",
                        seed,
                        reached,
                        near / 100.0,
                        -weighted,
                        STEPS / (nanos / 1e9),
                        metrics);
                assertThat(reached).isEqualTo(8);
            }
        }
    }

    private static Batch ring(Random random, int count) {
        float[] values = new float[2 * count];
        for (int i = 0; i < count; i++) {
            int mode = random.nextInt(8);
            values[2 * i] = (float) (RADIUS * Math.cos(mode * Math.PI / 4) + DEVIATION * random.nextGaussian());
            values[2 * i + 1] = (float) (RADIUS * Math.sin(mode * Math.PI / 4) + DEVIATION * random.nextGaussian());
        }
        return new Batch(count, values, new int[0]);
    }
}

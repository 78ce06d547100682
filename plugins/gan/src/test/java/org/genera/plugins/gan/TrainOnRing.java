package org.genera.plugins.gan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.Model;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.SampleRequest;
import org.genera.spi.Sampling;
import org.genera.spi.StepReport;
import org.genera.spi.ValueRange;
import org.genera.spi.Values;
import org.genera.spi.Variant;
import org.genera.testkit.OneBatch;

/**
 * Trains on the ring of 8 and prints coverage and speed. Not part of the suite.
 *
 * <p>Arguments: variant, first seed, number of seeds, steps, then hyperparameters as name=value (lists with commas).
 * {@code -Dthreads=1} sets the native threads.
 */
final class TrainOnRing {
    private static final int BATCH = 100;
    private static final int REPORTS = 10;

    private TrainOnRing() {}

    public static void main(String[] arguments) {
        GanFamily family = new GanFamily();
        Variant variant = family.variants().stream()
                .filter(each -> each.id().equals(arguments[0]))
                .findFirst()
                .orElseThrow();
        long firstSeed = Long.parseLong(arguments[1]);
        int steps = Integer.parseInt(arguments[3]);
        Values values = Values.of(variant.hyperparameters(), given(arguments, 4));
        ModelContext context = new ModelContext(ModelContext.Device.CPU, Integer.getInteger("threads", 0));
        for (long seed = firstSeed; seed < firstSeed + Integer.parseInt(arguments[2]); seed++) {
            DataSpec data = new DataSpec(new DataShape.Vector(2), ValueRange.REAL, 0, 100_000);
            try (Model model = family.build(new ModelSpec(variant.id(), values, data, seed), context)) {
                train(model, variant, seed, steps);
            }
        }
    }

    private static void train(Model model, Variant variant, long seed, int steps) {
        Random random = new Random(seed);
        long start = System.nanoTime();
        for (int step = 1; step <= steps; step++) {
            StepReport report =
                    model.trainStep(new OneBatch(step, new Batch(BATCH, RingOfEight.draw(BATCH, random), new int[0])));
            if (step % (steps / REPORTS) == 0) {
                RingOfEight.Coverage coverage = RingOfEight.Coverage.of(((Sampling) model)
                        .sample(SampleRequest.of(10_000, 1, variant.samplers().get(0)))
                        .values());
                System.out.printf(
                        Locale.ROOT,
                        "seed %d step %d: %d modes, %.1f %% within 3 sigma, %.0f steps/s, %s%n",
                        seed,
                        step,
                        coverage.modes(),
                        100 * coverage.highQuality(),
                        step / ((System.nanoTime() - start) * 1e-9),
                        report.metrics());
            }
        }
    }

    /** Hyperparameters from name=value. */
    static Map<String, Object> given(String[] arguments, int first) {
        Map<String, Object> given = new LinkedHashMap<>();
        for (int i = first; i < arguments.length; i++) {
            String[] pair = arguments[i].split("=", 2);
            if (pair[0].endsWith("Hidden")) {
                given.put(
                        pair[0],
                        List.of(pair[1].split(",")).stream().map(Long::valueOf).toList());
            } else {
                given.put(pair[0], Double.valueOf(pair[1]));
            }
        }
        return given;
    }
}

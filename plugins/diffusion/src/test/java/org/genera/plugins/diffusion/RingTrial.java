package org.genera.plugins.diffusion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.genera.nn.Seeds;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.ValueRange;
import org.genera.spi.Values;
import org.genera.spi.Variant;
import org.genera.testkit.OneBatch;

/**
 * Trains on the ring of 8 Gaussians (radius 1, standard deviation 0.01) and prints modes, share of high quality and times.
 * Not run by the suite: {@code RingTrial <variant> <seeds> <step,step,…> [name=value …]}.
 */
final class RingTrial {
    private static final double DEVIATION = 0.01;

    private RingTrial() {}

    public static void main(String[] arguments) {
        Variant variant = new DiffusionFamily().variant(arguments[0]);
        int seeds = Integer.parseInt(arguments[1]);
        List<Integer> moments = java.util.Arrays.stream(arguments[2].split(",", -1))
                .map(Integer::valueOf)
                .toList();
        Map<String, Object> given = new LinkedHashMap<>();
        for (int i = 3; i < arguments.length; i++) {
            String[] pair = arguments[i].split("=", 2);
            given.put(pair[0], pair[1].matches("[-0-9.eE]+") ? (Object) Double.valueOf(pair[1]) : pair[1]);
        }
        for (int seed = 1; seed <= seeds; seed++) {
            ModelSpec spec = new ModelSpec(
                    variant.id(),
                    Values.of(variant.hyperparameters(), given),
                    new DataSpec(new DataShape.Vector(2), ValueRange.REAL, 0, 10_000),
                    seed);
            try (DiffusionModel model = (DiffusionModel) variant.build(spec, ModelContext.cpu())) {
                long start = System.nanoTime();
                double seconds = 0;
                for (int step = 1; step <= moments.get(moments.size() - 1); step++) {
                    model.trainStep(new OneBatch(
                            step, new Batch(100, ring(100, Seeds.derive(seed, "batch/" + step)), new int[0])));
                    if (moments.contains(step)) {
                        seconds += (System.nanoTime() - start) * 1e-9;
                        System.out.printf(
                                "seed %d step %d %.1f s (%.0f steps/s)%n", seed, step, seconds, step / seconds);
                        report(model, variant);
                        start = System.nanoTime();
                    }
                }
            }
        }
    }

    private static void report(DiffusionModel model, Variant variant) {
        for (var sampler : variant.samplers()) {
            long start = System.nanoTime();
            SampleRequest request = SampleRequest.of(1000, 5, sampler);
            Samples samples = model.sample(request);
            double seconds = (System.nanoTime() - start) * 1e-9;
            System.out.printf(
                    "  %s, %d evaluations, %.2f s: %s%n",
                    sampler.id(),
                    model.networkEvaluations(new SampleRequest(1, 5, sampler.id(), request.settings())),
                    seconds,
                    quality(samples.values()));
        }
        Batch test = new Batch(200, ring(200, 999), new int[0]);
        for (var method : model.likelihoodMethods()) {
            double mean = java.util.Arrays.stream(
                            model.logLikelihood(test, method.id(), 3).values())
                    .average()
                    .orElseThrow();
            System.out.printf("  %s %.3f nats (entropy bound %.3f)%n", method.id(), mean, -entropy());
        }
        StringBuilder profile = new StringBuilder("  loss by timestep");
        for (double value : model.profiles(test, 1).get(0).values()) {
            profile.append(String.format(" %.3f", value));
        }
        System.out.println(profile);
    }

    /** The entropy of the ring: well separated modes. */
    private static double entropy() {
        return Math.log(8) + 1 + Math.log(2 * Math.PI * DEVIATION * DEVIATION);
    }

    static float[] ring(int count, long seed) {
        Random random = new Random(seed);
        float[] values = new float[2 * count];
        for (int i = 0; i < count; i++) {
            double angle = random.nextInt(8) * Math.PI / 4;
            values[2 * i] = (float) (Math.cos(angle) + DEVIATION * random.nextGaussian());
            values[2 * i + 1] = (float) (Math.sin(angle) + DEVIATION * random.nextGaussian());
        }
        return values;
    }

    private static String quality(float[] values) {
        int[] near = new int[8];
        int good = 0;
        double squares = 0;
        int count = values.length / 2;
        for (int i = 0; i < count; i++) {
            double angle = Math.atan2(values[2 * i + 1], values[2 * i]);
            int mode = Math.floorMod((int) Math.round(angle / (Math.PI / 4)), 8);
            double dx = values[2 * i] - Math.cos(mode * Math.PI / 4);
            double dy = values[2 * i + 1] - Math.sin(mode * Math.PI / 4);
            if (Math.hypot(dx, dy) <= 3 * DEVIATION) {
                good++;
                near[mode]++;
                squares += dx * dx + dy * dy;
            }
        }
        int modes = (int) java.util.Arrays.stream(near).filter(n -> n >= 20).count();
        return String.format(
                "%d modes, %.1f %% high quality, std %.4f %s",
                modes, 100.0 * good / count, Math.sqrt(squares / good / 2), java.util.Arrays.toString(near));
    }
}

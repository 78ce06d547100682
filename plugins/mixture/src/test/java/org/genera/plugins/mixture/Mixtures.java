package org.genera.plugins.mixture;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.ValueRange;
import org.genera.spi.Values;
import org.genera.testkit.OneBatch;

/** Models and rows that several tests ask for. */
final class Mixtures {
    private Mixtures() {}

    static ModelSpec spec(String variant, int size, Map<String, Object> given) {
        Map<String, Object> all = new HashMap<>(given);
        if (given.containsKey("varianceFloor")) {
            // Closed forms know of no other.
            all.putIfAbsent("relativeVarianceFloor", 0);
        }
        Values values = Values.of(new MixtureFamily().variant(variant).hyperparameters(), all);
        return new ModelSpec(variant, values, new DataSpec(new DataShape.Vector(size), ValueRange.REAL, 0, 1000), 1);
    }

    static MixtureModel build(String variant, int size, Map<String, Object> given) {
        return (MixtureModel) new MixtureFamily().build(spec(variant, size, given), ModelContext.cpu());
    }

    static Batch batch(float[] rows, int size) {
        return new Batch(rows.length / size, rows, new int[0]);
    }

    /** Overlapping, stretched, turned clouds of unequal size. */
    static float[] clouds(int count, long seed) {
        Random random = new Random(seed);
        float[] rows = new float[count * 2];
        for (int i = 0; i < count; i++) {
            int k = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(2);
            double a = random.nextGaussian() * (1 + k);
            double b = random.nextGaussian() * 0.4;
            rows[2 * i] = (float) (2 * k + a - b);
            rows[2 * i + 1] = (float) (3 - k * k + 0.5 * a + b);
        }
        return rows;
    }

    /** Eight modes on the unit circle with standard deviation 0.01. */
    static float[] ring(int count, long seed) {
        Random random = new Random(seed);
        float[] rows = new float[count * 2];
        for (int i = 0; i < count; i++) {
            double angle = 2 * Math.PI * random.nextInt(8) / 8;
            rows[2 * i] = (float) (Math.cos(angle) + 0.01 * random.nextGaussian());
            rows[2 * i + 1] = (float) (Math.sin(angle) + 0.01 * random.nextGaussian());
        }
        return rows;
    }

    /** Trains until the model says that it has converged or so many steps are done. */
    static double train(MixtureModel model, float[] rows, int size, int steps) {
        double nll = Double.NaN;
        for (int step = 1; step <= steps; step++) {
            var report = model.trainStep(new OneBatch(step, batch(rows, size)));
            nll = report.metrics().get("trainNll");
            if (report.converged()) {
                break;
            }
        }
        return nll;
    }
}

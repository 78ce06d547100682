package org.genera.plugins.vae;

import java.util.Map;
import java.util.Random;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.Model;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.ValueRange;
import org.genera.spi.Values;
import org.genera.spi.Variant;

/** Models and batches for tests. */
final class Models {
    static final DataShape POINTS = new DataShape.Vector(2);
    static final DataShape IMAGES = new DataShape.Image(6, 5, 1);

    private Models() {}

    static Variant variant(String id) {
        return new VaeFamily()
                .variants().stream()
                        .filter(each -> each.id().equals(id))
                        .findFirst()
                        .orElseThrow();
    }

    static ModelSpec spec(String variant, DataShape shape, ValueRange range, Map<String, ?> values, long seed) {
        return new ModelSpec(
                variant,
                Values.of(variant(variant).hyperparameters(), values),
                new DataSpec(shape, range, 0, 1000),
                seed);
    }

    static Model build(String variant, DataShape shape, ValueRange range, Map<String, ?> values, long seed) {
        return new VaeFamily().build(spec(variant, shape, range, values, seed), ModelContext.cpu());
    }

    /** Examples with a structure to learn: a common factor moves all numbers of one away from their means. */
    static Batch batch(DataShape shape, ValueRange range, int count, long step) {
        Random random = new Random(step);
        float[] values = new float[count * shape.size()];
        for (int i = 0; i < count; i++) {
            double factor = random.nextGaussian();
            for (int j = 0; j < shape.size(); j++) {
                double value = Math.cos(2 * j) + Math.sin(j + 1) * factor + 0.1 * random.nextGaussian();
                double unit = 1 / (1 + Math.exp(-3 * value));
                values[i * shape.size() + j] = (float)
                        switch (range) {
                            case REAL -> value;
                            case UNIT -> unit;
                            case SYMMETRIC -> 2 * unit - 1;
                            case BINARY -> random.nextDouble() < unit ? 1 : 0;
                            case SYMBOLS ->
                                throw new IllegalArgumentException("expected vectors or images, got symbols");
                        };
            }
        }
        return new Batch(count, values, new int[0]);
    }
}

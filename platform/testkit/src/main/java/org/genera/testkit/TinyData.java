package org.genera.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.ValueRange;
import org.genera.spi.Variant;

/** Small labelled data for contracts: three blobs in the plane, and blurred squares at three places of an image. */
public final class TinyData {
    private static final int CLASSES = 3;
    private static final int EXAMPLES = 48;

    private final DataSpec spec;

    private TinyData(DataSpec spec) {
        this.spec = spec;
    }

    /** One set for each kind and range that the variant accepts. */
    public static List<TinyData> acceptedBy(Variant variant) {
        List<TinyData> accepted = new ArrayList<>();
        DataShape plane = new DataShape.Vector(2);
        DataShape image = new DataShape.Image(28, 28, 1);
        for (ValueRange range : ValueRange.values()) {
            for (DataShape shape : List.of(plane, image)) {
                // Coordinates come as real numbers, images in a bounded range.
                boolean usual = (shape == plane) == (range == ValueRange.REAL) && range != ValueRange.SYMBOLS;
                if (usual) {
                    addIfAccepted(new DataSpec(shape, range, CLASSES, EXAMPLES), variant, accepted);
                }
            }
        }
        return accepted;
    }

    private static void addIfAccepted(DataSpec spec, Variant variant, List<TinyData> accepted) {
        if (variant.accepts().refusal(spec).isEmpty()) {
            accepted.add(new TinyData(spec));
        }
    }

    public DataSpec spec() {
        return spec;
    }

    /** The minibatch of a step: a function of the step and the size. */
    public Batch batch(long step, int count) {
        Random random = new Random(31 * step + count);
        int size = spec.shape().size();
        float[] values = new float[count * size];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % CLASSES;
            for (int j = 0; j < size; j++) {
                values[i * size + j] = value(labels[i], j, random);
            }
        }
        return new Batch(step, count, values, labels);
    }

    /** Everything, for variants that read the whole split. */
    public Batch whole() {
        return batch(1, EXAMPLES);
    }

    private float value(int label, int j, Random random) {
        if (spec.range() == ValueRange.REAL) {
            double angle = 2 * Math.PI * label / CLASSES;
            return (float) ((j == 0 ? Math.cos(angle) : Math.sin(angle)) + 0.1 * random.nextGaussian());
        }
        int row = j / 28;
        int column = j % 28;
        boolean inside = row >= 8 && row < 20 && column >= 2 + 8 * label && column < 10 + 8 * label;
        double grey = Math.min(1, Math.max(0, (inside ? 0.85 : 0.1) + 0.05 * random.nextGaussian()));
        return switch (spec.range()) {
            case BINARY -> random.nextDouble() < grey ? 1 : 0;
            case SYMMETRIC -> (float) (2 * grey - 1);
            default -> (float) grey;
        };
    }

    @Override
    public String toString() {
        return spec.shape().kind() + " " + spec.range();
    }
}

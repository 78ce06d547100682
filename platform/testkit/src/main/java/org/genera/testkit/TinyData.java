package org.genera.testkit;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.ValueRange;
import org.genera.spi.Variant;

/**
 * Small labelled data for contracts: three blobs in the plane, blurred squares at three places of an image, pairs of such
 * images, and sequences of three to eight symbols or points.
 */
public final class TinyData {
    private static final int CLASSES = 3;
    private static final int EXAMPLES = 48;
    private static final int SHORTEST = 3;
    private static final int LONGEST = 8;
    private static final int SYMBOLS = 4;
    private static final DataShape.Image IMAGE = new DataShape.Image(28, 28, 1);
    private static final List<DataShape> SHAPES = List.of(
            new DataShape.Vector(2),
            IMAGE,
            DataShape.Sequence.ofSymbols(LONGEST, SYMBOLS),
            DataShape.Sequence.ofVectors(LONGEST, 2),
            new DataShape.ImagePair(IMAGE, IMAGE, true),
            new DataShape.ImagePair(IMAGE, IMAGE, false));

    private final DataSpec spec;

    private TinyData(DataSpec spec) {
        this.spec = spec;
    }

    /** One set for each shape and range that the variant accepts. */
    public static List<TinyData> acceptedBy(Variant variant) {
        List<TinyData> accepted = new ArrayList<>();
        for (ValueRange range : ValueRange.values()) {
            for (DataShape shape : SHAPES) {
                if (usual(shape).contains(range)) {
                    DataSpec spec = new DataSpec(shape, range, CLASSES, EXAMPLES);
                    if (variant.accepts().refusal(spec).isEmpty()) {
                        accepted.add(new TinyData(spec));
                    }
                }
            }
        }
        return accepted;
    }

    /** Coordinates come as real numbers, images in a bounded range. */
    private static Set<ValueRange> usual(DataShape shape) {
        return switch (shape.kind()) {
            case VECTOR -> EnumSet.of(ValueRange.REAL);
            case IMAGE, PAIR, UNPAIRED -> EnumSet.of(ValueRange.UNIT, ValueRange.SYMMETRIC, ValueRange.BINARY);
            case SEQUENCE -> EnumSet.of(((DataShape.Sequence) shape).discrete() ? ValueRange.SYMBOLS : ValueRange.REAL);
        };
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
        int[] lengths = new int[spec.shape() instanceof DataShape.Sequence ? count : 0];
        for (int i = 0; i < count; i++) {
            labels[i] = i % CLASSES;
            int numbers = size;
            if (spec.shape() instanceof DataShape.Sequence sequence) {
                lengths[i] = SHORTEST + random.nextInt(LONGEST - SHORTEST + 1);
                numbers = lengths[i] * sequence.width();
            }
            for (int j = 0; j < numbers; j++) {
                values[i * size + j] = value(labels[i], j, random);
            }
        }
        return new Batch(step, count, values, labels, lengths);
    }

    /** Everything, for variants that read the whole split. */
    public Batch whole() {
        return batch(1, EXAMPLES);
    }

    private float value(int label, int j, Random random) {
        return switch (spec.range()) {
            case REAL -> coordinate(label, j, random);
            // The label's own symbol is twice as frequent as each other one.
            case SYMBOLS -> Math.floorMod(label + Math.max(0, random.nextInt(SYMBOLS + 1) - 1), SYMBOLS);
            case UNIT -> (float) grey(label, j % IMAGE.size(), random);
            case SYMMETRIC -> (float) (2 * grey(label, j % IMAGE.size(), random) - 1);
            case BINARY -> grey(label, j % IMAGE.size(), random) > random.nextDouble() ? 1 : 0;
        };
    }

    private static float coordinate(int label, int j, Random random) {
        double angle = 2 * Math.PI * label / CLASSES;
        return (float) ((j % 2 == 0 ? Math.cos(angle) : Math.sin(angle)) + 0.1 * random.nextGaussian());
    }

    private static double grey(int label, int pixel, Random random) {
        int row = pixel / IMAGE.width();
        int column = pixel % IMAGE.width();
        boolean inside = row >= 8 && row < 20 && column >= 2 + 8 * label && column < 10 + 8 * label;
        return Math.min(1, Math.max(0, (inside ? 0.85 : 0.1) + 0.05 * random.nextGaussian()));
    }

    @Override
    public String toString() {
        return spec.shape().kind() + " " + spec.range();
    }
}

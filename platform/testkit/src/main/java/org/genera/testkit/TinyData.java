package org.genera.testkit;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.ValueRange;
import org.genera.spi.Variant;

/**
 * Small labelled data for contracts: three blobs in the plane, blurred squares at three places of an image, pairs of such
 * images, unpaired domains of them, such images with a few symbols that tell the class, and sequences of three to eight
 * symbols or points.
 */
public final class TinyData {
    private static final int CLASSES = 3;
    private static final int EXAMPLES = 48;
    private static final int SHORTEST = 3;
    private static final int LONGEST = 8;
    private static final int SYMBOLS = 4;
    /** As large as digits. */
    static final DataShape.Image IMAGE = new DataShape.Image(28, 28, 1);

    private static final Set<ValueRange> OF_IMAGES =
            EnumSet.of(ValueRange.UNIT, ValueRange.SYMMETRIC, ValueRange.BINARY);

    private final DataSpec spec;

    private TinyData(DataSpec spec) {
        this.spec = spec;
    }

    /** One set for each shape and range that the variant accepts. */
    public static List<TinyData> acceptedBy(Variant variant) {
        return acceptedBy(variant, IMAGE);
    }

    /** With images of this shape, all of them. */
    static List<TinyData> acceptedBy(Variant variant, DataShape.Image image) {
        return all(image).stream()
                .filter(spec -> variant.accepts().refusal(spec).isEmpty())
                .map(TinyData::new)
                .toList();
    }

    /** Coordinates come as real numbers, images in a bounded range. */
    private static List<DataSpec> all(DataShape.Image image) {
        DataShape.Sequence symbols = DataShape.Sequence.ofSymbols(LONGEST, SYMBOLS);
        List<DataSpec> all = new ArrayList<>();
        all.add(new DataSpec(new DataShape.Vector(2), ValueRange.REAL, CLASSES, EXAMPLES));
        all.add(new DataSpec(DataShape.Sequence.ofVectors(LONGEST, 2), ValueRange.REAL, CLASSES, EXAMPLES));
        for (ValueRange range : OF_IMAGES) {
            all.add(new DataSpec(image, range, CLASSES, EXAMPLES));
            all.add(pair(image, image, range, range, true));
            all.add(pair(image, image, range, range, false));
            all.add(pair(image, symbols, range, ValueRange.SYMBOLS, true));
        }
        all.add(new DataSpec(symbols, ValueRange.SYMBOLS, CLASSES, EXAMPLES));
        return all;
    }

    /** An image beside something else. */
    private static DataSpec pair(
            DataShape.Image image, DataShape second, ValueRange first, ValueRange ofSecond, boolean aligned) {
        return new DataSpec(new DataShape.Pair(image, second), List.of(first, ofSecond), aligned, CLASSES, EXAMPLES);
    }

    public DataSpec spec() {
        return spec;
    }

    /** A minibatch: a function of its number and the size. */
    public Batch batch(long number, int count) {
        Random random = new Random(31 * number + count);
        int size = spec.shape().size();
        float[] values = new float[count * size];
        int[] labels = new int[count];
        int[] lengths = new int[count * spec.shape().sequences()];
        int sequences = 0;
        for (int i = 0; i < count; i++) {
            labels[i] = i % CLASSES;
            int from = i * size;
            for (DataSpec part : spec.parts()) {
                int numbers = part.shape().size();
                if (part.shape() instanceof DataShape.Sequence sequence) {
                    int length = SHORTEST + random.nextInt(LONGEST - SHORTEST + 1);
                    lengths[sequences++] = length;
                    numbers = length * sequence.width();
                }
                for (int j = 0; j < numbers; j++) {
                    values[from + j] = value(part, labels[i], j, random);
                }
                from += part.shape().size();
            }
        }
        return new Batch(count, values, labels, lengths);
    }

    /** Everything, for variants that read the whole split. */
    public Batch whole() {
        return batch(1, EXAMPLES);
    }

    private static float value(DataSpec part, int label, int j, Random random) {
        return switch (part.range()) {
            case REAL -> coordinate(label, j, random);
            // The label's own symbol is twice as frequent as each other one.
            case SYMBOLS -> Math.floorMod(label + Math.max(0, random.nextInt(SYMBOLS + 1) - 1), SYMBOLS);
            case UNIT -> (float) grey(part.shape(), label, j, random);
            case SYMMETRIC -> (float) (2 * grey(part.shape(), label, j, random) - 1);
            case BINARY -> grey(part.shape(), label, j, random) > random.nextDouble() ? 1 : 0;
        };
    }

    private static float coordinate(int label, int j, Random random) {
        double angle = 2 * Math.PI * label / CLASSES;
        return (float) ((j % 2 == 0 ? Math.cos(angle) : Math.sin(angle)) + 0.1 * random.nextGaussian());
    }

    private static double grey(DataShape shape, int label, int pixel, Random random) {
        DataShape.Image image = (DataShape.Image) shape;
        // The same places of an image of any size.
        int row = pixel / image.width() * IMAGE.height() / image.height();
        int column = pixel % image.width() * IMAGE.width() / image.width();
        boolean inside = row >= 8 && row < 20 && column >= 2 + 8 * label && column < 10 + 8 * label;
        return Math.min(1, Math.max(0, (inside ? 0.85 : 0.1) + 0.05 * random.nextGaussian()));
    }

    @Override
    public String toString() {
        String ranges = spec.ranges().stream().distinct().map(Enum::name).collect(Collectors.joining("+"));
        return (spec.aligned() ? "" : "UNPAIRED ") + spec.shape().kind() + " " + ranges;
    }
}

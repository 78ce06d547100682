package org.genera.data.builtin;

import java.util.List;
import java.util.stream.IntStream;
import org.genera.data.random.CounterRandom;
import org.genera.data.random.RandomStream;
import org.genera.data.sets.DataSetCard;
import org.genera.data.sets.DataSetCard.Content;
import org.genera.data.sets.DataSetCard.Density;
import org.genera.data.sets.DataSetCard.Names;
import org.genera.data.sets.DataSetCard.Origin;
import org.genera.data.sets.IndexRange;
import org.genera.data.sets.Split;
import org.genera.data.sets.StoredExamples;
import org.genera.data.sets.StoredSet;
import org.genera.spi.DataShape;

/**
 * The built-in pairs of picture and text: one shape of one of five colours and two sizes, and what a person would say of it,
 * letter by letter. 5,000 to train on and 1,000 to test with, each shape as often as the others.
 */
public record CaptionedShapes(DataSetCard card) implements StoredSet {
    private static final String NAME = "captions";
    private static final int TRAIN = 5_000;
    private static final int EXAMPLES = 6_000;
    private static final CounterRandom DRAWS = CounterRandom.of(1, NAME);
    private static final DataShape.Image PICTURE = new DataShape.Image(ShapePictures.SIDE, ShapePictures.SIDE, 3);
    private static final List<String> SIZES = List.of("small", "large");
    private static final List<String> COLOURS = List.of("red", "yellow", "green", "blue", "pink");
    /** In turns of the colour circle, far enough from each other for people to agree on the names. */
    private static final double[] HUES = {0, 0.16, 0.34, 0.62, 0.87};

    private static final double HUE_SPREAD = 0.02;
    /** In pixels; nothing lies between small and large. */
    private static final double[] LEAST_RADIUS = {4.5, 8.5};

    private static final double RADIUS_SPREAD = 1.5;
    private static final List<String> ALPHABET = alphabet();
    private static final int LONGEST = IntStream.range(0, SIZES.size() * COLOURS.size() * ShapeFactors.SHAPES.size())
            .map(i -> ofNumber(i).length())
            .max()
            .orElseThrow();

    public static StoredSet set() {
        DataShape.Pair shape = new DataShape.Pair(PICTURE, DataShape.Sequence.ofSymbols(LONGEST, ALPHABET.size()));
        return new CaptionedShapes(new DataSetCard(
                NAME,
                "Shapes and captions",
                "A coloured shape, large or small, anywhere and turned in any way, and a caption such as \"a large red cross\","
                        + " whose symbols are its letters. The caption says nothing of place and rotation.",
                Origin.GENERATED,
                shape,
                true,
                new Content(TRAIN, EXAMPLES - TRAIN, GoldenFingerprints.of(NAME)),
                new Names(ShapeFactors.SHAPES, ALPHABET, List.of()),
                Density.UNKNOWN));
    }

    @Override
    public Split split() {
        return Split.at(TRAIN, EXAMPLES);
    }

    @Override
    public int examples() {
        return EXAMPLES;
    }

    @Override
    public int[] labels(IndexRange range) {
        return IntStream.range(range.from(), range.to())
                .map(index -> index % ShapeFactors.SHAPES.size())
                .toArray();
    }

    @Override
    public StoredExamples read(IndexRange range) {
        int count = range.size();
        DataShape.Sequence caption = DataShape.Sequence.ofSymbols(LONGEST, ALPHABET.size());
        byte[] pictures = new byte[count * PICTURE.size()];
        float[] symbols = new float[count * LONGEST];
        int[] lengths = new int[count];
        for (int i = 0; i < count; i++) {
            Drawn drawn = Drawn.of(range.from() + i);
            ShapePictures.draw(drawn.factors(), pictures, i * PICTURE.size());
            String text = drawn.caption();
            lengths[i] = text.length();
            for (int t = 0; t < text.length(); t++) {
                symbols[i * LONGEST + t] = ALPHABET.indexOf(text.substring(t, t + 1));
            }
        }
        int[] labels = labels(range);
        return StoredExamples.Halves.of(
                new StoredExamples.Bytes(PICTURE, count, pictures, labels),
                new StoredExamples.Sequences(caption, count, symbols, labels, lengths));
    }

    private record Drawn(int size, int colour, ShapeFactors factors) {

        /** What is drawn and what is said of it, of an example in the whole set. */
        static Drawn of(int index) {
            RandomStream random = DRAWS.at(index).stream();
            int size = random.below(SIZES.size());
            int colour = random.below(COLOURS.size());
            double hue = HUES[colour] + random.uniform(-HUE_SPREAD, HUE_SPREAD);
            double least = LEAST_RADIUS[size];
            ShapeFactors factors = new ShapeFactors(
                    index % ShapeFactors.SHAPES.size(),
                    hue - Math.floor(hue),
                    random.uniform(least, least + RADIUS_SPREAD),
                    random.uniform(),
                    random.uniform(11, 21),
                    random.uniform(11, 21));
            return new Drawn(size, colour, factors);
        }

        String caption() {
            return CaptionedShapes.caption(size, colour, factors.shape());
        }
    }

    private static String caption(int size, int colour, int shape) {
        return "a " + SIZES.get(size) + " " + COLOURS.get(colour) + " " + ShapeFactors.SHAPES.get(shape);
    }

    /** One of all captions that there are. */
    private static String ofNumber(int i) {
        int shapes = ShapeFactors.SHAPES.size();
        return caption(i / shapes / COLOURS.size(), i / shapes % COLOURS.size(), i % shapes);
    }

    /** The characters that occur in captions, the blank first. */
    private static List<String> alphabet() {
        return IntStream.range(0, SIZES.size() * COLOURS.size() * ShapeFactors.SHAPES.size())
                .boxed()
                .flatMap(i -> ofNumber(i).chars().boxed())
                .distinct()
                .sorted()
                .map(Character::toString)
                .toList();
    }
}

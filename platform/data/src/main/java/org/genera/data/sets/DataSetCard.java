package org.genera.data.sets;

import java.util.List;
import java.util.Optional;
import org.genera.spi.DataShape;
import org.genera.spi.Half;

/**
 * A data set, for people and for checks.
 *
 * @param name in the catalogue: lower-case words joined by dashes
 * @param title for people
 * @param summary a sentence or two
 * @param origin where it comes from
 * @param shape of one example
 * @param eightBit whether all stored values are whole numbers from 0 to 255: images and pairs of them
 * @param classes names of the labels; empty for unlabelled data
 * @param trainExamples in its own training split
 * @param testExamples in its own test split
 * @param fingerprint SHA-256 of the stored values and labels, which for a generated set follows from its generator
 * @param modes where its density has its modes, if that is known
 * @param symbols names of the symbols of sequences; empty where examples are no sequences of symbols. Of a pair those of
 *     the first half before those of the second, as {@link #half} takes them apart
 * @param chain the hidden Markov model that its sequences were drawn from, if that is known
 * @param columns names of the coordinates of vectors, or of those of a sequence's elements, as the table had them; empty
 *     where nobody named them
 * @param aligned whether the halves of a pair belong together; otherwise they are two domains that stand beside each other
 *     by chance. True where examples are no pairs
 */
public record DataSetCard(
        String name,
        String title,
        String summary,
        Origin origin,
        DataShape shape,
        boolean eightBit,
        List<String> classes,
        int trainExamples,
        int testExamples,
        String fingerprint,
        Optional<Modes> modes,
        List<String> symbols,
        Optional<HiddenMarkovSource> chain,
        List<String> columns,
        boolean aligned) {

    /** A data set that holds no sequences and has no names for its columns. */
    public DataSetCard(
            String name,
            String title,
            String summary,
            Origin origin,
            DataShape shape,
            boolean eightBit,
            List<String> classes,
            int trainExamples,
            int testExamples,
            String fingerprint,
            Optional<Modes> modes) {
        this(
                name,
                title,
                summary,
                origin,
                shape,
                eightBit,
                classes,
                trainExamples,
                testExamples,
                fingerprint,
                modes,
                List.of(),
                Optional.empty(),
                List.of(),
                true);
    }

    /**
     * What half of a data set of pairs is by itself.
     *
     * @throws IllegalArgumentException if these are no pairs
     */
    public DataSetCard half(Half half) {
        if (!(shape instanceof DataShape.Pair pair)) {
            throw new IllegalArgumentException("expected pairs to take the halves of, got " + shape + " in " + name);
        }
        DataShape ofHalf = pair.half(half);
        return new DataSetCard(
                name,
                title,
                summary,
                origin,
                ofHalf,
                eightBit(ofHalf),
                classes,
                trainExamples,
                testExamples,
                fingerprint,
                Optional.empty(),
                part(symbols, symbols(pair.first()), half),
                Optional.empty(),
                part(columns, columns.isEmpty() ? 0 : coordinates(pair.first()), half),
                true);
    }

    private static List<String> part(List<String> names, int ofFirst, Half half) {
        return half == Half.FIRST ? names.subList(0, ofFirst) : names.subList(ofFirst, names.size());
    }

    /** Values of images are whole numbers from 0 to 255, those of all else are floats. */
    public static boolean eightBit(DataShape shape) {
        return shape.parts().stream().allMatch(part -> part instanceof DataShape.Image);
    }

    /** How many symbols there are, in both halves of a pair. */
    public static int symbols(DataShape shape) {
        return shape.parts().stream()
                .mapToInt(part -> part instanceof DataShape.Sequence sequence ? sequence.symbols() : 0)
                .sum();
    }

    /** How many coordinates have names if any has: those of vectors and of the elements of sequences of vectors. */
    public static int coordinates(DataShape shape) {
        return shape.parts().stream()
                .mapToInt(part -> switch (part.kind()) {
                    case VECTOR -> part.size();
                    case SEQUENCE -> symbols(part) > 0 ? 0 : ((DataShape.Sequence) part).width();
                    case IMAGE, PAIR -> 0;
                })
                .sum();
    }

    /** The same of two domains whose halves do not belong together. */
    public DataSetCard unpaired() {
        return new DataSetCard(
                name,
                title,
                summary,
                origin,
                shape,
                eightBit,
                classes,
                trainExamples,
                testExamples,
                fingerprint,
                modes,
                symbols,
                chain,
                columns,
                false);
    }

    /** Where a data set comes from. */
    public enum Origin {
        GENERATED,
        IMPORTED
    }

    /**
     * The modes of a mixture of equal isotropic Gaussians.
     *
     * @param centres one point each
     * @param standardDeviation around each
     */
    public record Modes(List<List<Double>> centres, double standardDeviation) {}
}

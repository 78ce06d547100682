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
 * @param aligned whether the halves of a pair belong together; otherwise they are two domains that stand beside each other
 *     by chance. True where examples are no pairs
 * @param content how much there is of it, and which it is
 * @param names of its labels, symbols and columns
 * @param density that it was drawn from
 */
public record DataSetCard(
        String name,
        String title,
        String summary,
        Origin origin,
        DataShape shape,
        boolean aligned,
        Content content,
        Names names,
        Density density) {

    /**
     * What is stored.
     *
     * @param trainExamples in its own training split
     * @param testExamples in its own test split
     * @param fingerprint SHA-256 of the stored values and labels, which for a generated set follows from its generator
     */
    public record Content(int trainExamples, int testExamples, String fingerprint) {}

    /**
     * What people call the parts of examples.
     *
     * @param classes names of the labels; empty for unlabelled data
     * @param symbols names of the symbols of sequences; empty where examples are no sequences of symbols. Of a pair those
     *     of the first half before those of the second, as {@link #half} takes them apart
     * @param columns names of the coordinates of vectors, or of those of a sequence's elements, as the table had them;
     *     empty where nobody named them
     */
    public record Names(List<String> classes, List<String> symbols, List<String> columns) {

        /** Of data that are no sequences of symbols, and whose columns nobody named. */
        public static Names ofClasses(List<String> classes) {
            return new Names(classes, List.of(), List.of());
        }

        private Names half(DataShape first, Half half) {
            return new Names(
                    classes,
                    part(symbols, DataSetCard.symbols(first), half),
                    part(columns, columns.isEmpty() ? 0 : DataSetCard.coordinates(first), half));
        }

        private static List<String> part(List<String> names, int ofFirst, Half half) {
            return half == Half.FIRST ? names.subList(0, ofFirst) : names.subList(ofFirst, names.size());
        }
    }

    /**
     * What is known of the density that examples were drawn from.
     *
     * @param modes where they are
     * @param chain the hidden Markov model of sequences
     */
    public record Density(Optional<Modes> modes, Optional<HiddenMarkovSource> chain) {
        public static final Density UNKNOWN = new Density(Optional.empty(), Optional.empty());
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
        return new DataSetCard(
                name,
                title,
                summary,
                origin,
                pair.half(half),
                true,
                content,
                names.half(pair.first(), half),
                Density.UNKNOWN);
    }

    public List<String> classes() {
        return names.classes();
    }

    public List<String> symbols() {
        return names.symbols();
    }

    public List<String> columns() {
        return names.columns();
    }

    public int trainExamples() {
        return content.trainExamples();
    }

    public int testExamples() {
        return content.testExamples();
    }

    public String fingerprint() {
        return content.fingerprint();
    }

    /** Whether all stored values are whole numbers from 0 to 255. */
    public boolean eightBit() {
        return eightBit(shape);
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
        return new DataSetCard(name, title, summary, origin, shape, false, content, names, density);
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

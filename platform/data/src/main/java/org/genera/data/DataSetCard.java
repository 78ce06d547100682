package org.genera.data;

import java.util.List;
import java.util.Optional;
import org.genera.spi.DataShape;

/**
 * A data set, for people and for checks.
 *
 * @param name in the catalogue: lower-case words joined by dashes
 * @param title for people
 * @param summary a sentence or two
 * @param origin where it comes from
 * @param shape of one example
 * @param eightBit whether stored values are whole numbers from 0 to 255
 * @param classes names of the labels; empty for unlabelled data
 * @param trainExamples in its own training split
 * @param testExamples in its own test split
 * @param fingerprint SHA-256 of the stored values and labels, which for a generated set follows from its generator
 * @param modes where its density has its modes, if that is known
 * @param symbols names of the symbols of sequences; empty where examples are no sequences of symbols
 * @param chain the hidden Markov model that its sequences were drawn from, if that is known
 * @param columns names of the coordinates of vectors, or of those of a sequence's elements, as the table had them; empty
 *     where nobody named them
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
        List<String> columns) {

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
                List.of());
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

package org.genera.run.sight;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.genera.data.sets.DataSetCard;
import org.genera.spi.DataShape;

/**
 * How each measure that is taken on samples of a data set answers to known damage: real training examples stand in place
 * of samples, whole and damaged. It says what a number means here, and what no number of a measure can say.
 *
 * @param version of the study, see {@link #VERSION}
 * @param dataSet its name
 * @param split as an experiment spells it; empty for the data set's own
 * @param takenAt when it was
 * @param seconds that it took
 * @param samples examples that stand in place of samples in each set
 * @param testExamples that they are measured against
 * @param trainingExamples that count as those a model has seen; none of them stands in place of a sample but as damage
 * @param repeats of each damage at each strength
 * @param damages in the order in which they are shown
 * @param measures in the order in which they are taken
 */
public record Sight(
        int version,
        String dataSet,
        String split,
        Instant takenAt,
        double seconds,
        int samples,
        int testExamples,
        int trainingExamples,
        int repeats,
        List<Damage> damages,
        List<SeenMeasure> measures) {

    /** Studies of other versions are taken again. */
    public static final int VERSION = 2;

    /** Fewer are no set that a measure could tell from another. */
    private static final int FEWEST_TRAINING = 100;

    private static final int FEWEST_TEST = 20;

    /** Why a data set can have no study; empty where it can. */
    public static Optional<String> refusal(DataSetCard card) {
        boolean pictures = card.shape() instanceof DataShape.Image;
        if (!pictures && !(card.shape() instanceof DataShape.Vector)) {
            return Optional.of("expected pictures or points, got " + card.shape() + " in " + card.name()
                    + "; no measure compares whole samples of such data");
        }
        return card.trainExamples() < FEWEST_TRAINING || card.testExamples() < FEWEST_TEST
                ? Optional.of(
                        "expected " + FEWEST_TRAINING + " training and " + FEWEST_TEST + " test examples or more, got "
                                + card.trainExamples() + " and " + card.testExamples() + " in " + card.name())
                : Optional.empty();
    }
}

package org.genera.data;

import java.util.List;
import java.util.Optional;
import org.genera.data.preparation.Preprocessing;
import org.genera.data.preparation.Preprocessing.Scaling;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.Half;
import org.genera.spi.ValueRange;

/**
 * How a model that was trained on other data can look at examples: as at its own, or as at one half of its own pairs.
 *
 * @param half which the examples are alike; empty where they are like whole examples
 */
public record Likeness(Optional<Half> half) {

    /**
     * What examples of one selection are to a model that was trained on another; nothing where they mean nothing to it.
     * Shape, ranges and preprocessing are the same. Symbols, and what is standardised by the statistics of a data set, are the
     * same in one data set alone. Halves of pairs that do not belong together are no example to look at.
     *
     * @throws IllegalArgumentException if there is no such data set, or it cannot be prepared so
     */
    public static Optional<Likeness> of(DataCatalogue catalogue, DataSelection examples, DataSelection trainedOn) {
        DataSpec mine = catalogue.spec(examples);
        DataSpec other = catalogue.spec(trainedOn);
        List<Preprocessing> prepared = catalogue.preprocessings(examples);
        List<Preprocessing> otherwise = catalogue.preprocessings(trainedOn);
        boolean sameSet = examples.dataSet().equals(trainedOn.dataSet());
        if (!mine.aligned() || !other.aligned() || !(sameSet || isUnderstoodElsewhere(mine, prepared))) {
            return Optional.empty();
        }
        if (isAlike(mine, other) && prepared.equals(otherwise)) {
            return Optional.of(new Likeness(Optional.empty()));
        }
        if (other.shape().kind() == DataShape.Kind.PAIR && mine.shape().kind() != DataShape.Kind.PAIR) {
            for (Half half : Half.values()) {
                if (isAlike(mine, other.half(half)) && prepared.get(0).equals(otherwise.get(half.ordinal()))) {
                    return Optional.of(new Likeness(Optional.of(half)));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isAlike(DataSpec one, DataSpec other) {
        return one.shape().equals(other.shape()) && one.ranges().equals(other.ranges());
    }

    private static boolean isUnderstoodElsewhere(DataSpec spec, List<Preprocessing> prepared) {
        return !spec.ranges().contains(ValueRange.SYMBOLS)
                && prepared.stream().noneMatch(each -> each.scaling() == Scaling.STANDARDISE);
    }
}

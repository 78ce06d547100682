package org.genera.data;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.genera.data.preparation.Preprocessing;
import org.genera.data.preparation.Preprocessing.Binarisation;
import org.genera.data.preparation.Preprocessing.Scaling;
import org.genera.data.sets.DataSetCard;
import org.genera.data.sets.Split;
import org.genera.data.sets.StoredSet;
import org.genera.spi.DataShape;
import org.genera.spi.Half;
import org.genera.spi.ValueRange;

/** Which preprocessing and which split make sense for which stored values. */
public final class SelectionRules {
    private SelectionRules() {}

    /**
     * How values are prepared: one way, or one for each half of a pair.
     *
     * @throws IllegalArgumentException naming what does not fit
     */
    static List<Preprocessing> preprocessings(DataSetCard card, DataSelection selection) {
        Preprocessing given = selection.preprocessing();
        Preprocessing second = selection.secondPreprocessing();
        if (!(card.shape() instanceof DataShape.Pair)) {
            if (second != null) {
                throw new IllegalArgumentException("secondPreprocessing: expected none for " + card.name()
                        + ", whose examples are no pairs; leave it out");
            }
            requireFitting("preprocessing", card.name(), card, given);
            return List.of(given);
        }
        DataSetCard ofFirst = card.half(Half.FIRST);
        DataSetCard ofSecond = card.half(Half.SECOND);
        boolean alike = ofFirst.eightBit() == ofSecond.eightBit() && symbols(ofFirst) == symbols(ofSecond);
        Preprocessing found = second != null ? second : alike ? given : Preprocessing.none();
        requireFitting("preprocessing", "the first half of " + card.name(), ofFirst, given);
        requireFitting("secondPreprocessing", "the second half of " + card.name(), ofSecond, found);
        return List.of(given, found);
    }

    private static void requireFitting(String field, String what, DataSetCard card, Preprocessing preprocessing) {
        Scaling scaling = preprocessing.scaling();
        if (card.eightBit()) {
            if (scaling == Scaling.NONE) {
                throw new IllegalArgumentException(field + ".scaling: expected unit, symmetric or standardise for "
                        + what + ", whose values are stored as 0 to 255, got none; try unit");
            }
            return;
        }
        boolean symbols = symbols(card);
        String sort = symbols ? "symbols" : "coordinates";
        if (preprocessing.binarisation() != Binarisation.NONE) {
            throw new IllegalArgumentException(field + ".binarisation: expected none for " + what
                    + ", whose values are " + sort + ", got " + word(preprocessing.binarisation()));
        }
        if (preprocessing.dequantise()) {
            throw new IllegalArgumentException(field + ".dequantise: expected false for " + what + ", whose values are "
                    + sort + " and not quantised, got true");
        }
        if (symbols && scaling != Scaling.NONE) {
            throw new IllegalArgumentException(field + ".scaling: expected none for " + what
                    + ", whose values are symbols and not numbers, got " + word(scaling) + "; try none");
        }
        if (scaling == Scaling.UNIT || scaling == Scaling.SYMMETRIC) {
            throw new IllegalArgumentException(field + ".scaling: expected none or standardise for " + what
                    + ", whose values are coordinates, got " + word(scaling) + "; try none");
        }
    }

    /**
     * The smaller of two unpaired domains starts again to fill its part of the training and of the test examples, so a
     * split across that border would test on what was trained on.
     */
    static void requireFitting(StoredSet set, Split split) {
        Split own = set.split();
        boolean within = own.train().contains(split.train()) && own.test().contains(split.test());
        if (!set.card().aligned() && !within) {
            throw new IllegalArgumentException("split: expected ranges within " + own
                    + " for the two unpaired domains of " + set.card().name() + ", got " + split);
        }
    }

    /** The range that a model sees, of a pair those of both halves. */
    static List<ValueRange> ranges(DataSetCard card, List<Preprocessing> preprocessings) {
        List<DataShape> parts = card.shape().parts();
        return IntStream.range(0, parts.size())
                .mapToObj(i -> symbols(parts.get(i))
                        ? ValueRange.SYMBOLS
                        : preprocessings.get(i).range())
                .toList();
    }

    private static boolean symbols(DataSetCard card) {
        return symbols(card.shape());
    }

    private static boolean symbols(DataShape shape) {
        return shape instanceof DataShape.Sequence sequence && sequence.discrete();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

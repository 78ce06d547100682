package org.genera.data;

import java.util.List;
import java.util.Locale;
import org.genera.data.Preprocessing.Binarisation;
import org.genera.data.Preprocessing.Scaling;
import org.genera.spi.DataShape;
import org.genera.spi.ValueRange;

/** Which preprocessing and which split make sense for which stored values. */
final class SelectionRules {
    private SelectionRules() {}

    static void requireFitting(DataSetCard card, Preprocessing preprocessing) {
        Scaling scaling = preprocessing.scaling();
        if (card.eightBit()) {
            if (scaling == Scaling.NONE) {
                throw new IllegalArgumentException("preprocessing.scaling: expected unit, symmetric or standardise for "
                        + card.name() + ", whose values are stored as 0 to 255, got none; try unit");
            }
            return;
        }
        boolean symbols = symbols(card);
        String what = symbols ? "symbols" : "coordinates";
        if (preprocessing.binarisation() != Binarisation.NONE) {
            throw new IllegalArgumentException("preprocessing.binarisation: expected none for " + card.name()
                    + ", whose values are " + what + ", got " + word(preprocessing.binarisation()));
        }
        if (preprocessing.dequantise()) {
            throw new IllegalArgumentException("preprocessing.dequantise: expected false for " + card.name()
                    + ", whose values are " + what + " and not quantised, got true");
        }
        if (symbols && scaling != Scaling.NONE) {
            throw new IllegalArgumentException("preprocessing.scaling: expected none for " + card.name()
                    + ", whose values are symbols and not numbers, got " + word(scaling) + "; try none");
        }
        if (scaling == Scaling.UNIT || scaling == Scaling.SYMMETRIC) {
            throw new IllegalArgumentException("preprocessing.scaling: expected none or standardise for " + card.name()
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
    static List<ValueRange> ranges(DataSetCard card, Preprocessing preprocessing) {
        ValueRange range = symbols(card) ? ValueRange.SYMBOLS : preprocessing.range();
        return card.shape() instanceof DataShape.Pair ? List.of(range, range) : List.of(range);
    }

    private static boolean symbols(DataSetCard card) {
        return card.shape() instanceof DataShape.Sequence sequence && sequence.discrete();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

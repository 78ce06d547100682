package org.genera.data;

import java.util.Locale;
import org.genera.data.Preprocessing.Binarisation;
import org.genera.data.Preprocessing.Scaling;

/** Which preprocessing makes sense for which stored values. */
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
        if (preprocessing.binarisation() != Binarisation.NONE) {
            throw new IllegalArgumentException("preprocessing.binarisation: expected none for " + card.name()
                    + ", whose values are coordinates, got "
                    + word(preprocessing.binarisation()));
        }
        if (preprocessing.dequantise()) {
            throw new IllegalArgumentException("preprocessing.dequantise: expected false for " + card.name()
                    + ", whose values are coordinates and not quantised, got true");
        }
        if (scaling == Scaling.UNIT || scaling == Scaling.SYMMETRIC) {
            throw new IllegalArgumentException("preprocessing.scaling: expected none or standardise for " + card.name()
                    + ", whose values are coordinates, got " + word(scaling) + "; try none");
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

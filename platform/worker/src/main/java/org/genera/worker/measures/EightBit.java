package org.genera.worker.measures;

import java.util.Optional;
import org.genera.data.preparation.Preprocessing;
import org.genera.data.preparation.Preprocessing.Scaling;
import org.genera.spi.ValueRange;

/**
 * The way back from what a model sees to the 8-bit pictures that people and extractors see, as values from 0 to 1.
 * What lies outside the range is cut off, as it would be in a picture file.
 *
 * @param range of the values a model sees
 * @param dequantised whether noise filled the gaps between the levels, so that a value belongs to the level below it
 */
record EightBit(ValueRange range, boolean dequantised) {
    private static final int LEVELS = 256;

    /** Empty where values have lost their levels, as standardised ones have. */
    static Optional<EightBit> of(Preprocessing preprocessing) {
        return preprocessing.scaling() == Scaling.STANDARDISE || preprocessing.range() == ValueRange.REAL
                ? Optional.empty()
                : Optional.of(new EightBit(preprocessing.range(), preprocessing.dequantise()));
    }

    /** New values k / 255 with k from 0 to 255; what is not a number becomes 0. */
    float[] pictures(float[] values) {
        float[] pictures = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            float unit = range == ValueRange.SYMMETRIC ? (values[i] + 1) / 2 : values[i];
            int level = dequantised ? (int) Math.floor(unit * LEVELS) : Math.round(unit * (LEVELS - 1));
            pictures[i] = Math.max(0, Math.min(LEVELS - 1, level)) / (float) (LEVELS - 1);
        }
        return pictures;
    }
}

package org.genera.data.preparation;

import org.genera.spi.ValueRange;

/**
 * What happens to stored values before a model sees them. Part of the experiment's setup.
 *
 * @param dequantise whether 8-bit values x become (x + u) / 256 with u uniform in [0, 1), fresh in each step and fixed
 *     for the test split, so that a density over them is a proper one
 * @param scaling to which range; coordinates usually keep theirs
 * @param binarisation how grey values become 0 or 1; wants the scaling {@link Scaling#UNIT}
 */
public record Preprocessing(boolean dequantise, Scaling scaling, Binarisation binarisation) {

    public Preprocessing {
        if (binarisation != Binarisation.NONE && (scaling != Scaling.UNIT || dequantise)) {
            throw new IllegalArgumentException("expected the scaling unit without dequantisation for " + binarisation
                    + " binarisation, got " + scaling + (dequantise ? " with dequantisation" : ""));
        }
        if (dequantise && scaling == Scaling.NONE) {
            throw new IllegalArgumentException("expected a scaling where values are dequantised, got none; try unit");
        }
    }

    /** Values as they are stored. */
    public static Preprocessing none() {
        return new Preprocessing(false, Scaling.NONE, Binarisation.NONE);
    }

    /** Images scaled to [0, 1]. */
    public static Preprocessing unit() {
        return new Preprocessing(false, Scaling.UNIT, Binarisation.NONE);
    }

    /** To which range values are brought. */
    public enum Scaling {
        /** Coordinates as they are. */
        NONE,
        /** 8-bit values to [0, 1]. */
        UNIT,
        /** 8-bit values to [-1, 1]. */
        SYMMETRIC,
        /** Each dimension to mean 0 and standard deviation 1 over the training split. */
        STANDARDISE
    }

    /** How grey values in [0, 1] become 0 or 1. */
    public enum Binarisation {
        NONE,
        /** Drawn anew in each step with the grey value as probability; the test split is drawn once. */
        DYNAMIC,
        /** Drawn once with the grey value as probability; the same draw for every seed. */
        STATIC,
        /** 1 from 0.5 upwards. */
        THRESHOLD
    }

    /** The range that a model sees. */
    public ValueRange range() {
        if (binarisation != Binarisation.NONE) {
            return ValueRange.BINARY;
        }
        if (scaling == Scaling.UNIT) {
            return ValueRange.UNIT;
        }
        return scaling == Scaling.SYMMETRIC ? ValueRange.SYMMETRIC : ValueRange.REAL;
    }
}

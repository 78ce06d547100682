package org.genera.data.readers.files;

import org.genera.spi.DataShape;

/** Pictures in words. */
public final class Pictures {
    private Pictures() {}

    /** Such as "grey images of 28 × 28 pixels". */
    public static String named(DataShape.Image shape) {
        return (shape.channels() == 1 ? "grey" : "colour") + " images of " + shape.height() + " × " + shape.width()
                + " pixels";
    }
}

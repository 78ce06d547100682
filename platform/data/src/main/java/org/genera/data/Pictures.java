package org.genera.data;

import org.genera.spi.DataShape;

/** Pictures in words. */
final class Pictures {
    private Pictures() {}

    /** Such as "grey images of 28 × 28 pixels". */
    static String named(DataShape.Image shape) {
        return (shape.channels() == 1 ? "grey" : "colour") + " images of " + shape.height() + " × " + shape.width()
                + " pixels";
    }
}

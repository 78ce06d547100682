package org.genera.data.readers.pictures;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/** How a camera was held, in the order of EXIF's numbers from 1 (Exif 2.3, tag 0x0112). */
enum ExifOrientation {
    UPRIGHT(false, false, false),
    MIRRORED(false, true, false),
    UPSIDE_DOWN(false, true, true),
    MIRRORED_UPSIDE_DOWN(false, false, true),
    TRANSPOSED(true, false, false),
    TURNED_LEFT(true, false, true),
    TRANSVERSED(true, true, true),
    TURNED_RIGHT(true, true, false);

    private final boolean sideways;
    private final boolean fromRight;
    private final boolean fromBelow;

    /**
     * @param sideways whether rows of the upright picture are columns of the stored one
     * @param fromRight whether stored columns are counted from the right
     * @param fromBelow whether stored rows are counted from below
     */
    ExifOrientation(boolean sideways, boolean fromRight, boolean fromBelow) {
        this.sideways = sideways;
        this.fromRight = fromRight;
        this.fromBelow = fromBelow;
    }

    /** Whether height and width change places. */
    boolean sideways() {
        return sideways;
    }

    /** The orientation of a number; numbers that mean nothing are upright. */
    static ExifOrientation numbered(int number) {
        return number >= 1 && number <= values().length ? values()[number - 1] : UPRIGHT;
    }

    /** The picture as people saw it. */
    BufferedImage upright(BufferedImage stored) {
        if (this == UPRIGHT) {
            return stored;
        }
        Raster from = stored.getRaster();
        int height = sideways ? stored.getWidth() : stored.getHeight();
        int width = sideways ? stored.getHeight() : stored.getWidth();
        WritableRaster to = from.createCompatibleWritableRaster(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int column = sideways ? y : x;
                int row = sideways ? x : y;
                to.setDataElements(
                        x,
                        y,
                        from.getDataElements(
                                fromRight ? stored.getWidth() - 1 - column : column,
                                fromBelow ? stored.getHeight() - 1 - row : row,
                                null));
            }
        }
        return new BufferedImage(stored.getColorModel(), to, stored.isAlphaPremultiplied(), null);
    }
}

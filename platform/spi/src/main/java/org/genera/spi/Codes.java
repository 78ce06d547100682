package org.genera.spi;

import java.util.List;

/** Models that put an example into whole numbers on a grid and back, as a VQ-VAE does; a prior may be learned over them. */
public interface Codes {

    /** How many codes an example has along each axis, such as [7, 7]. */
    List<Integer> grid();

    /** How many values a code can take, numbered from 0. */
    int alphabet();

    /** The codes of each example: {@code count × grid} numbers, deterministic. */
    int[] codes(Batch batch);

    /**
     * The examples that codes stand for.
     *
     * @param codes {@code count × grid} numbers
     */
    Samples fromCodes(int[] codes);

    /** How many codes an example has. */
    default int codesOfExample() {
        return grid().stream().reduce(1, Math::multiplyExact);
    }
}

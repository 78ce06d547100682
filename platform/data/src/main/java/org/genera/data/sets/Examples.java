package org.genera.data.sets;

import org.genera.spi.DataShape;

/**
 * Examples as they are stored, for people to look at.
 *
 * @param shape of one example
 * @param count how many
 * @param values {@code count × shape.size()} numbers; those of 8-bit data are whole numbers from 0 to 255, and sequences
 *     are filled up with zeros
 * @param labels {@code count} labels from 0, or empty for unlabelled data
 * @param lengths how many elements each of {@code count} sequences has, or empty where examples are none
 */
@SuppressWarnings("ArrayRecordComponent")
public record Examples(DataShape shape, int count, float[] values, int[] labels, int[] lengths) {

    /** Examples that are no sequences. */
    public Examples(DataShape shape, int count, float[] values, int[] labels) {
        this(shape, count, values, labels, new int[0]);
    }
}

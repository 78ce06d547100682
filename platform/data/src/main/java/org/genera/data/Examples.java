package org.genera.data;

import org.genera.spi.DataShape;

/**
 * Examples as they are stored, for people to look at.
 *
 * @param shape of one example
 * @param count how many
 * @param values {@code count × shape.size()} numbers; those of 8-bit data are whole numbers from 0 to 255
 * @param labels {@code count} labels from 0, or empty for unlabelled data
 */
@SuppressWarnings("ArrayRecordComponent")
public record Examples(DataShape shape, int count, float[] values, int[] labels) {}

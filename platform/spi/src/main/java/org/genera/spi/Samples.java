package org.genera.spi;

/**
 * Examples that a model made, in the space of its data.
 *
 * @param shape of one example
 * @param count how many
 * @param values {@code count × shape.size()} numbers, not copied
 */
@SuppressWarnings("ArrayRecordComponent")
public record Samples(DataShape shape, int count, float[] values) {

    public Samples {
        if (values.length != count * shape.size()) {
            throw new IllegalArgumentException("expected " + count + " examples of shape " + shape + ", got "
                    + values.length + " values instead of " + count * shape.size());
        }
    }
}

package org.genera.spi;

/**
 * Examples that a model made, in the space of its data.
 *
 * @param shape of one example
 * @param count how many
 * @param values {@code count × shape.size()} numbers, not copied; what stands beyond the end of a sequence is not read
 * @param lengths how many elements each of {@code count} sequences has, at least 1; empty where examples are none
 */
@SuppressWarnings("ArrayRecordComponent")
public record Samples(DataShape shape, int count, float[] values, int[] lengths) {

    public Samples {
        if (values.length != count * shape.size()) {
            throw new IllegalArgumentException("expected " + count + " examples of shape " + shape + ", got "
                    + values.length + " values instead of " + count * shape.size());
        }
        int expected = shape instanceof DataShape.Sequence ? count : 0;
        if (lengths.length != expected) {
            throw new IllegalArgumentException("expected " + expected + " lengths for " + count
                    + " examples of the shape " + shape + ", got " + lengths.length
                    + "; sequences have a length each, other examples have none");
        }
        for (int length : lengths) {
            if (length < 1 || length > ((DataShape.Sequence) shape).longest()) {
                throw new IllegalArgumentException(
                        "expected lengths from 1 to " + ((DataShape.Sequence) shape).longest() + ", got " + length);
            }
        }
    }

    /** Examples that are no sequences. */
    public Samples(DataShape shape, int count, float[] values) {
        this(shape, count, values, new int[0]);
    }
}

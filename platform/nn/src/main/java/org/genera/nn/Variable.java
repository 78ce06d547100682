package org.genera.nn;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TType;

/**
 * A resource variable. Reads of resource variables keep their value while an update runs; the older reference variables
 * race with it.
 *
 * @param path unique in its graph, such as {@code encoder/hidden1/weights}
 * @param type of its elements
 * @param shape fully known
 * @param trainable whether optimizers may move it; slots, averages and counters are not
 * @param handle of the resource
 * @param value the one read that all uses share, so that a gradient with respect to it covers them all
 */
public record Variable<T extends TType>(
        String path, Class<T> type, Shape shape, boolean trainable, Operand<? extends TType> handle, Operand<T> value) {

    /** How many numbers it holds. */
    public long size() {
        return shape.size();
    }
}

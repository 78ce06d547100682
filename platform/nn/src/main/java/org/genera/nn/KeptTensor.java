package org.genera.nn;

import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.types.TFloat32;

/**
 * Numbers that many calls are fed and that change little between them, such as what layers remember of the beginning of a sequence: they
 * lie where the graph reads them, and are not copied for each call. For one thread.
 */
public final class KeptTensor implements AutoCloseable {
    private final TFloat32 tensor;
    private final FloatDataBuffer numbers;

    private KeptTensor(TFloat32 tensor) {
        this.tensor = tensor;
        this.numbers = tensor.asRawTensor().data().asFloats();
    }

    /** Of zeros. */
    public static KeptTensor zeros(long... shape) {
        KeptTensor kept = new KeptTensor(TFloat32.tensorOf(Shape.of(shape)));
        kept.numbers.write(new float[Math.toIntExact(kept.numbers.size())]);
        return kept;
    }

    /** Overwrites numbers from a place on, counted flat. */
    public void put(long at, float[] values, int from, int count) {
        numbers.offset(at).write(values, from, count);
    }

    /** Copies numbers of another one. */
    public void put(long at, KeptTensor other, long from, long count) {
        other.numbers.slice(from, count).copyTo(numbers.offset(at), count);
    }

    TFloat32 tensor() {
        return tensor;
    }

    @Override
    public void close() {
        tensor.close();
    }
}

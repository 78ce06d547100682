package org.genera.nn;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Position or time as sines and cosines of geometric frequencies (Vaswani et al. 2017, sec. 3.5).
 *
 * @param width of the output, even
 */
public record SinusoidalEmbedding(int width) {

    public SinusoidalEmbedding {
        if (width < 2 || width % 2 != 0) {
            throw new IllegalArgumentException("need an even width >= 2, got " + width);
        }
    }

    /**
     * @param position [B], any scale; 0 to 1000 is usual for timesteps
     * @return [B, width]
     */
    public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> position) {
        int half = width / 2;
        float[] frequencies = new float[half];
        for (int i = 0; i < half; i++) {
            frequencies[i] = (float) Math.exp(-Math.log(10_000) * i / half);
        }
        Operand<TFloat32> angles = tf.math.mul(
                tf.expandDims(position, tf.constant(1)), tf.expandDims(tf.constant(frequencies), tf.constant(0)));
        return tf.concat(List.of(tf.math.sin(angles), tf.math.cos(angles)), tf.constant(1));
    }
}

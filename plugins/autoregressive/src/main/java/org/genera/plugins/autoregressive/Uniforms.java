package org.genera.plugins.autoregressive;

import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** Uniform numbers from 0 to 1 that are Φ of the normal ones from which samples start. */
public final class Uniforms {
    private final int columns;
    private final Placeholder<TFloat32> normal;
    private final Operand<TFloat32> uniform;

    /** @param columns numbers for a sample */
    public Uniforms(ModelGraph graph, int columns) {
        Ops tf = graph.tf();
        this.columns = columns;
        this.normal = graph.input("pixel_noise", -1, columns);
        this.uniform =
                tf.math.mul(tf.math.erfc(tf.math.mul(normal, tf.constant((float) -Math.sqrt(0.5)))), tf.constant(0.5f));
    }

    /**
     * @param numbers normal ones, [rows, columns]
     * @return [rows, columns]
     */
    public float[] of(ModelSession session, float[] numbers) {
        return session.call()
                .feed(normal, numbers, numbers.length / columns, columns)
                .floats(uniform);
    }
}

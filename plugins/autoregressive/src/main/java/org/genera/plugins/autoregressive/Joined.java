package org.genera.plugins.autoregressive;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Tensors side by side; of one as well, which the operation of TensorFlow refuses. */
final class Joined {
    private Joined() {}

    static Operand<TFloat32> of(Ops tf, List<Operand<TFloat32>> parts, int axis) {
        return parts.size() == 1 ? parts.get(0) : tf.concat(parts, tf.constant(axis));
    }
}

package org.genera.plugins.autoregressive;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** How a network says the probabilities of the levels of a number of a picture. */
public interface LevelDistribution {

    Levels levels();

    /** Numbers that a network gives for one. */
    int outputs();

    /**
     * log p of values, in nats.
     *
     * @param given by a network, [B, N × outputs]
     * @param values [B, N]
     * @return [B, N]
     */
    Operand<TFloat32> logProb(Ops tf, Operand<TFloat32> given, Operand<TFloat32> values);

    /**
     * Logits of the levels, as they are drawn by.
     *
     * @param given by a network, [B, N × outputs]
     * @return [B, N × logits of the levels]
     */
    Operand<TFloat32> logits(Ops tf, Operand<TFloat32> given);
}

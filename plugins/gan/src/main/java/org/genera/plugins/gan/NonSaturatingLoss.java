package org.genera.plugins.gan;

import org.genera.spi.Variant;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * −E log D(G(z)) (Goodfellow et al. 2014, sec. 3): the fixed point of the minimax game, but the slope in the logit, σ(l) −
 * 1, is largest where the discriminator is sure of a fake.
 */
record NonSaturatingLoss() implements AdversarialLoss {
    static final Variant VARIANT = Gan.variant("non-saturating", "Non-saturating GAN")
            .summary(
                    "The generator maximises log D(G(z)): strong gradients even where the discriminator wins. The usual"
                            + " choice.")
            .builds(() -> (spec, context) -> new Gan(spec, context, new NonSaturatingLoss()));

    @Override
    public <T extends TNumber> Operand<T> generator(Ops tf, Operand<T> fakeLogits) {
        return AdversarialLoss.mean(tf, tf.math.softplus(tf.math.neg(fakeLogits)));
    }
}

package org.genera.plugins.gan;

import org.genera.spi.Variant;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * E log(1 − D(G(z))), the value of the game itself (Goodfellow et al. 2014, eq. 1). Its slope in the logit, −σ(l),
 * vanishes where the discriminator is sure of a fake: the generator then learns nothing.
 */
record MinimaxLoss() implements AdversarialLoss {
    static final Variant VARIANT = Gan.variant("minimax", "Minimax GAN")
            .summary(
                    "The generator minimises log(1 − D(G(z))), the value of the game itself: its gradient vanishes where"
                            + " the discriminator wins, early in training above all.")
            .builds(() -> (spec, context) -> new Gan(spec, context, new MinimaxLoss()));

    @Override
    public <T extends TNumber> Operand<T> generator(Ops tf, Operand<T> fakeLogits) {
        return tf.math.neg(AdversarialLoss.mean(tf, tf.math.softplus(fakeLogits)));
    }
}

package org.genera.plugins.gan;

import org.genera.spi.Variant;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * ½ E (D(x) − 1)² + ½ E D(G(z))² and ½ E (D(G(z)) − 1)², of the scores themselves (Mao et al. 2017, eq. 9): how much it takes
 * to add a variant.
 */
record LeastSquaresLoss() implements AdversarialLoss {
    static final Variant VARIANT = Gan.variant("least-squares", "Least-squares GAN")
            .summary("Both players regress on the marks 0 and 1.")
            .builds(() -> (spec, context) -> new Gan(spec, context, new LeastSquaresLoss()));

    @Override
    public <T extends TNumber> Operand<T> discriminator(Ops tf, Operand<T> realScores, Operand<T> fakeScores) {
        return tf.math.add(distance(tf, realScores, 1), distance(tf, fakeScores, 0));
    }

    @Override
    public <T extends TNumber> Operand<T> generator(Ops tf, Operand<T> fakeScores) {
        return distance(tf, fakeScores, 1);
    }

    private static <T extends TNumber> Operand<T> distance(Ops tf, Operand<T> scores, int mark) {
        Operand<T> squares = tf.math.squaredDifference(scores, tf.constant(scores.type(), mark));
        return AdversarialLoss.mean(tf, tf.math.mul(squares, tf.constant(scores.type(), 0.5)));
    }
}

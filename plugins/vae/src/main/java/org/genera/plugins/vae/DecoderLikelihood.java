package org.genera.plugins.vae;

import org.genera.spi.Likelihood.ReferenceMeasure;
import org.genera.spi.ValueRange;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/** p(x|z) as a function of the decoder's output; independent over the dimensions of x. */
interface DecoderLikelihood {

    /**
     * log p(x|z), summed over the last axis.
     *
     * @param x data [..., D]
     * @param output of the decoder [..., D]
     * @return [...] in nats
     */
    <T extends TNumber> Operand<T> logProb(Ops tf, Operand<T> x, Operand<T> output);

    /**
     * E[x|z].
     *
     * @return [..., D] in the space of the data
     */
    <T extends TNumber> Operand<T> mean(Ops tf, Operand<T> output);

    /**
     * A draw from p(x|z).
     *
     * @param noise standard normal [..., D]
     * @return [..., D]
     */
    Operand<TFloat32> draw(Ops tf, Operand<TFloat32> output, Operand<TFloat32> noise);

    /** What its density is one with respect to. */
    ReferenceMeasure measure();

    /** Whether {@link #logProb} is a log-density or log-probability of data in this range. */
    boolean scores(ValueRange range);
}

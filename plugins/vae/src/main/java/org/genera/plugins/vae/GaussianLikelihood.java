package org.genera.plugins.vae;

import static org.genera.spi.Hyperparameters.choice;
import static org.genera.spi.Hyperparameters.real;

import org.genera.nn.DataRange;
import org.genera.nn.Initializer;
import org.genera.nn.Scope;
import org.genera.spi.Hyperparameter;
import org.genera.spi.Likelihood.ReferenceMeasure;
import org.genera.spi.ModelSpec;
import org.genera.spi.ValueRange;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * N(x; μ, σ² I), with one variance for all dimensions and examples.
 *
 * @param meanRange in which μ lies
 * @param variance σ², a scalar in squared units of the data
 */
record GaussianLikelihood(DataRange meanRange, Operand<TFloat32> variance) implements DecoderLikelihood {
    /**
     * Added to a learned σ² (σ ≥ 0.001): with as many latent dimensions as coordinates the density of points on a curve
     * has no upper bound. A sum, unlike a maximum, never stops the gradient.
     */
    private static final double VARIANCE_FLOOR = 1e-6;

    static final Hyperparameter<String> DECODER_VARIANCE = choice("decoderVariance", "learned", "fixed")
            .help("Whether the Gaussian decoder's variance stays as given or is learned, one number for all dimensions."
                    + " Learned finds the balance of reconstruction and KL by itself; with β other than 1 it partly undoes"
                    + " β.");
    static final Hyperparameter<Double> VARIANCE = real("variance")
            .from(1e-6)
            .to(1e4)
            .orElse(0.1)
            .logarithmic()
            .help("σ² of the Gaussian decoder in squared units of the data; where it is learned, what it starts from."
                    + " Smaller weighs reconstruction more.");

    /** As the hyperparameters say; a learned variance is a weight of the scope. */
    static GaussianLikelihood of(Scope scope, ModelSpec spec) {
        DataRange meanRange = DecoderMean.of(spec);
        double variance = spec.get(VARIANCE);
        return isLearned(spec) ? learned(scope, meanRange, variance) : fixed(scope.tf(), meanRange, variance);
    }

    static boolean isLearned(ModelSpec spec) {
        return spec.get(DECODER_VARIANCE).equals("learned");
    }

    static GaussianLikelihood fixed(Ops tf, DataRange meanRange, double variance) {
        return new GaussianLikelihood(meanRange, tf.constant((float) variance));
    }

    /** σ² = floor + eˢ with a scalar weight s (Rybkin et al. 2021, sec. 3.1). */
    static GaussianLikelihood learned(Scope scope, DataRange meanRange, double first) {
        Operand<TFloat32> logVariance =
                scope.weight("logVariance", Shape.scalar(), Initializer.constant((float) Math.log(first)));
        Ops tf = scope.tf();
        return new GaussianLikelihood(
                meanRange, tf.math.add(tf.math.exp(logVariance), tf.constant((float) VARIANCE_FLOOR)));
    }

    /** σ, a scalar. */
    Operand<TFloat32> sigma(Ops tf) {
        return tf.math.sqrt(variance);
    }

    /** −‖x − μ‖² / 2σ² − D/2 log 2πσ². */
    @Override
    public <T extends TNumber> Operand<T> logProb(Ops tf, Operand<T> x, Operand<T> output) {
        Class<T> type = output.type();
        long dimensions = output.shape().get(output.shape().numDimensions() - 1);
        Operand<T> squares = AxisReductions.sumOverLast(tf, tf.math.squaredDifference(x, mean(tf, output)));
        Operand<T> sigmaSquared = tf.dtypes.cast(variance, type);
        Operand<T> normaliser = tf.math.mul(
                tf.math.log(tf.math.mul(sigmaSquared, tf.constant(type, 2 * Math.PI))), tf.constant(type, dimensions));
        return tf.math.mul(tf.math.add(tf.math.div(squares, sigmaSquared), normaliser), tf.constant(type, -0.5));
    }

    @Override
    public <T extends TNumber> Operand<T> mean(Ops tf, Operand<T> output) {
        return meanRange.sigmoidIntoData(tf, output);
    }

    @Override
    public Operand<TFloat32> draw(Ops tf, Operand<TFloat32> output, Operand<TFloat32> noise) {
        return tf.math.add(mean(tf, output), tf.math.mul(noise, sigma(tf)));
    }

    /** A density says nothing of values that can only be 0 or 1. */
    @Override
    public ReferenceMeasure measure() {
        return ReferenceMeasure.LEBESGUE;
    }

    @Override
    public boolean scores(ValueRange range) {
        return range != ValueRange.BINARY;
    }
}

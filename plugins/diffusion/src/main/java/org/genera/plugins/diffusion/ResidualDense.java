package org.genera.plugins.diffusion;

import static org.genera.spi.Hyperparameters.integer;

import java.util.ArrayList;
import java.util.List;
import org.genera.nn.Activation;
import org.genera.nn.Dense;
import org.genera.nn.Initializer;
import org.genera.nn.Scope;
import org.genera.spi.Hyperparameter;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Residual dense layers, the time added in each: h ← h + SiLU(W h + V τ).
 *
 * @param width of the layers
 * @param layers how many
 * @param frequencies sines and cosines of 2^k π x for k = 0 … frequencies − 1 that are given to the network beside x:
 *     a smooth network of few inputs sees fine structure through them (Tancik et al. 2020)
 * @param outputs numbers that are said of each of x
 */
record ResidualDense(int width, int layers, int frequencies, int outputs) implements DiffusionNetwork {
    static final Hyperparameter<Long> WIDTH =
            integer("hiddenWidth").from(8).to(4096).orElse(128).in("units").help("Units of each dense layer.");
    static final Hyperparameter<Long> LAYERS =
            integer("hiddenLayers").from(1).to(16).orElse(3).in("layers").help("Residual dense layers.");
    static final Hyperparameter<Long> FREQUENCIES = integer("inputFrequencies")
            .to(10)
            .orElse(4)
            .help(
                    "Octaves of sines and cosines of the inputs that dense layers see beside the inputs; they help with fine"
                            + " structure in few dimensions.");

    @Override
    public Operand<TFloat32> apply(
            Scope scope, Operand<TFloat32> xt, Operand<TFloat32> time, @Nullable Operand<TFloat32> classes) {
        Ops tf = scope.tf();
        int dimensions = (int) xt.shape().get(1);
        Operand<TFloat32> embedded = DiffusionNetwork.embedded(scope, width, time, classes);
        Operand<TFloat32> hidden = Dense.glorot(width).apply(scope.child("input"), features(tf, xt));
        for (int i = 1; i <= layers; i++) {
            Scope layer = scope.child("layer" + i);
            Operand<TFloat32> sum = tf.math.add(
                    Dense.glorot(width).apply(layer.child("hidden"), hidden),
                    Dense.glorot(width).apply(layer.child("time"), embedded));
            hidden = tf.math.add(hidden, Activation.SILU.apply(tf, sum));
        }
        return new Dense(outputs * dimensions, Initializer.zeros(), Initializer.zeros())
                .apply(scope.child("output"), hidden);
    }

    private Operand<TFloat32> features(Ops tf, Operand<TFloat32> xt) {
        List<Operand<TFloat32>> features = new ArrayList<>();
        features.add(xt);
        for (int k = 0; k < frequencies; k++) {
            Operand<TFloat32> angle = tf.math.mul(xt, tf.constant((float) (Math.PI * Math.pow(2, k))));
            features.add(tf.math.sin(angle));
            features.add(tf.math.cos(angle));
        }
        return features.size() == 1 ? xt : tf.concat(features, tf.constant(1));
    }
}

package org.genera.plugins.diffusion;

import static org.genera.spi.Hyperparameters.choice;

import org.genera.nn.Activation;
import org.genera.nn.Dense;
import org.genera.nn.Scope;
import org.genera.nn.SinusoidalEmbedding;
import org.genera.spi.DataShape;
import org.genera.spi.Hyperparameter;
import org.genera.spi.ModelSpec;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A network of noisy examples and times, as a function of its weights and inputs. What its output means is a {@link Parametrisation}. */
interface DiffusionNetwork {
    /** The scale of time that networks see, whatever that of the process is. */
    float TIME_SCALE = 1000f;

    /** Numbers that the time is seen as. */
    int TIME_WIDTH = 64;

    /**
     * @param xt noisy examples [B, D]
     * @param time brought to the scale 0 … 1000: [B], or [1] for one that all examples share
     * @param classes zeros and a one for the class of each example, zeros alone where it has none [B, K]; null where there are no classes
     * @return [B, outputs × D], the D numbers of the first output before those of the next
     */
    Operand<TFloat32> apply(
            Scope scope, Operand<TFloat32> xt, Operand<TFloat32> time, @Nullable Operand<TFloat32> classes);

    Hyperparameter<String> NETWORK = choice("network", "auto", "dense", "conv")
            .help("What undoes the noise; auto takes dense layers for vectors and a convolutional U-Net for images.");

    /** The network that the hyperparameters ask for. */
    static DiffusionNetwork of(ModelSpec spec, int outputs) {
        String kind = spec.get(NETWORK);
        DataShape shape = spec.data().shape();
        if (!kind.equals("conv") && !(kind.equals("auto") && shape instanceof DataShape.Image)) {
            return new ResidualDense(
                    spec.count(ResidualDense.WIDTH),
                    spec.count(ResidualDense.LAYERS),
                    spec.count(ResidualDense.FREQUENCIES),
                    outputs);
        }
        if (shape instanceof DataShape.Image image) {
            return new UNet(
                    image,
                    spec.count(UNet.CHANNELS),
                    spec.count(UNet.PATCH),
                    spec.count(UNet.RESOLUTIONS),
                    spec.get(UNet.ATTENTION).equals("lowest"),
                    outputs);
        }
        throw new IllegalArgumentException(
                "expected images for the network conv, got vectors " + shape + "; choose auto or dense");
    }

    /** Time and class as one vector: [B, width], or [1, width] of one time and no classes. */
    static Operand<TFloat32> embedded(
            Scope scope, int width, Operand<TFloat32> time, @Nullable Operand<TFloat32> classes) {
        Ops tf = scope.tf();
        Operand<TFloat32> ofTime =
                Dense.glorot(width).apply(scope.child("time"), new SinusoidalEmbedding(TIME_WIDTH).apply(tf, time));
        Operand<TFloat32> sum = classes == null
                ? ofTime
                : tf.math.add(ofTime, Dense.glorot(width).apply(scope.child("class"), classes));
        return Activation.SILU.apply(tf, sum);
    }
}

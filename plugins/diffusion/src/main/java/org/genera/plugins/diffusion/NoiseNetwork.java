package org.genera.plugins.diffusion;

import static org.genera.spi.Hyperparameters.choice;

import org.genera.nn.Scope;
import org.genera.spi.DataShape;
import org.genera.spi.Hyperparameter;
import org.genera.spi.ModelSpec;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** A network that predicts noise, as a function of its weights and inputs. */
interface NoiseNetwork {

    /**
     * ε_θ(x_t, t).
     *
     * @param xt noisy examples [B, D]
     * @param time timesteps brought to the scale 0 … 1000: [B], or [1] for one that all examples share
     * @return predicted noise [B, D]
     */
    Operand<TFloat32> epsilon(Scope scope, Operand<TFloat32> xt, Operand<TFloat32> time);

    Hyperparameter<String> NETWORK = choice("network", "auto", "dense", "conv")
            .help("Predicts the noise; auto takes dense layers for vectors and a convolutional U-Net for images.");

    /** The network that the hyperparameters ask for. */
    static NoiseNetwork of(ModelSpec spec) {
        String kind = spec.get(NETWORK);
        DataShape shape = spec.data().shape();
        if (!kind.equals("conv") && !(kind.equals("auto") && shape instanceof DataShape.Image)) {
            return new ResidualDense(
                    spec.count(ResidualDense.WIDTH),
                    spec.count(ResidualDense.LAYERS),
                    spec.count(ResidualDense.FREQUENCIES));
        }
        if (shape instanceof DataShape.Image image) {
            return new UNet(image, spec.count(UNet.CHANNELS), spec.count(UNet.PATCH), spec.count(UNet.RESOLUTIONS));
        }
        throw new IllegalArgumentException(
                "expected images for the network conv, got vectors " + shape + "; choose auto or dense");
    }
}

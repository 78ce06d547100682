package org.genera.plugins.diffusion;

import org.genera.nn.Scope;
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
}

package org.genera.plugins.autoregressive;

import org.genera.nn.Activation;
import org.genera.nn.MaskedConv2d;
import org.genera.nn.Scope;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** How the layers of a network are applied: to all pixels at once, or to one. */
interface Way {
    /** To all pixels: features are [B, H, W, channels]. */
    Way ALL = new Way() {
        @Override
        public Operand<TFloat32> convolved(Scope place, MaskedConv2d convolution, Operand<TFloat32> x) {
            return convolution.apply(place, x);
        }

        @Override
        public Operand<TFloat32> rectified(Scope place, Operand<TFloat32> x) {
            return Activation.RELU.apply(place.tf(), x);
        }
    };

    /** A convolution; of those that see more than a pixel the input is remembered. */
    Operand<TFloat32> convolved(Scope place, MaskedConv2d convolution, Operand<TFloat32> x);

    /** max(x, 0). */
    Operand<TFloat32> rectified(Scope place, Operand<TFloat32> x);
}

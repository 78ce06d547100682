package org.genera.plugins.vae;

import org.genera.spi.DataShape;
import org.genera.spi.ModelSpec;

/** How wide the code is. */
final class LatentSize {
    private static final int USUAL = 20;

    private LatentSize() {}

    /** The hyperparameter, or what suits the data where it is 0. */
    static int of(ModelSpec spec) {
        int given = spec.values().count("latent");
        if (given > 0) {
            return given;
        }
        if (spec.data().shape() instanceof DataShape.Image) {
            return USUAL;
        }
        int dimensions = spec.data().shape().size();
        // Without noise and prior only a narrow code keeps an autoencoder from copying its input.
        int suitable = spec.variant().equals(VaeVariants.AUTOENCODER) ? dimensions / 2 : dimensions;
        return Math.max(1, Math.min(USUAL, suitable));
    }
}

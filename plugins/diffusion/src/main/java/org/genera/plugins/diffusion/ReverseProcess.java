package org.genera.plugins.diffusion;

import java.util.List;

/** A way back from noise to data. */
sealed interface ReverseProcess permits Ancestral, Ddim {

    /**
     * The steps from x_T to x_0.
     *
     * @throws IllegalArgumentException if it does not fit the diffusion that the network was trained with
     */
    List<ReverseStep> steps(GaussianDiffusion diffusion);
}

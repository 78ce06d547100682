package org.genera.plugins.diffusion;

import static org.genera.spi.Hyperparameters.choice;

import java.util.List;
import java.util.function.Function;
import org.genera.spi.Hyperparameter;
import org.genera.spi.Sampler;
import org.genera.spi.Values;

/** A way back from noise to data. */
sealed interface ReverseProcess permits Ancestral, Ddim {

    /**
     * The steps from x_T to x_0.
     *
     * @throws IllegalArgumentException if it does not fit the diffusion that the network was trained with
     */
    List<ReverseStep> steps(GaussianDiffusion diffusion);

    Hyperparameter<String> CLIP = choice("clipDenoised", "auto", "yes", "no")
            .help(
                    "Keeps the predicted x₀ within the range of the data at each step; auto does so for images in a bounded"
                            + " range.");

    /**
     * A sampler that goes such a way.
     *
     * @param process the way that its settings ask for
     */
    record Choice(Sampler sampler, Function<Values, ReverseProcess> process) {}
}

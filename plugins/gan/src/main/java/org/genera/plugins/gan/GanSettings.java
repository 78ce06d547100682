package org.genera.plugins.gan;

import java.util.Arrays;
import java.util.List;
import org.genera.nn.Adam;
import org.genera.spi.ModelSpec;
import org.genera.spi.Values;

/**
 * What the hyperparameters say for the data at hand.
 *
 * @param latent width of z
 * @param generatorHidden units of the generator's hidden layers
 * @param discriminatorHidden units of the discriminator's hidden layers
 * @param adam optimizer of either player
 * @param discriminatorSteps steps of the discriminator for each of the generator, k in Goodfellow et al. 2014, alg. 1
 * @param dropout rate in the discriminator's hidden layers
 */
record GanSettings(
        int latent,
        List<Integer> generatorHidden,
        List<Integer> discriminatorHidden,
        Adam adam,
        int discriminatorSteps,
        double dropout) {

    static GanSettings of(ModelSpec spec) {
        Values values = spec.values();
        return new GanSettings(
                values.count("latent"),
                widths(values.integers("generatorHidden")),
                widths(values.integers("discriminatorHidden")),
                Adam.withBeta1(values.real("learningRate"), values.real("beta1")),
                values.count("discriminatorSteps"),
                values.real("dropout"));
    }

    private static List<Integer> widths(int[] hidden) {
        return Arrays.stream(hidden).boxed().toList();
    }
}

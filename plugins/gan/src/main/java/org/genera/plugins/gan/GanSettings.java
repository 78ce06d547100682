package org.genera.plugins.gan;

import java.util.List;
import org.genera.nn.Adam;
import org.genera.spi.DataShape;
import org.genera.spi.ModelSpec;

/**
 * What the hyperparameters say for the data at hand; what they leave open (0, an empty list) is chosen here.
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

    private static final int MOST_CHOSEN_LATENTS = 64;

    static GanSettings of(ModelSpec spec) {
        boolean image = spec.data().shape() instanceof DataShape.Image;
        List<Integer> generator = image ? List.of(128, 256, 512) : List.of(128, 128, 128);
        List<Integer> discriminator = image ? List.of(512, 256, 128) : List.of(128, 128, 128);
        int latent = image ? MOST_CHOSEN_LATENTS : Math.min(spec.data().shape().size(), MOST_CHOSEN_LATENTS);
        return new GanSettings(
                spec.count(Gan.LATENT) == 0 ? latent : spec.count(Gan.LATENT),
                widths(spec.values().counts(Gan.GENERATOR_HIDDEN), generator),
                widths(spec.values().counts(Gan.DISCRIMINATOR_HIDDEN), discriminator),
                Adam.withBeta1(spec.get(Gan.LEARNING_RATE), spec.get(Gan.BETA1)),
                spec.count(Gan.DISCRIMINATOR_STEPS),
                spec.get(Gan.DROPOUT));
    }

    private static List<Integer> widths(List<Integer> given, List<Integer> chosen) {
        return given.isEmpty() ? chosen : given;
    }
}

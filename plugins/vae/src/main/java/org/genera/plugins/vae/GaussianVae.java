package org.genera.plugins.vae;

import org.genera.nn.Scope;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.Variant;

/** A VAE whose decoder is normal with one variance for all dimensions (Rybkin et al. 2021). */
final class GaussianVae extends Vae {
    static final Variant VARIANT = Vae.variant("vae-gaussian", "VAE, Gaussian decoder")
            .summary(
                    "Each number is normal around a mean that depends on z, with one variance for all, fixed or learned."
                            + " For points, and for grey and colour values.")
            .with(DecoderMean.DECODER_MEAN, GaussianLikelihood.DECODER_VARIANCE, GaussianLikelihood.VARIANCE)
            .with(LEARNING_RATE, IMPORTANCE_SAMPLES)
            .preset(
                    "Fixed σ² = 0.1",
                    "A fixed weight between reconstruction and KL, for comparison with programs that fix it.",
                    GaussianLikelihood.DECODER_VARIANCE.at("fixed"),
                    GaussianLikelihood.VARIANCE.at(0.1))
            .preset(
                    "Plain squared error, σ² = 1/2",
                    "The bound of programs that add the summed squared error to the KL: on [0, 1] images soft and with few"
                            + " latent dimensions in use.",
                    GaussianLikelihood.DECODER_VARIANCE.at("fixed"),
                    GaussianLikelihood.VARIANCE.at(0.5))
            .preset(Networks.CONVOLUTIONAL)
            .preset(Networks.PLANE)
            .reports(NEGATIVE_ELBO, LOSS, RECONSTRUCTION, KL, SIGMA)
            .builds(() -> GaussianVae::new);

    GaussianVae(ModelSpec spec, ModelContext context) {
        super(spec, context);
    }

    @Override
    DecoderLikelihood likelihood(Scope scope) {
        return GaussianLikelihood.of(scope, spec);
    }
}

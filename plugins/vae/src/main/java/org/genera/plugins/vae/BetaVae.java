package org.genera.plugins.vae;

import static org.genera.spi.Hyperparameters.choice;
import static org.genera.spi.Hyperparameters.real;

import java.util.List;
import org.genera.nn.Scope;
import org.genera.spi.Hyperparameter;
import org.genera.spi.InvalidValueException;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.ValueRange;
import org.genera.spi.Variant;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** The β-VAE (Higgins et al. 2017, eq. 4): the KL weighs β times as much. */
final class BetaVae extends Vae {
    static final Hyperparameter<Double> BETA = real("beta")
            .from(0)
            .to(1000)
            .orElse(4)
            .help(
                    "Weight of the KL in the loss: 1 is the VAE, more tightens the code. The −ELBO is always reported with"
                            + " weight 1.");
    static final Hyperparameter<String> LIKELIHOOD = choice("likelihood", "auto", "bernoulli", "gaussian")
            .help(
                    "Decoder distribution. auto: bernoulli for values in [0, 1] (binary or grey), gaussian for all others.");

    static final Variant VARIANT = GaussianVae.VARIANT
            .derive("beta-vae", "β-VAE")
            .summary("The KL weighs β times as much: a tighter code whose dimensions tend towards single factors of the"
                    + " data, at the price of reconstruction. β = 1 is the VAE.")
            .first(BETA, LIKELIHOOD)
            .preset(
                    "Higgins et al. 2017, dSprites",
                    "β = 4 with the paper's dense encoder and 10 latent dimensions, with Adam for its Adagrad.",
                    BETA.at(4),
                    LIKELIHOOD.at("bernoulli"),
                    Networks.NETWORK.at("dense"),
                    Networks.HIDDEN.at(List.of(1200, 1200)),
                    Networks.LATENT.at(10))
            .preset(
                    "Locatello et al. 2019, small images",
                    "The convolutional network of the disentanglement benchmarks: 10 latent dimensions, Adam 1e-4.",
                    BETA.at(4),
                    Networks.NETWORK.at("conv"),
                    Networks.CHANNELS.at(List.of(32, 32, 64, 64)),
                    Networks.HIDDEN.at(List.of(256)),
                    Networks.LATENT.at(10),
                    LEARNING_RATE.at(1e-4))
            .preset(Networks.PLANE)
            .builds(() -> BetaVae::new);

    BetaVae(ModelSpec spec, ModelContext context) {
        super(spec, context);
    }

    @Override
    DecoderLikelihood likelihood(Scope scope) {
        ValueRange range = spec.data().range();
        String choice = get(LIKELIHOOD);
        if (choice.equals("bernoulli") && !BernoulliLikelihood.fits(range)) {
            throw new InvalidValueException(
                    LIKELIHOOD.name(),
                    "gaussian or auto for data outside [0, 1] (or another scaling of the data)",
                    "\"bernoulli\"");
        }
        return choice.equals("bernoulli") || choice.equals("auto") && BernoulliLikelihood.fits(range)
                ? new BernoulliLikelihood()
                : GaussianLikelihood.of(scope, spec);
    }

    @Override
    Operand<TFloat32> loss(Elbo elbo) {
        return elbo.loss(tf, get(BETA));
    }
}

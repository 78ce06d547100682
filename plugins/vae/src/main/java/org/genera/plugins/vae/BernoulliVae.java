package org.genera.plugins.vae;

import java.util.EnumSet;
import java.util.List;
import org.genera.nn.Scope;
import org.genera.spi.Accepts;
import org.genera.spi.DataShape.Kind;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.ValueRange;
import org.genera.spi.Variant;

/** A VAE whose decoder gives each number the probability to be 1 (Kingma & Welling 2014, appendix C.1). */
final class BernoulliVae extends Vae {
    static final Variant VARIANT = Vae.variant("vae-bernoulli", "VAE, Bernoulli decoder")
            .summary(
                    "Each number is 0 or 1 with a probability that depends on z. The usual choice for binarised images;"
                            + " grey values are taken as probabilities, and the bound is then no likelihood.")
            .accepts(new Accepts(
                    EnumSet.of(Kind.VECTOR, Kind.IMAGE), EnumSet.of(ValueRange.BINARY, ValueRange.UNIT), false))
            .with(LEARNING_RATE, IMPORTANCE_SAMPLES)
            .preset(
                    "Kingma & Welling 2014, MNIST",
                    "The paper's network (500 tanh units, 20 latent dimensions), with Adam for its Adagrad.",
                    Networks.NETWORK.at("dense"),
                    Networks.HIDDEN.at(List.of(500)),
                    Networks.ACTIVATION.at("tanh"),
                    Networks.LATENT.at(20))
            .preset(
                    "Burda et al. 2016, one stochastic layer",
                    "The network that importance-weighted likelihoods are usually quoted for; 50 latent dimensions, of"
                            + " which about half stay in use.",
                    Networks.NETWORK.at("dense"),
                    Networks.HIDDEN.at(List.of(200, 200)),
                    Networks.ACTIVATION.at("tanh"),
                    Networks.LATENT.at(50))
            .preset(Networks.CONVOLUTIONAL)
            .preset(Networks.PLANE)
            .builds(() -> BernoulliVae::new);

    BernoulliVae(ModelSpec spec, ModelContext context) {
        super(spec, context);
    }

    @Override
    DecoderLikelihood likelihood(Scope scope) {
        return new BernoulliLikelihood();
    }
}

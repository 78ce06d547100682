package org.genera.plugins.vae;

import java.util.List;
import org.genera.spi.DensityKind;
import org.genera.spi.FamilyCard;
import org.genera.spi.FamilyCard.Paper;
import org.genera.spi.ModelFamily;
import org.genera.spi.Variant;
import org.pf4j.Extension;

/** The variational autoencoder and its kin. */
@Extension
public final class VaeFamily implements ModelFamily {

    @Override
    public FamilyCard card() {
        return new FamilyCard(
                "vae",
                "Variational autoencoder",
                "A decoder turns a standard normal latent vector z into a distribution of the data, p(x|z); an encoder"
                        + " learns q(z|x), which stands for the posterior. Both are trained at once by one optimizer on"
                        + " the evidence lower bound: reconstruct well, and stay near the prior. Trains fast and stably,"
                        + " encodes, reconstructs and interpolates, and bounds the likelihood; samples cover the data but"
                        + " are soft, and a gap between modes is bridged.",
                DensityKind.APPROXIMATE,
                List.of(
                        new Paper(
                                "Kingma, Welling: Auto-Encoding Variational Bayes, 2014",
                                "https://arxiv.org/abs/1312.6114"),
                        new Paper(
                                "Rezende, Mohamed, Wierstra: Stochastic Backpropagation and Approximate Inference in"
                                        + " Deep Generative Models, 2014",
                                "https://arxiv.org/abs/1401.4082"),
                        new Paper(
                                "Burda, Grosse, Salakhutdinov: Importance Weighted Autoencoders, 2016",
                                "https://arxiv.org/abs/1509.00519"),
                        new Paper(
                                "Higgins et al.: β-VAE: Learning Basic Visual Concepts with a Constrained Variational"
                                        + " Framework, 2017",
                                "https://openreview.net/forum?id=Sy2fzU9gl"),
                        new Paper(
                                "Rybkin, Daniilidis, Levine: Simple and Effective VAE Training with Calibrated Decoders,"
                                        + " 2021",
                                "https://arxiv.org/abs/2006.13202")));
    }

    @Override
    public List<Variant> variants() {
        return List.of(BernoulliVae.VARIANT, GaussianVae.VARIANT, BetaVae.VARIANT, Autoencoder.VARIANT);
    }
}

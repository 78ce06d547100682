package org.genera.plugins.gan;

import java.util.List;
import org.genera.spi.DensityKind;
import org.genera.spi.FamilyCard;
import org.genera.spi.FamilyCard.Paper;
import org.genera.spi.ModelFamily;
import org.genera.spi.Variant;
import org.pf4j.Extension;

/** Generative adversarial networks of dense layers. */
@Extension
public final class GanFamily implements ModelFamily {

    @Override
    public FamilyCard card() {
        return new FamilyCard(
                "gan",
                "Generative adversarial network",
                "Two networks play against each other: a generator turns noise into samples, a discriminator tells them"
                        + " from data. At the end of a perfect game the samples follow the data and the discriminator"
                        + " can only guess. Samples come sharp and in one pass, but there is no likelihood, the losses"
                        + " do not say how good the samples are, and modes of the data may be left out: look at the"
                        + " samples and at the modes recovered.",
                DensityKind.IMPLICIT,
                List.of(new Paper(
                        "I. Goodfellow, J. Pouget-Abadie, M. Mirza, B. Xu, D. Warde-Farley, S. Ozair, A. Courville,"
                                + " Y. Bengio: Generative Adversarial Networks, NeurIPS 2014",
                        "https://arxiv.org/abs/1406.2661")));
    }

    @Override
    public List<Variant> variants() {
        return List.of(NonSaturatingLoss.VARIANT, MinimaxLoss.VARIANT);
    }
}

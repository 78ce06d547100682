package org.genera.plugins.flow;

import java.util.List;
import org.genera.spi.DensityKind;
import org.genera.spi.FamilyCard;
import org.genera.spi.FamilyCard.Paper;
import org.genera.spi.ModelFamily;
import org.genera.spi.Variant;
import org.pf4j.Extension;

/** Normalising flows of coupling layers. */
@Extension
public final class FlowFamily implements ModelFamily {
    @Override
    public FamilyCard card() {
        return new FamilyCard(
                "flow",
                "Normalising flow",
                "An invertible network carries the data to a simple base distribution; the change of variables gives the"
                        + " exact likelihood, which is what it is trained on, and the inverse gives samples in one pass."
                        + " Codes are as wide as the data and lose nothing. It stretches one connected cloud: modes that lie"
                        + " apart stay joined by thin bridges.",
                DensityKind.TRACTABLE,
                List.of(
                        new Paper(
                                "Dinh, Krueger, Bengio: NICE: Non-linear Independent Components Estimation, 2015",
                                "https://arxiv.org/abs/1410.8516"),
                        new Paper(
                                "Dinh, Sohl-Dickstein, Bengio: Density estimation using Real NVP, 2017",
                                "https://arxiv.org/abs/1605.08803"),
                        new Paper(
                                "Kingma, Dhariwal: Glow: Generative Flow with Invertible 1×1 Convolutions, 2018",
                                "https://arxiv.org/abs/1807.03039")));
    }

    @Override
    public List<Variant> variants() {
        return List.of(RealNvp.VARIANT, Glow.VARIANT, Nice.VARIANT);
    }
}

package org.genera.plugins.diffusion;

import java.util.List;
import org.genera.spi.DensityKind;
import org.genera.spi.FamilyCard;
import org.genera.spi.ModelFamily;
import org.genera.spi.Variant;
import org.pf4j.Extension;

/** Denoising diffusion models. */
@Extension
public final class DiffusionFamily implements ModelFamily {

    @Override
    public FamilyCard card() {
        return new FamilyCard(
                "diffusion",
                "Diffusion model",
                "Data are turned into noise in many small steps, and a network learns to undo them. Training is one"
                        + " squared error and steady; samples cover the data well and are sharp, but cost one run of"
                        + " the network for each step back. How to step back is chosen when sampling.",
                DensityKind.APPROXIMATE,
                List.of(
                        new FamilyCard.Paper(
                                "Ho, Jain & Abbeel: Denoising Diffusion Probabilistic Models, 2020",
                                "https://arxiv.org/abs/2006.11239"),
                        new FamilyCard.Paper(
                                "Song, Meng & Ermon: Denoising Diffusion Implicit Models, 2021",
                                "https://arxiv.org/abs/2010.02502"),
                        new FamilyCard.Paper(
                                "Sohl-Dickstein et al.: Deep Unsupervised Learning using Nonequilibrium"
                                        + " Thermodynamics, 2015",
                                "https://arxiv.org/abs/1503.03585")));
    }

    @Override
    public List<Variant> variants() {
        return List.of(Ddpm.VARIANT);
    }
}

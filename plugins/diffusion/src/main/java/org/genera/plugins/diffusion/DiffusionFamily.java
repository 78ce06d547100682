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
                "Data are turned into noise step by step, and a network learns to undo it: as the noise, the score or the"
                        + " velocity of what moves. Training is one"
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
                                "Nichol & Dhariwal: Improved Denoising Diffusion Probabilistic Models, 2021",
                                "https://arxiv.org/abs/2102.09672"),
                        new FamilyCard.Paper(
                                "Song & Ermon: Generative Modeling by Estimating Gradients of the Data Distribution, 2019",
                                "https://arxiv.org/abs/1907.05600"),
                        new FamilyCard.Paper(
                                "Song et al.: Score-Based Generative Modeling through Stochastic Differential Equations, 2021",
                                "https://arxiv.org/abs/2011.13456"),
                        new FamilyCard.Paper(
                                "Karras et al.: Elucidating the Design Space of Diffusion-Based Generative Models, 2022",
                                "https://arxiv.org/abs/2206.00364"),
                        new FamilyCard.Paper(
                                "Lu et al.: DPM-Solver++: Fast Solver for Guided Sampling of Diffusion Probabilistic Models, 2022",
                                "https://arxiv.org/abs/2211.01095"),
                        new FamilyCard.Paper(
                                "Lipman et al.: Flow Matching for Generative Modeling, 2023",
                                "https://arxiv.org/abs/2210.02747"),
                        new FamilyCard.Paper(
                                "Liu, Gong & Liu: Flow Straight and Fast: Learning to Generate and Transfer Data with Rectified"
                                        + " Flow, 2023",
                                "https://arxiv.org/abs/2209.03003"),
                        new FamilyCard.Paper(
                                "Sohl-Dickstein et al.: Deep Unsupervised Learning using Nonequilibrium"
                                        + " Thermodynamics, 2015",
                                "https://arxiv.org/abs/1503.03585")));
    }

    @Override
    public List<Variant> variants() {
        return List.of(
                Ddpm.VARIANT,
                ImprovedDdpm.VARIANT,
                Ncsn.VARIANT,
                ScoreSde.VARIANT,
                FlowMatching.VARIANT,
                NoisyClassifier.VARIANT);
    }
}

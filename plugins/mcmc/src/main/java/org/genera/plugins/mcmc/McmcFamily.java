package org.genera.plugins.mcmc;

import java.util.List;
import org.genera.spi.DensityKind;
import org.genera.spi.FamilyCard;
import org.genera.spi.FamilyCard.Paper;
import org.genera.spi.ModelFamily;
import org.genera.spi.Variant;
import org.pf4j.Extension;

/** The entry point of the plugin: five ways to draw from one and the same known density, four of which walk on that of another run too. */
@Extension
public final class McmcFamily implements ModelFamily {

    @Override
    public FamilyCard card() {
        return new FamilyCard(
                "mcmc",
                "Markov chain Monte Carlo",
                "The density is known, a kernel density estimate of the training data with an exact likelihood, or that of"
                        + " another trained run; what is compared is how Markov chains draw from it. Training runs chains, tunes their step size and"
                        + " watches whether they mix. All kernels move locally: chains seldom or never cross"
                        + " between well-separated modes, which R-hat above 1.01 and few effective samples tell.",
                DensityKind.TRACTABLE,
                List.of(
                        new Paper(
                                "N. Metropolis et al.: Equation of state calculations by fast computing machines, 1953",
                                "https://doi.org/10.1063/1.1699114"),
                        new Paper(
                                "W. K. Hastings: Monte Carlo sampling methods using Markov chains and their"
                                        + " applications, 1970",
                                "https://doi.org/10.1093/biomet/57.1.97"),
                        new Paper(
                                "S. Geman, D. Geman: Stochastic relaxation, Gibbs distributions, and the Bayesian"
                                        + " restoration of images, 1984",
                                "https://doi.org/10.1109/TPAMI.1984.4767596"),
                        new Paper(
                                "R. M. Neal: MCMC using Hamiltonian dynamics, 2011", "https://arxiv.org/abs/1206.1901"),
                        new Paper(
                                "G. O. Roberts, R. L. Tweedie: Exponential convergence of Langevin distributions and"
                                        + " their discrete approximations, 1996",
                                "https://doi.org/10.2307/3318418"),
                        new Paper(
                                "M. D. Hoffman, A. Gelman: The No-U-Turn sampler, 2014",
                                "https://arxiv.org/abs/1111.4246"),
                        new Paper(
                                "A. Vehtari et al.: Rank-normalization, folding, and localization: an improved R-hat,"
                                        + " 2021",
                                "https://arxiv.org/abs/1903.08008"),
                        new Paper(
                                "E. Parzen: On estimation of a probability density function and mode, 1962",
                                "https://doi.org/10.1214/aoms/1177704472")));
    }

    @Override
    public List<Variant> variants() {
        return McmcVariants.all();
    }
}

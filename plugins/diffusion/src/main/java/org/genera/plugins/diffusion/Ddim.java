package org.genera.plugins.diffusion;

import static org.genera.spi.Hyperparameters.choice;
import static org.genera.spi.Hyperparameters.integer;
import static org.genera.spi.Hyperparameters.real;

import java.util.ArrayList;
import java.util.List;
import org.genera.spi.Hyperparameter;
import org.genera.spi.Sampler;

/**
 * The non-Markovian sampler of Song et al. (2021, eq. 12 and 16) on S of the T timesteps.
 *
 * @param steps S
 * @param eta η: 0 is deterministic, 1 with S = T is ancestral sampling with the posterior variance
 * @param spacing which of the timesteps
 */
record Ddim(int steps, double eta, Spacing spacing) implements ReverseProcess {
    static final Hyperparameter<Long> STEPS = integer("steps")
            .from(1)
            .to(10_000)
            .orElse(50)
            .help("Timesteps visited, at most as many as the model was trained with; fewer are faster and coarser.");
    static final Hyperparameter<Double> ETA =
            real("eta").from(0).to(1).orElse(0).help("η: 0 adds no noise, 1 as much as ancestral sampling.");
    static final Hyperparameter<String> SPACING = choice("spacing", "linear", "quadratic")
            .orElse("quadratic")
            .help("Where the visited timesteps lie: evenly, or denser near the data.");
    static final Choice CHOICE = new Choice(
            new Sampler(
                            "ddim",
                            "DDIM",
                            "Skips timesteps; with η = 0 it is a deterministic map from noise to data.",
                            STEPS,
                            ETA,
                            SPACING,
                            CLIP)
                    .fromBaseNoise(),
            settings -> new Ddim(
                    settings.count(STEPS),
                    settings.get(ETA),
                    settings.get(SPACING).equals("linear") ? Spacing.LINEAR : Spacing.QUADRATIC));

    /** Where the visited timesteps lie (Song et al. 2021, appendix D.2). */
    enum Spacing {
        LINEAR {
            @Override
            double position(double part) {
                return part;
            }
        },
        /** Denser near the data, where fine structure is decided. */
        QUADRATIC {
            @Override
            double position(double part) {
                return part * part;
            }
        };

        /** Part of the way from 0 to T, for parts from 0 to 1. */
        abstract double position(double part);
    }

    @Override
    public List<ReverseStep> steps(GaussianDiffusion diffusion) {
        int total = diffusion.timesteps();
        if (steps < 1 || steps > total) {
            throw new IllegalArgumentException("need 1 <= steps <= " + total
                    + ", the timesteps that this model was trained with, got " + steps + "; 50 is usual");
        }
        int[] visited = visited(total);
        List<ReverseStep> list = new ArrayList<>();
        for (int i = steps; i >= 1; i--) {
            list.add(step(diffusion, visited[i], visited[i - 1]));
        }
        return list;
    }

    private ReverseStep step(GaussianDiffusion diffusion, int from, int to) {
        double alphaBar = diffusion.alphaBar(from);
        double next = diffusion.alphaBar(to);
        double variance = eta * eta * (1 - next) / (1 - alphaBar) * (1 - alphaBar / next);
        // ε follows from x̂_0 and x_t, so that a clipped x̂_0 is followed: ε = (x_t − √ᾱ x̂_0)/√(1−ᾱ).
        double ofXt = Math.sqrt(Math.max(0, 1 - next - variance) / (1 - alphaBar));
        double ofX0 = Math.sqrt(next) - ofXt * Math.sqrt(alphaBar);
        return new ReverseStep(from, to, ofX0, ofXt, Math.sqrt(variance));
    }

    /** 0 = τ_0 < τ_1 < … < τ_S = T. */
    private int[] visited(int total) {
        int[] taus = new int[steps + 1];
        for (int i = 1; i <= steps; i++) {
            int wanted = (int) Math.round(total * spacing.position((double) i / steps));
            // Strictly rising, and leaving room for those that follow.
            taus[i] = Math.min(Math.max(wanted, taus[i - 1] + 1), total - (steps - i));
        }
        return taus;
    }
}

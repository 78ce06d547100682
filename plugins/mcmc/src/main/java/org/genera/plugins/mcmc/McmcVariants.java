package org.genera.plugins.mcmc;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.genera.spi.Accepts;
import org.genera.spi.Capability;
import org.genera.spi.DataShape;
import org.genera.spi.Hyperparameter;
import org.genera.spi.Hyperparameter.FlagValue;
import org.genera.spi.Hyperparameter.IntegerValue;
import org.genera.spi.Hyperparameter.RealValue;
import org.genera.spi.Metric;
import org.genera.spi.Metric.Direction;
import org.genera.spi.Sampler;
import org.genera.spi.ValueRange;
import org.genera.spi.Variant;
import org.genera.spi.Variant.Consumption;
import org.genera.spi.Variant.Preset;

/** The variants as the launch form shows them. */
final class McmcVariants {
    static final Metric LOG_DENSITY =
            new Metric("logDensity", "Mean log density of the chains", "nats", Direction.NEITHER);
    static final Metric R_HAT = new Metric("rHat", "Split R-hat", "", Direction.LOWER);
    static final Metric EFFECTIVE =
            new Metric("effectiveSampleSize", "Effective sample size", "draws", Direction.HIGHER);
    static final Metric AUTOCORRELATION =
            new Metric("autocorrelation", "Autocorrelation at lag 1", "", Direction.LOWER);
    static final Metric ACCEPTANCE = new Metric("acceptance", "Acceptance rate", "", Direction.NEITHER);
    static final Metric STEP_SIZE = new Metric("stepSize", "Step size", "", Direction.NEITHER);
    static final Metric BANDWIDTH = new Metric("bandwidth", "Bandwidth", "", Direction.NEITHER);

    static final String CHAIN = "chain";
    static final Sampler EXACT = new Sampler(
            "exact",
            "Exact",
            "A random training point plus kernel noise: what perfect draws from the same density look like.",
            List.of());

    private McmcVariants() {}

    static List<Variant> all() {
        return List.of(
                variant(
                        Move.METROPOLIS,
                        "Metropolis-Hastings (MH)",
                        "A random walk: proposes a normal step and accepts it by the ratio of densities. Needs no gradient."
                                + " Tuned steps stay within one mode of separated ones; long ones cross, and are mostly"
                                + " refused.",
                        200,
                        List.of(new Preset(
                                "Long proposals",
                                "Steps of many bandwidths cross between separated modes; few are accepted, so samples want"
                                        + " thousands of transitions.",
                                Map.of("stepSize", 100.0, "adaptStepSize", false, "thinning", 10L)))),
                variant(
                        Move.GIBBS,
                        "Gibbs MCMC",
                        "Draws each coordinate from its exact conditional: no step size, nothing refused. Crosses between"
                                + " modes that share a coordinate, never between others.",
                        20,
                        List.of()),
                variant(
                        Move.HAMILTONIAN,
                        "Hamiltonian Monte Carlo",
                        "Follows the gradient with a momentum for several leapfrog steps. Moves far within a mode; between"
                                + " separated modes it does not.",
                        20,
                        List.of()),
                variant(
                        Move.LANGEVIN,
                        "Langevin (ULA)",
                        "Unadjusted: x + ε∇log p(x) + √(2ε)n, and every step is taken. Draws are a little too wide, by 1/(1 − ε/2) in"
                                + " units of a kernel's variance; it stays within a mode.",
                        150,
                        List.of(new Preset(
                                "Coarse steps",
                                "ε = 1: fast, and twice the variance of a lone kernel.",
                                Map.of("stepSize", 1.0)))),
                variant(
                        Move.ADJUSTED_LANGEVIN,
                        "Langevin, adjusted (MALA)",
                        "Langevin steps as proposals, accepted or refused so that the density is exact for any step size."
                                + " It stays within a mode.",
                        100,
                        List.of()));
    }

    private static Variant variant(Move move, String title, String summary, int transitions, List<Preset> presets) {
        List<Metric> metrics = new ArrayList<>(List.of(EFFECTIVE, R_HAT, LOG_DENSITY, AUTOCORRELATION));
        if (move.refuses()) {
            metrics.add(ACCEPTANCE);
        }
        if (move.steps()) {
            metrics.add(STEP_SIZE);
        }
        metrics.add(BANDWIDTH);
        return new Variant(
                move.id(),
                title,
                summary,
                new Accepts(
                        EnumSet.of(DataShape.Kind.VECTOR), EnumSet.complementOf(EnumSet.of(ValueRange.SYMBOLS)), false),
                Consumption.WHOLE_SPLIT,
                hyperparameters(move),
                presets,
                metrics,
                List.of(chain(move, transitions), EXACT),
                Set.of(Capability.EXACT_LIKELIHOOD, Capability.TRAJECTORY));
    }

    private static Sampler chain(Move move, int transitions) {
        String summary = "Each sample is the end of a chain of its own, begun anywhere in the box that holds the data";
        return new Sampler(
                CHAIN,
                "Markov chain",
                summary
                        + (move == Move.ADJUSTED_LANGEVIN
                                ? ". The first fifth of its steps is unadjusted: far from the data MALA refuses nearly all."
                                : "."),
                List.of(new IntegerValue(
                        "steps",
                        "Transitions of each chain. Too few leave samples on their way to the data.",
                        "transitions",
                        transitions,
                        1,
                        100_000)));
    }

    private static List<Hyperparameter> hyperparameters(Move move) {
        List<Hyperparameter> all = new ArrayList<>();
        all.add(new IntegerValue(
                "centres",
                "Training points that carry a kernel, chosen by the seed; all of them if there are fewer. More give a finer"
                        + " density and slower steps.",
                "points",
                1000,
                1,
                20_000));
        all.add(new RealValue(
                "bandwidth",
                "h: standard deviation of the kernels, in units of the data; 0 takes the one under which each centre is"
                        + " likeliest given the others. Larger ones blur modes together.",
                "",
                0,
                0,
                1e6,
                true));
        all.add(new IntegerValue(
                "chains", "Chains that run side by side; they tell more of mixing the more they are.", "", 16, 2, 200));
        all.add(new IntegerValue(
                "burnIn",
                "Steps at the start that are not counted, and in which the step size is tuned.",
                "steps",
                500,
                0,
                1_000_000));
        all.add(new IntegerValue(
                "thinning",
                "Transitions in a training step; only the last one's draws are counted.",
                "transitions",
                1,
                1,
                1000));
        if (move.steps()) {
            all.add(stepSize(move));
        }
        if (move.refuses()) {
            all.add(new FlagValue(
                    "adaptStepSize",
                    "Tunes the step size during the burn-in, by dual averaging; off, the given one is kept.",
                    true));
            all.add(new RealValue("targetAcceptance", target(move), "", move.targetAcceptance(), 0.05, 0.99, false));
        }
        if (move == Move.HAMILTONIAN) {
            all.add(new IntegerValue(
                    "leapfrogSteps",
                    "L: leapfrog steps in a transition. More go farther and cost as many gradients.",
                    "steps",
                    10,
                    1,
                    1000));
        }
        return all;
    }

    private static RealValue stepSize(Move move) {
        if (move == Move.LANGEVIN) {
            return new RealValue(
                    "stepSize",
                    "ε in squared bandwidths. Draws are too wide by 1/(1 − ε/2); at 2 chains would fly off.",
                    "h²",
                    move.firstStep(),
                    1e-4,
                    1.9,
                    true);
        }
        return new RealValue(
                "stepSize",
                switch (move) {
                    case METROPOLIS -> "Standard deviation of a proposal, in bandwidths: where tuning begins.";
                    case HAMILTONIAN -> "ε of a leapfrog step, in bandwidths: where tuning begins.";
                    default -> "ε in squared bandwidths: where tuning begins.";
                },
                move.power() == 1 ? "h" : "h²",
                move.firstStep(),
                1e-4,
                1e4,
                true);
    }

    private static String target(Move move) {
        return switch (move) {
            case METROPOLIS ->
                "Acceptance rate to tune for: 0.44 is best in one dimension, 0.35 in two, 0.234 in many.";
            case HAMILTONIAN -> "Acceptance rate to tune for: 0.65 to 0.8 is usual.";
            default -> "Acceptance rate to tune for: 0.574 is best in many dimensions.";
        };
    }
}

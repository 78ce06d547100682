package org.genera.plugins.mcmc;

import static org.genera.spi.Hyperparameters.flag;
import static org.genera.spi.Hyperparameters.integer;
import static org.genera.spi.Hyperparameters.real;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Supplier;
import org.genera.spi.Accepts;
import org.genera.spi.Capability;
import org.genera.spi.DataShape;
import org.genera.spi.Dependency;
import org.genera.spi.Hyperparameter;
import org.genera.spi.Hyperparameters;
import org.genera.spi.Metric;
import org.genera.spi.Metric.Direction;
import org.genera.spi.Reads;
import org.genera.spi.Sampler;
import org.genera.spi.ValueRange;
import org.genera.spi.Variant;
import org.genera.spi.Variant.ModelConstructor;

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

    private static final Accepts VECTORS =
            new Accepts(EnumSet.of(DataShape.Kind.VECTOR), EnumSet.complementOf(EnumSet.of(ValueRange.SYMBOLS)), false);

    static final String CHAIN = "chain";
    static final Sampler EXACT = new Sampler(
            "exact",
            "Exact",
            "A random training point plus kernel noise: what perfect draws from the same density look like.");

    static final Hyperparameter<Long> CENTRES = integer("centres")
            .from(1)
            .to(20_000)
            .orElse(1000)
            .in("points")
            .help(
                    "Training points that carry a kernel, chosen by the seed; all of them if there are fewer. More give a finer"
                            + " density and slower steps.");
    static final Hyperparameter<Double> BANDWIDTH_OF_KERNELS = real("bandwidth")
            .from(0)
            .to(1e6)
            .logarithmic()
            .help(
                    "h: standard deviation of the kernels, in units of the data; 0 takes the one under which each centre is"
                            + " likeliest given the others. Larger ones blur modes together.");
    static final Hyperparameter<Long> CHAINS = integer("chains")
            .from(2)
            .to(200)
            .orElse(16)
            .help("Chains that run side by side; they tell more of mixing the more they are.");
    static final Hyperparameter<Long> BURN_IN = integer("burnIn")
            .to(1_000_000)
            .orElse(500)
            .in("steps")
            .help("Steps at the start that are not counted, and in which the step size is tuned.");
    static final Hyperparameter<Long> THINNING = integer("thinning")
            .from(1)
            .to(1000)
            .orElse(1)
            .in("transitions")
            .help("Transitions in a training step; only the last one's draws are counted.");
    /** In powers of the bandwidth; what the power is and where to begin depends on the {@link KernelKind}. */
    static final Hyperparameter<Double> FIRST_STEP_SIZE = stepSize(KernelKind.METROPOLIS);

    static final Hyperparameter<Boolean> ADAPT_STEP_SIZE = flag("adaptStepSize")
            .orElse(true)
            .help("Tunes the step size during the burn-in, by dual averaging; off, the given one is kept.");
    static final Hyperparameter<Double> TARGET_ACCEPTANCE = targetAcceptance(KernelKind.METROPOLIS);
    static final Hyperparameter<Long> LEAPFROG_STEPS = integer("leapfrogSteps")
            .from(1)
            .to(1000)
            .orElse(10)
            .in("steps")
            .help("L: leapfrog steps in a transition. More go farther and cost as many gradients.");
    static final Hyperparameter<Long> TRANSITIONS = integer("steps")
            .from(1)
            .to(100_000)
            .orElse(100)
            .in("transitions")
            .help("Transitions of each chain. Too few leave samples on their way to the data.");

    /** The role of the run whose density chains walk on. */
    static final String DENSITY = "density";

    private McmcVariants() {}

    static List<Variant> all() {
        List<Variant> all = new ArrayList<>(onKernels());
        all.addAll(onRuns());
        return all;
    }

    private static List<Variant> onRuns() {
        return List.of(
                onRun(
                        KernelKind.METROPOLIS,
                        "Metropolis-Hastings on a run",
                        500,
                        "A random walk on the density of another run, of which it needs the exact likelihood and no gradient.",
                        Capability.EXACT_LIKELIHOOD),
                onRun(
                        KernelKind.HAMILTONIAN,
                        "Hamiltonian Monte Carlo on a run",
                        50,
                        "Leapfrog steps along the score of another run, accepted by its log density.",
                        Capability.SCORE),
                onRun(
                        KernelKind.LANGEVIN,
                        "Langevin (ULA) on a run",
                        1000,
                        "Unadjusted steps along the score of another run, which need not know its log density.",
                        Capability.SCORE),
                onRun(
                        KernelKind.ADJUSTED_LANGEVIN,
                        "Langevin, adjusted (MALA), on a run",
                        500,
                        "Langevin steps along the score of another run, accepted or refused by its log density.",
                        Capability.SCORE));
    }

    private static Variant onRun(KernelKind move, String title, long transitions, String summary, Capability needed) {
        List<Metric> metrics = metrics(move);
        Variant.Builder variant = Variant.named(move.id() + "-on-run", title)
                .summary(summary + " Chains begin anywhere in the box that holds the data.")
                .accepts(VECTORS)
                .reads(Reads.WHOLE_SPLIT)
                .buildsOn(Dependency.onSameData(
                        DENSITY,
                        "Run with the density",
                        "A trained run on the same data whose density chains are to draw from: a flow, a mixture, a Gaussian.",
                        needed))
                .with(CHAINS, BURN_IN, THINNING, stepSizeOnRun(move));
        if (move.refuses()) {
            variant.with(ADAPT_STEP_SIZE, targetAcceptance(move));
        }
        if (move == KernelKind.HAMILTONIAN) {
            variant.with(LEAPFROG_STEPS);
        }
        return variant.reports(metrics.toArray(Metric[]::new))
                .drawnBy(chain(move, transitions))
                .can(Capability.TRAJECTORY)
                .builds(() -> (spec, context) -> new RunChainsModel(move, spec, context));
    }

    private static Hyperparameter<Double> stepSizeOnRun(KernelKind move) {
        Hyperparameters.Real size =
                real("stepSize").from(1e-8).to(10).orElse(move.firstStepOnRun()).logarithmic();
        return switch (move) {
            case METROPOLIS ->
                size.in("σ")
                        .help(
                                "Standard deviation of a proposal, in standard deviations σ of the data: where tuning begins.");
            case HAMILTONIAN ->
                size.in("σ").help("ε of a leapfrog step, in standard deviations σ of the data: where tuning begins.");
            case LANGEVIN ->
                size.in("σ²")
                        .help(
                                "ε in variances σ² of the data. Where the density is narrower than √(ε/2) chains fly off; the less"
                                        + " it is, the less too wide draws are, and the longer chains take.");
            default -> size.in("σ²").help("ε in variances σ² of the data: where tuning begins.");
        };
    }

    private static List<Variant> onKernels() {
        return List.of(
                variant(KernelKind.METROPOLIS, "Metropolis-Hastings (MH)", 200)
                        .summary(
                                "A random walk: proposes a normal step and accepts it by the ratio of densities. Needs no"
                                        + " gradient. Tuned steps stay within one mode of separated ones; long ones cross, and are"
                                        + " mostly refused.")
                        .preset(
                                "Long proposals",
                                "Steps of many bandwidths cross between separated modes; few are accepted, so samples want"
                                        + " thousands of transitions.",
                                FIRST_STEP_SIZE.at(100.0),
                                ADAPT_STEP_SIZE.at(false),
                                THINNING.at(10))
                        .builds(built(KernelKind.METROPOLIS)),
                variant(KernelKind.GIBBS, "Gibbs MCMC", 20)
                        .summary(
                                "Draws each coordinate from its exact conditional: no step size, nothing refused. Crosses"
                                        + " between modes that share a coordinate, never between others.")
                        .builds(built(KernelKind.GIBBS)),
                variant(KernelKind.HAMILTONIAN, "Hamiltonian Monte Carlo", 20)
                        .summary(
                                "Follows the gradient with a momentum for several leapfrog steps. Moves far within a mode;"
                                        + " between separated modes it does not.")
                        .with(LEAPFROG_STEPS)
                        .builds(built(KernelKind.HAMILTONIAN)),
                variant(KernelKind.LANGEVIN, "Langevin (ULA)", 150)
                        .summary(
                                "Unadjusted: x + ε∇log p(x) + √(2ε)n, and every step is taken. Draws are a little too wide,"
                                        + " by 1/(1 − ε/2) in units of a kernel's variance; it stays within a mode.")
                        .preset(
                                "Coarse steps",
                                "ε = 1: fast, and twice the variance of a lone kernel.",
                                FIRST_STEP_SIZE.at(1.0))
                        .builds(built(KernelKind.LANGEVIN)),
                variant(KernelKind.ADJUSTED_LANGEVIN, "Langevin, adjusted (MALA)", 100)
                        .summary(
                                "Langevin steps as proposals, accepted or refused so that the density is exact for any step"
                                        + " size. It stays within a mode.")
                        .builds(built(KernelKind.ADJUSTED_LANGEVIN)));
    }

    private static Supplier<ModelConstructor> built(KernelKind move) {
        return () -> (spec, context) -> new McmcModel(move, spec, context);
    }

    private static Variant.Builder variant(KernelKind move, String title, long transitions) {
        List<Metric> metrics = metrics(move);
        Variant.Builder variant = Variant.named(move.id(), title)
                .accepts(VECTORS)
                .reads(Reads.WHOLE_SPLIT)
                .with(CENTRES, BANDWIDTH_OF_KERNELS, CHAINS, BURN_IN, THINNING);
        if (move.steps()) {
            variant.with(stepSize(move));
        }
        if (move.refuses()) {
            variant.with(ADAPT_STEP_SIZE, targetAcceptance(move));
        }
        metrics.add(BANDWIDTH);
        return variant.reports(metrics.toArray(Metric[]::new))
                .drawnBy(chain(move, transitions), EXACT)
                .can(Capability.EXACT_LIKELIHOOD, Capability.SCORE, Capability.TRAJECTORY);
    }

    /** What the chains of training report. */
    private static List<Metric> metrics(KernelKind move) {
        List<Metric> metrics = new ArrayList<>(List.of(EFFECTIVE, R_HAT, LOG_DENSITY, AUTOCORRELATION));
        if (move.refuses()) {
            metrics.add(ACCEPTANCE);
        }
        if (move.steps()) {
            metrics.add(STEP_SIZE);
        }
        return metrics;
    }

    private static Sampler chain(KernelKind move, long transitions) {
        String summary = "Each sample is the end of a chain of its own, begun anywhere in the box that holds the data";
        return new Sampler(
                CHAIN,
                "Markov chain",
                summary
                        + (move == KernelKind.ADJUSTED_LANGEVIN
                                ? ". The first fifth of its steps is unadjusted: far from the data MALA refuses nearly all."
                                : "."),
                TRANSITIONS.orElse(transitions));
    }

    private static Hyperparameter<Double> stepSize(KernelKind move) {
        Hyperparameters.Real size =
                real("stepSize").from(1e-4).orElse(move.firstStep()).logarithmic();
        return switch (move) {
            case LANGEVIN ->
                size.to(1.9)
                        .in("h²")
                        .help("ε in squared bandwidths. Draws are too wide by 1/(1 − ε/2); at 2 chains would fly off.");
            case METROPOLIS ->
                size.to(1e4).in("h").help("Standard deviation of a proposal, in bandwidths: where tuning begins.");
            case HAMILTONIAN -> size.to(1e4).in("h").help("ε of a leapfrog step, in bandwidths: where tuning begins.");
            default -> size.to(1e4).in("h²").help("ε in squared bandwidths: where tuning begins.");
        };
    }

    private static Hyperparameter<Double> targetAcceptance(KernelKind move) {
        return real("targetAcceptance")
                .from(0.05)
                .to(0.99)
                .orElse(move.targetAcceptance())
                .help(
                        switch (move) {
                            case METROPOLIS ->
                                "Acceptance rate to tune for: 0.44 is best in one dimension, 0.35 in two, 0.234 in many.";
                            case HAMILTONIAN -> "Acceptance rate to tune for: 0.65 to 0.8 is usual.";
                            default -> "Acceptance rate to tune for: 0.574 is best in many dimensions.";
                        });
    }
}

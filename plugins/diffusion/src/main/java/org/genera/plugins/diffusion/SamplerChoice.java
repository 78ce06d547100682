package org.genera.plugins.diffusion;

import static org.genera.spi.Hyperparameters.choice;
import static org.genera.spi.Hyperparameters.integer;
import static org.genera.spi.Hyperparameters.real;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.genera.spi.Capability;
import org.genera.spi.Dependency;
import org.genera.spi.Hyperparameter;
import org.genera.spi.Sampler;
import org.genera.spi.Values;

/**
 * A way to draw as a form shows it, and the solver that its settings ask for.
 *
 * @param solver of the settings
 */
record SamplerChoice(Sampler sampler, Made solver) {

    /** Makes a solver. */
    @FunctionalInterface
    interface Made {
        /** @param completing whether some values are known */
        Solver of(Values settings, boolean completing);
    }

    static final Hyperparameter<Double> GUIDANCE = real("guidance")
            .from(0)
            .to(20)
            .orElse(0)
            .help(
                    "w of classifier-free guidance: how far draws of a class go beyond what the class adds, (1 + w) ε̂(class) − w ε̂."
                            + " More is truer to the class and less diverse, and takes a second run of the network.");
    static final Hyperparameter<String> FILM = choice("film", "noisy", "predicted")
            .help("What a film of the way shows: the noisy examples, or what they are predicted to become.");

    private static final Dependency GUIDE = Dependency.onSameData(
                    "guide",
                    "Guide",
                    "A run that leads the draw, such as a classifier of noisy examples to a class; none draws freely.",
                    Capability.GUIDE)
            .orNone();

    private static final Hyperparameter<Long> STEPS = steps(50);
    private static final Hyperparameter<Long> FEWER_STEPS = steps(25);
    private static final Hyperparameter<Double> ETA =
            real("eta").from(0).to(1).orElse(0).help("η: 0 adds no noise, 1 as much as ancestral sampling.");
    private static final Hyperparameter<Long> CORRECTIONS =
            integer("corrections").to(100).orElse(1).help("Langevin steps after each step of the predictor.");
    private static final Hyperparameter<Double> RATIO = real("ratio")
            .from(0.001)
            .to(0.7)
            .orElse(0.16)
            .help("r, the signal-to-noise ratio of a Langevin step (Song et al. 2021 take 0.16).");
    private static final Hyperparameter<Long> LEVELS =
            integer("levels").from(2).to(1000).orElse(50).help("Levels of noise that are visited.");
    private static final Hyperparameter<Long> STEPS_OF_A_LEVEL = integer("stepsOfLevel")
            .from(1)
            .to(1000)
            .orElse(5)
            .help("Langevin steps at each level (the paper has 100).");
    private static final Hyperparameter<Double> STEP_SIZE = real("stepSize")
            .from(0.001)
            .to(1)
            .orElse(0.2)
            .logarithmic()
            .help("Size of a Langevin step, in squares of the level's σ (the paper has 0.2).");
    private static final Hyperparameter<Double> TOLERANCE = real("tolerance")
            .from(1e-6)
            .to(0.1)
            .orElse(1e-3)
            .logarithmic()
            .help("Error that a step may have, absolute and relative: smaller takes more evaluations.");

    /** In the order of Song et al. (2021a), quadratic first in the form. */
    private static final Hyperparameter<String> QUADRATIC = spacing("quadratic");

    static final Hyperparameter<String> LINEAR = spacing("linear");
    static final Hyperparameter<String> BY_SNR = spacing("snr");
    private static final Hyperparameter<String> KARRAS = spacing("karras");

    private static Hyperparameter<Long> steps(long usual) {
        return integer("steps")
                .from(1)
                .to(10_000)
                .orElse(usual)
                .help(
                        "Times visited, of a model of timesteps at most as many as it was trained with; fewer are faster and"
                                + " coarser.");
    }

    private static Hyperparameter<String> spacing(String usual) {
        return choice("spacing", "linear", "quadratic", "snr", "karras")
                .orElse(usual)
                .help("Where the visited times lie: evenly, denser near the data, evenly in the logarithm of the"
                        + " signal-to-noise ratio, or in its 7th root (Karras et al. 2022).");
    }

    static SamplerChoice ancestral(Hyperparameter<String> variance) {
        return of(
                "ancestral",
                "Ancestral (DDPM)",
                "Walks back through all timesteps, adding fresh noise at each: the sampler of the paper, and the slowest.",
                (settings, completing) -> new Ancestral(
                        ReverseVariance.named(settings.get(variance)),
                        completing ? settings.count(Steps.RESAMPLINGS) : 1),
                variance,
                Solver.CLIP,
                Steps.RESAMPLINGS);
    }

    static SamplerChoice strided(Hyperparameter<String> variance, Hyperparameter<String> spacing) {
        return of(
                "strided",
                "Ancestral on fewer times",
                "Ancestral steps between some of the times alone, each adding as much noise as lies between them.",
                (settings, completing) -> new Strided(
                        settings.count(STEPS),
                        Spacing.named(settings.get(spacing)),
                        ReverseVariance.named(settings.get(variance)),
                        completing ? settings.count(Steps.RESAMPLINGS) : 1),
                STEPS,
                spacing,
                variance,
                Solver.CLIP,
                Steps.RESAMPLINGS);
    }

    static SamplerChoice ddim() {
        return of(
                "ddim",
                "DDIM",
                "Skips times; with η = 0 it is a deterministic map from noise to data.",
                (settings, completing) ->
                        new Ddim(settings.count(STEPS), settings.get(ETA), Spacing.named(settings.get(QUADRATIC))),
                STEPS,
                ETA,
                QUADRATIC,
                Solver.CLIP);
    }

    static SamplerChoice euler() {
        return of(
                "euler",
                "Euler",
                "Straight steps along the velocity, evenly in time.",
                (settings, completing) -> new Ddim(settings.count(STEPS), 0, Spacing.named(settings.get(LINEAR))),
                STEPS,
                LINEAR,
                Solver.CLIP);
    }

    static SamplerChoice dpmSolver() {
        return of(
                "dpm-solver",
                "DPM-Solver++ 2M",
                "Deterministic, of second order with one evaluation a step: good in 10 to 25 steps.",
                (settings, completing) ->
                        new DpmSolver(settings.count(FEWER_STEPS), Spacing.named(settings.get(BY_SNR))),
                FEWER_STEPS,
                BY_SNR,
                Solver.CLIP);
    }

    static SamplerChoice heun() {
        return of(
                "heun",
                "Heun (EDM)",
                "Deterministic, of second order with two evaluations a step.",
                (settings, completing) -> new Heun(settings.count(FEWER_STEPS), Spacing.named(settings.get(KARRAS))),
                FEWER_STEPS,
                KARRAS,
                Solver.CLIP);
    }

    static SamplerChoice annealedLangevin() {
        return of(
                "annealed-langevin",
                "Annealed Langevin",
                "Langevin steps along the score at level after level, from much noise to little: the sampler of NCSN.",
                (settings, completing) -> new AnnealedLangevin(
                        settings.count(LEVELS), settings.count(STEPS_OF_A_LEVEL), settings.get(STEP_SIZE)),
                LEVELS,
                STEPS_OF_A_LEVEL,
                STEP_SIZE,
                Solver.CLIP);
    }

    static SamplerChoice predictorCorrector(Hyperparameter<String> variance) {
        return of(
                "predictor-corrector",
                "Predictor-corrector",
                "Ancestral steps, each followed by Langevin steps that correct it.",
                (settings, completing) -> new PredictorCorrector(
                        new Strided(
                                settings.count(STEPS),
                                Spacing.named(settings.get(BY_SNR)),
                                ReverseVariance.named(settings.get(variance)),
                                1),
                        settings.count(CORRECTIONS),
                        settings.get(RATIO)),
                STEPS,
                BY_SNR,
                variance,
                CORRECTIONS,
                RATIO,
                Solver.CLIP);
    }

    static SamplerChoice probabilityFlow() {
        return of(
                "ode",
                "Probability-flow ODE",
                "Deterministic, by Runge-Kutta steps of order 5 that are as short as the tolerance asks for.",
                (settings, completing) -> new ProbabilityFlow(settings.get(TOLERANCE)),
                TOLERANCE,
                Solver.CLIP);
    }

    private static SamplerChoice of(String id, String title, String summary, Made solver, Hyperparameter<?>... own) {
        List<Hyperparameter<?>> settings = new ArrayList<>(Arrays.asList(own));
        settings.add(GUIDANCE);
        settings.add(FILM);
        return new SamplerChoice(
                new Sampler(id, title, summary, settings).fromBaseNoise().buildingOn(GUIDE), solver);
    }

    /** All ways of a list as a variant declares them. */
    static Sampler[] samplers(List<SamplerChoice> choices) {
        return choices.stream().map(SamplerChoice::sampler).toArray(Sampler[]::new);
    }
}

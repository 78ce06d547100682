package org.genera.plugins.diffusion;

import static org.genera.spi.Hyperparameters.choice;
import static org.genera.spi.Hyperparameters.integer;
import static org.genera.spi.Hyperparameters.real;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.genera.nn.Seeds;
import org.genera.spi.Batch;
import org.genera.spi.Capability;
import org.genera.spi.Hyperparameter;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.Variant;

/** Diffusion in T steps with a network that says the noise, or something it follows from (Ho et al. 2020). */
class Ddpm extends DiffusionModel {
    static final Hyperparameter<Long> TIMESTEPS = integer("timesteps")
            .from(50)
            .to(4000)
            .orElse(200)
            .help("T: noise levels between data and pure noise. More make ancestral sampling slower and finer.");
    static final Hyperparameter<String> SCHEDULE = choice("schedule", "linear", "cosine", "squared-cosine")
            .help(
                    "How β rises: along a line between its ends, or so that ᾱ is a cosine, or the square of one (Nichol and"
                            + " Dhariwal 2021), which keep more of the data in the middle.");
    static final Hyperparameter<Double> BETA_START = real("betaStart")
            .from(1e-7)
            .to(1e-2)
            .orElse(1e-5)
            .logarithmic()
            .help(
                    "β of the first step, for T = 1000 (rescaled for another T). Its root is the finest structure that noise"
                            + " leaves: 1e-4 in the paper, less for narrow modes. Of the linear schedule.");
    static final Hyperparameter<Double> BETA_END = real("betaEnd")
            .from(1e-3)
            .to(0.5)
            .orElse(0.02)
            .logarithmic()
            .help(
                    "β of the last step, for T = 1000 (rescaled for another T). Large enough to leave pure noise. Of the linear"
                            + " schedule.");
    static final Hyperparameter<String> PARAMETRISATION = choice("parametrisation", "epsilon", "x0", "v", "score")
            .help(
                    "What the network says: the noise, the example, v between them (Salimans and Ho 2022), or the score.");
    static final Hyperparameter<String> LOSS_WEIGHT = choice("lossWeight", "uniform", "min-snr")
            .help(
                    "What errors count at each noise level: alike, or min(SNR, γ) times the error of x₀ (Hang et al. 2023).");
    static final Hyperparameter<Double> GAMMA =
            real("gamma").from(0.1).to(100).orElse(5).logarithmic().help("γ of the weight min-snr.");
    static final Hyperparameter<Long> BOUND_TIMESTEPS = integer("boundTimesteps")
            .from(2)
            .to(4000)
            .orElse(20)
            .help(
                    "How often the likelihood bound asks the network for each example, whose timesteps are its own; more cost"
                            + " time and make it surer. Of points it asks twice as often.");
    static final Hyperparameter<String> PICTURE_SAMPLER = choice("pictureSampler", "strided", "ddim", "dpm-solver")
            .help("What draws pictures where nobody chooses: for the sample sets of a run and its measures.");

    private static final List<SamplerChoice> SAMPLERS = List.of(
            SamplerChoice.ancestral(ReverseVariance.OF_STEPS),
            SamplerChoice.ddim(),
            SamplerChoice.strided(ReverseVariance.OF_STEPS, SamplerChoice.LINEAR),
            SamplerChoice.dpmSolver(),
            SamplerChoice.heun(),
            SamplerChoice.predictorCorrector(ReverseVariance.OF_STEPS),
            SamplerChoice.probabilityFlow());

    static final Variant VARIANT = DiffusionModel.variant("ddpm", "DDPM")
            .summary(
                    "Predicts the noise in a noisy example, with a mean squared error over all noise levels alike and a"
                            + " linear noise schedule; or as the schedule, the weights and what is predicted are chosen.")
            .first(TIMESTEPS, SCHEDULE, BETA_START, BETA_END, PARAMETRISATION, LOSS_WEIGHT, GAMMA)
            .with(BOUND_TIMESTEPS, PICTURE_SAMPLER)
            .before(PICTURE_SAMPLER.at("ddim"), ODE_LIKELIHOOD.at("no"), Classes.CONDITIONAL.at("no"))
            .preset(
                    "Ho et al. 2020",
                    "The paper's schedule, rate and average, for long trainings on images.",
                    TIMESTEPS.at(1000),
                    BETA_START.at(1e-4),
                    BETA_END.at(0.02),
                    LEARNING_RATE.at(2e-4),
                    EMA_DECAY.at(0.9999),
                    UNet.CHANNELS.at(32),
                    UNet.PATCH.at(1),
                    UNet.RESOLUTIONS.at(3))
            .preset(
                    "Few timesteps",
                    "T = 50 with larger steps: quick ancestral sampling, coarser details.",
                    TIMESTEPS.at(50))
            .preset(
                    "Small U-Net, full resolution",
                    "28×28 pictures at 28, 14 and 7 with 32 channels and T = 1000: slow on a CPU.",
                    TIMESTEPS.at(1000),
                    BETA_START.at(1e-4),
                    UNet.CHANNELS.at(32),
                    UNet.PATCH.at(1),
                    UNet.RESOLUTIONS.at(3))
            .preset(
                    "U-Net with attention",
                    "64 channels and attention at the lowest resolution, for long trainings.",
                    TIMESTEPS.at(1000),
                    BETA_START.at(1e-4),
                    LEARNING_RATE.at(2e-4),
                    UNet.CHANNELS.at(64),
                    UNet.PATCH.at(1),
                    UNet.RESOLUTIONS.at(3),
                    UNet.ATTENTION.at("lowest"))
            .drawnBy(SamplerChoice.samplers(SAMPLERS))
            .knows(knowledge())
            .can(
                    Capability.TRAJECTORY,
                    Capability.LIKELIHOOD_BOUND,
                    Capability.LIKELIHOOD_ESTIMATE,
                    Capability.SCORE,
                    Capability.ENCODE,
                    Capability.LATENT_SPACE)
            .builds(() -> Ddpm::new);

    static final String VLB = "vlb";
    private static final String VLB_BETA = "vlb-beta";
    private static final int PROFILE_PARTS = 20;

    protected final GaussianDiffusion diffusion;

    Ddpm(ModelSpec spec, ModelContext context) {
        this(
                spec,
                context,
                new Kind(
                        diffusion(spec),
                        Parametrisation.named(spec.get(PARAMETRISATION)),
                        spec.get(LOSS_WEIGHT).equals("uniform")
                                ? LossWeight.uniform()
                                : LossWeight.minSignalToNoise(spec.get(GAMMA)),
                        1,
                        SAMPLERS));
    }

    /** @param kind with a process of steps */
    Ddpm(ModelSpec spec, ModelContext context, Kind kind) {
        super(spec, context, kind);
        this.diffusion = (GaussianDiffusion) process;
    }

    static GaussianDiffusion diffusion(ModelSpec spec) {
        int timesteps = spec.count(TIMESTEPS);
        // The variances are given for 1000 timesteps; fewer timesteps take larger steps.
        double stretch = 1000.0 / timesteps;
        return new GaussianDiffusion(
                switch (spec.get(SCHEDULE)) {
                    case "cosine" -> BetaSchedule.cosine(timesteps, 1);
                    case "squared-cosine" -> BetaSchedule.cosine(timesteps, 2);
                    default ->
                        BetaSchedule.linear(timesteps, stretch * spec.get(BETA_START), stretch * spec.get(BETA_END));
                });
    }

    /** On images ancestral sampling costs several times as much and looks no better; narrow modes in the plane need it. */
    @Override
    public String usualSampler() {
        return images ? get(PICTURE_SAMPLER) : "ancestral";
    }

    /** The usually tighter variances first: β for images, whose pixels keep much of their freedom given x_t. */
    @Override
    public List<Method> likelihoodMethods() {
        List<Method> methods = new ArrayList<>(bounds());
        methods.addAll(super.likelihoodMethods());
        return methods;
    }

    List<Method> bounds() {
        Method posterior = bound(VLB, "variational bound with posterior variances, Gaussian decoder with variance β₁");
        // Of images each costs as much as drawing the samples that are measured.
        Method beta = bound(VLB_BETA, "variational bound with variances β, Gaussian decoder with variance β₁");
        return images ? List.of(beta.atTheEnd()) : List.of(posterior, beta);
    }

    final Method bound(String id, String how) {
        return new Method(
                id,
                Exactness.LOWER_BOUND,
                ReferenceMeasure.LEBESGUE,
                how + ", " + evaluations() + " timesteps of its own for each example"
                        + (classes.told() ? ", of the example together with its class" : ""));
    }

    /** A small network costs less than what is said with it. */
    private int evaluations() {
        return images ? count(BOUND_TIMESTEPS) : 2 * count(BOUND_TIMESTEPS);
    }

    @Override
    public LogLikelihoods logLikelihood(Batch batch, String method, long seed) {
        if (!method.equals(VLB) && !method.equals(VLB_BETA)) {
            return super.logLikelihood(batch, method, seed);
        }
        ReverseVariance variance = method.equals(VLB) ? usualVariance() : ReverseVariance.BETA;
        int[] labels = told(batch);
        LogLikelihoods bound = new VariationalBound(diffusion, variance, evaluations())
                .logLikelihood(
                        range.toModel(batch.values()),
                        batch.count(),
                        (xt, timesteps) -> noise(xt, timesteps, labels),
                        Seeds.derive(seed, "bound/timesteps"),
                        asked -> session().normal(seed, "bound/" + asked, batch.count(), size));
        return joint(inData(bound), labels);
    }

    ReverseVariance usualVariance() {
        return ReverseVariance.POSTERIOR;
    }

    private NoisePredictor.Predicted noise(float[] xt, int[] timesteps, int[] labels) {
        return network.noise(xt, Arrays.stream(timesteps).asDoubleStream().toArray(), labels);
    }

    /** The squared error of the noise, and what the bound loses term by term. */
    @Override
    public List<Profile> profiles(Batch batch, long seed) {
        List<Profile> profiles = new ArrayList<>(super.profiles(batch, seed));
        int parts = Math.min(PROFILE_PARTS, diffusion.timesteps());
        double[] byTerm = new VariationalBound(diffusion, usualVariance(), evaluations())
                .byTerm(
                        range.toModel(batch.values()),
                        batch.count(),
                        (xt, timesteps) -> noise(xt, timesteps, told(batch)),
                        Seeds.derive(seed, "terms/timesteps"),
                        asked -> session().normal(seed, "terms/" + asked, batch.count(), size),
                        parts);
        profiles.add(new Profile(
                "boundByTerm",
                "Bound by term, of values from -1 to 1 or as they are",
                "part of the timesteps, 1 to T in " + parts + ", then what is left at T",
                "bits/dim",
                byTerm));
        return profiles;
    }
}

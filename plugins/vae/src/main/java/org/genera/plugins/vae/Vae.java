package org.genera.plugins.vae;

import static org.genera.spi.Hyperparameters.choice;
import static org.genera.spi.Hyperparameters.integer;
import static org.genera.spi.Hyperparameters.real;

import java.util.List;
import java.util.Optional;
import org.genera.nn.Adam;
import org.genera.nn.GraphModel;
import org.genera.nn.RowByRow;
import org.genera.nn.Scope;
import org.genera.spi.Batch;
import org.genera.spi.Capability;
import org.genera.spi.DataShape;
import org.genera.spi.Encoder;
import org.genera.spi.Hyperparameter;
import org.genera.spi.LatentSpaces;
import org.genera.spi.Likelihood;
import org.genera.spi.Metric;
import org.genera.spi.Metric.Direction;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.Profiles;
import org.genera.spi.Reconstruction;
import org.genera.spi.SampleRequest;
import org.genera.spi.Sampler;
import org.genera.spi.Samples;
import org.genera.spi.Sampling;
import org.genera.spi.SamplingCost;
import org.genera.spi.Variant;
import org.tensorflow.Operand;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The variational autoencoder (Kingma & Welling 2014). Variants say what the decoder's likelihood is, and what of the
 * bound is minimised; both are asked for while the graph is built, before a variant's own fields are set.
 */
abstract class Vae extends GraphModel
        implements Sampling, Reconstruction, Encoder, LatentSpaces, Likelihood, Profiles, SamplingCost {
    static final Hyperparameter<Double> LEARNING_RATE = real("learningRate")
            .from(1e-6)
            .to(1)
            .orElse(1e-3)
            .logarithmic()
            .help("Step size α of Adam (β₁ = 0.9, β₂ = 0.999). Lower it where the loss jumps.");
    static final Hyperparameter<Long> IMPORTANCE_SAMPLES = integer("importanceSamples")
            .from(1)
            .to(100_000)
            .orElse(100)
            .help(
                    "Draws of z for each example in the importance-weighted estimate of log p(x). More come closer to it, from"
                            + " below; the time grows with them. Training does not use it.");
    static final Hyperparameter<String> DRAW = choice("draw", "auto", "mean", "sample")
            .help(
                    "sample draws x from p(x|z), noise and all, as the model means it; mean shows the mean of p(x|z), which"
                            + " looks cleaner. auto: sample for vectors, mean for images.");

    static final Metric NEGATIVE_ELBO = new Metric("negativeElbo", "−ELBO", "nats", Direction.LOWER);
    static final Metric LOSS = new Metric("loss", "Loss (reconstruction + β KL)", "nats", Direction.LOWER);
    static final Metric RECONSTRUCTION =
            new Metric("reconstruction", "Reconstruction, −log p(x|z)", "nats", Direction.LOWER);
    static final Metric KL = new Metric("kl", "KL(q(z|x) ‖ p(z))", "nats", Direction.LOWER);
    static final Metric SIGMA = new Metric("sigma", "Decoder σ", "", Direction.NEITHER);

    static final Sampler ANCESTRAL = new Sampler(
                    "ancestral",
                    "Ancestral",
                    "Draws z from the prior and then x from p(x|z), or shows the mean of p(x|z).",
                    DRAW)
            .fromBaseNoise();

    private static final String SCOPE = "vae";
    private static final String BOUND = "elbo";
    private static final int BOUND_DRAWS = 10;

    private final int latent;
    private final Space space;
    private final List<Method> methods;
    private final Placeholder<TFloat32> z;
    private final Placeholder<TFloat32> pixelNoise;
    private final Operand<TFloat32> minimised;
    private final Operand<TFloat32> code;
    private final Operand<TFloat32> klByDimension;
    private final Operand<TFloat32> reconstruction;
    private final Operand<TFloat32> decoded;
    private final Operand<TFloat32> drawn;
    private final MarginalLikelihood marginal;

    Vae(ModelSpec spec, ModelContext context) {
        super(spec, context);
        this.latent = Networks.latentSize(spec, size);
        this.space = Space.z(latent);
        Scope scope = graph.scope(SCOPE);
        Networks networks = Networks.of(spec);
        DecoderLikelihood likelihood = likelihood(scope.child("likelihood"));
        this.methods = likelihood.scores(spec.data().range())
                ? List.of(
                        new Method(
                                BOUND,
                                Exactness.LOWER_BOUND,
                                likelihood.measure(),
                                "evidence lower bound, " + BOUND_DRAWS + " draws of z"),
                        new Method(
                                "importance-weighted",
                                Exactness.ESTIMATE,
                                likelihood.measure(),
                                "importance-weighted, k = " + get(IMPORTANCE_SAMPLES)))
                : List.of();

        Posterior<TFloat32> posterior = Posterior.split(tf, networks.encode(scope.child("encoder"), x, 2 * latent));
        // The shape of the noise comes from the data: a random operation must not hang on what is differentiated.
        Operand<TInt32> noiseShape =
                tf.stack(List.of(tf.gather(tf.shape(x), tf.constant(0), tf.constant(0)), tf.constant(latent)));
        Operand<TFloat32> noise = graph.trainingNormal("posterior", noiseShape);
        Scope decoder = scope.child("decoder");
        Operand<TFloat32> output = networks.decode(decoder, posterior.draw(tf, noise));
        this.code = posterior.mean();
        this.klByDimension = posterior.klToPrior(tf);

        Elbo elbo = Elbo.of(tf, likelihood.logProb(tf, x, output), klByDimension);
        this.minimised = loss(elbo);
        training.minimise(SCOPE, minimised, Adam.usual(get(LEARNING_RATE)));
        training.report(NEGATIVE_ELBO, elbo.negative(tf));
        training.report(LOSS, minimised);
        training.report(RECONSTRUCTION, elbo.reconstruction());
        training.report(KL, elbo.kl());
        if (likelihood instanceof GaussianLikelihood gaussian && GaussianLikelihood.isLearned(spec)) {
            training.report(SIGMA, gaussian.sigma(tf));
        }

        this.reconstruction = likelihood.mean(tf, networks.decode(decoder, code));
        this.z = graph.input("z", -1, latent);
        this.pixelNoise = graph.input("pixel_noise", -1, size);
        Operand<TFloat32> outputOfZ = networks.decode(decoder, z);
        this.decoded = likelihood.mean(tf, outputOfZ);
        this.drawn = likelihood.draw(tf, outputOfZ, pixelNoise);
        this.marginal = new MarginalLikelihood(
                graph, x, posterior, codes -> networks.decode(decoder, codes), likelihood, size, latent);
    }

    /** What all variants share. */
    static Variant.Builder variant(String id, String title) {
        return Variant.named(id, title)
                .with(Networks.LATENT, Networks.NETWORK, Networks.HIDDEN, Networks.CHANNELS, Networks.ACTIVATION)
                .reports(NEGATIVE_ELBO, LOSS, RECONSTRUCTION, KL)
                .drawnBy(ANCESTRAL)
                .can(
                        Capability.RECONSTRUCT,
                        Capability.ENCODE,
                        Capability.LATENT_SPACE,
                        Capability.LIKELIHOOD_BOUND,
                        Capability.LIKELIHOOD_ESTIMATE);
    }

    /** p(x|z); what of it is learned are weights of the scope. */
    abstract DecoderLikelihood likelihood(Scope scope);

    /** What is minimised, a scalar: −ELBO. */
    Operand<TFloat32> loss(Elbo elbo) {
        return elbo.negative(tf);
    }

    /** What training minimises, for tests of its gradient. */
    final Operand<TFloat32> minimised() {
        return minimised;
    }

    @Override
    public Samples sample(SampleRequest request) {
        String draw = request.settings().get(DRAW);
        float[] latents = prior(space.id(), request.count(), request.seed());
        boolean mean = draw.equals("mean") || (draw.equals("auto") && shape instanceof DataShape.Image);
        if (mean) {
            return decode(space.id(), latents);
        }
        int count = request.count();
        float[] noise = session().normal(request.seed(), "pixels", count, size);
        return samples(map(count, drawn, size, new RowByRow.Input(z, latents), new RowByRow.Input(pixelNoise, noise)));
    }

    /** The decoder runs once. */
    @Override
    public int networkEvaluations(SampleRequest request) {
        return 1;
    }

    @Override
    public List<Space> spaces() {
        return List.of(space);
    }

    @Override
    public float[] prior(String ofSpace, int count, long seed) {
        return session().baseNoise(seed, "prior", count, latent);
    }

    @Override
    public Samples decode(String ofSpace, float[] latents) {
        return samples(map(space.count(latents), decoded, size, new RowByRow.Input(z, latents)));
    }

    @Override
    public int codeWidth() {
        return latent;
    }

    @Override
    public Optional<String> codeSpace() {
        return Optional.of(space.id());
    }

    @Override
    public Samples reconstruct(Batch batch) {
        return samples(map(batch, reconstruction, size));
    }

    @Override
    public float[] encode(Batch batch) {
        return map(batch, code, latent);
    }

    /** Bound and estimate; none where the decoder's distribution does not fit the kind of values. */
    @Override
    public List<Method> likelihoodMethods() {
        return methods;
    }

    @Override
    public LogLikelihoods logLikelihood(Batch batch, String method, long seed) {
        if (methods.stream().noneMatch(each -> each.id().equals(method))) {
            throw new IllegalArgumentException("expected one of the methods "
                    + methods.stream().map(Method::id).toList() + " for this data, got " + method);
        }
        return method.equals(BOUND)
                ? marginal.elbo(session(), batch, seed, BOUND_DRAWS)
                : marginal.importanceWeighted(session(), batch, seed, count(IMPORTANCE_SAMPLES));
    }

    /** The KL of each latent dimension, averaged over the batch: dimensions near 0 are not in use. */
    @Override
    public List<Profile> profiles(Batch batch, long seed) {
        double[] mean = RowByRow.columnMeans(map(batch, klByDimension, latent), latent);
        return List.of(new Profile("kl", "KL of each latent dimension", "latent dimension", "nats", mean));
    }
}

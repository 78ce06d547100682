package org.genera.plugins.vae;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.genera.nn.Adam;
import org.genera.nn.Call;
import org.genera.nn.Gradients;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.nn.RowByRow;
import org.genera.nn.Scope;
import org.genera.nn.SessionModel;
import org.genera.nn.Variable;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.Encoder;
import org.genera.spi.LatentSpace;
import org.genera.spi.Likelihood;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.Profiles;
import org.genera.spi.Reconstruction;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.SamplingCost;
import org.genera.spi.StepReport;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A VAE or β-VAE in a session. */
final class VaeModel implements SessionModel, Reconstruction, Encoder, LatentSpace, Likelihood, Profiles, SamplingCost {
    private static final Method BOUND =
            new Method("elbo", Exactness.LOWER_BOUND, "evidence lower bound, 10 draws of z");
    private static final int BOUND_DRAWS = 10;

    private final DataShape shape;
    private final int size;
    private final int latent;
    private final List<Method> methods;
    private final int importanceSamples;

    private final ModelGraph graph;
    private final ModelSession session;
    private final Placeholder<TFloat32> x;
    private final Placeholder<TFloat32> z;
    private final Placeholder<TFloat32> pixelNoise;
    private final Op step;
    private final String[] metricNames;
    private final Operand<TFloat32> metrics;
    private final Operand<TFloat32> code;
    private final Operand<TFloat32> klByDimension;
    private final Operand<TFloat32> reconstruction;
    private final Operand<TFloat32> decoded;
    private final Operand<TFloat32> drawn;
    private final MarginalLikelihood marginal;

    VaeModel(ModelSpec spec, ModelContext context) {
        this.shape = spec.data().shape();
        this.size = shape.size();
        this.latent = LatentSize.of(spec);
        this.importanceSamples = spec.values().count("importanceSamples");
        this.graph = new ModelGraph(context, spec.seed());
        Ops tf = graph.tf();
        Scope scope = graph.scope("vae");
        Networks networks = Networks.of(spec.values(), shape);
        DecoderLikelihood likelihood = DecoderLikelihood.of(scope.child("likelihood"), spec);
        this.methods = likelihood.scores(spec.data().range())
                ? List.of(
                        BOUND,
                        new Method(
                                "importance-weighted",
                                Exactness.ESTIMATE,
                                "importance-weighted, k = " + importanceSamples))
                : List.of();

        this.x = graph.input("x", -1, size);
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
        double beta = spec.variant().equals(VaeVariants.BETA) ? spec.values().real("beta") : 1;
        Operand<TFloat32> loss = elbo.loss(tf, beta);
        List<Variable<TFloat32>> weights = graph.trainable("vae");
        this.step = Adam.usual(spec.values().real("learningRate"))
                .step(graph, "adam", weights, Gradients.of(graph, loss, weights));
        Map<String, Operand<TFloat32>> reported = new LinkedHashMap<>();
        reported.put("negativeElbo", elbo.negative(tf));
        reported.put("loss", loss);
        reported.put("reconstruction", elbo.reconstruction());
        reported.put("kl", elbo.kl());
        if (likelihood instanceof GaussianLikelihood gaussian
                && spec.values().choice("decoderVariance").equals("learned")) {
            reported.put("sigma", gaussian.sigma(tf));
        }
        this.metricNames = reported.keySet().toArray(String[]::new);
        this.metrics = tf.stack(new ArrayList<>(reported.values()));

        this.reconstruction = likelihood.mean(tf, networks.decode(decoder, code));
        this.z = graph.input("z", -1, latent);
        this.pixelNoise = graph.input("pixel_noise", -1, size);
        Operand<TFloat32> outputOfZ = networks.decode(decoder, z);
        this.decoded = likelihood.mean(tf, outputOfZ);
        this.drawn = likelihood.draw(tf, outputOfZ, pixelNoise);
        this.marginal = new MarginalLikelihood(
                graph, x, posterior, codes -> networks.decode(decoder, codes), likelihood, size, latent);
        this.session = graph.open();
    }

    @Override
    public StepReport trainStep(Batch batch) {
        float[] values;
        try (Call.Fetched fetched = session.call()
                .feed(x, batch.values(), batch.count(), size)
                .feed(graph.step(), batch.step())
                .target(step)
                .fetch(metrics)) {
            values = fetched.floats(0);
        }
        Map<String, Double> named = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            named.put(metricNames[i], (double) values[i]);
        }
        return StepReport.of(named);
    }

    @Override
    public Samples sample(SampleRequest request) {
        String draw = request.settings().choice("draw");
        float[] latents = prior(request.count(), request.seed());
        boolean mean = draw.equals("mean") || (draw.equals("auto") && shape instanceof DataShape.Image);
        if (mean) {
            return decode(latents);
        }
        int count = request.count();
        float[] noise = session.normal(request.seed(), "pixels", count, size);
        return new Samples(
                shape,
                count,
                RowByRow.map(
                        session,
                        count,
                        drawn,
                        size,
                        new RowByRow.Input(z, latents),
                        new RowByRow.Input(pixelNoise, noise)));
    }

    /** The decoder runs once. */
    @Override
    public int networkEvaluations(SampleRequest request) {
        return 1;
    }

    @Override
    public int latentSize() {
        return latent;
    }

    @Override
    public float[] prior(int count, long seed) {
        return session.normal(seed, "prior", count, latent);
    }

    @Override
    public Samples decode(float[] latents) {
        if (latents.length == 0 || latents.length % latent != 0) {
            throw new IllegalArgumentException(
                    "expected latent vectors of " + latent + " numbers each, got " + latents.length + " numbers");
        }
        int count = latents.length / latent;
        return new Samples(shape, count, RowByRow.map(session, count, decoded, size, new RowByRow.Input(z, latents)));
    }

    @Override
    public Samples reconstruct(Batch batch) {
        return new Samples(
                shape,
                batch.count(),
                RowByRow.map(session, batch.count(), reconstruction, size, new RowByRow.Input(x, batch.values())));
    }

    @Override
    public float[] encode(Batch batch) {
        return RowByRow.map(session, batch.count(), code, latent, new RowByRow.Input(x, batch.values()));
    }

    /** Bound and estimate; none where the decoder's distribution does not fit the kind of values. */
    @Override
    public List<Method> likelihoodMethods() {
        return methods;
    }

    @Override
    public double[] logLikelihood(Batch batch, String method, long seed) {
        if (methods.stream().noneMatch(each -> each.id().equals(method))) {
            throw new IllegalArgumentException("expected one of the methods "
                    + methods.stream().map(Method::id).toList() + " for this data, got " + method);
        }
        return method.equals(BOUND.id())
                ? marginal.elbo(session, batch, seed, BOUND_DRAWS)
                : marginal.importanceWeighted(session, batch, seed, importanceSamples);
    }

    /** The KL of each latent dimension, averaged over the batch: dimensions near 0 are not in use. */
    @Override
    public List<Profile> profiles(Batch batch, long seed) {
        float[] rows =
                RowByRow.map(session, batch.count(), klByDimension, latent, new RowByRow.Input(x, batch.values()));
        double[] mean = new double[latent];
        for (int i = 0; i < rows.length; i++) {
            mean[i % latent] += (double) rows[i] / batch.count();
        }
        return List.of(new Profile("kl", "KL of each latent dimension", "latent dimension", "nats", mean));
    }

    @Override
    public ModelSession session() {
        return session;
    }
}

package org.genera.plugins.mcmc;

import java.util.List;
import java.util.SplittableRandom;
import org.genera.nn.ModelSession;
import org.genera.nn.Seeds;
import org.genera.nn.SessionModel;
import org.genera.spi.Batch;
import org.genera.spi.Likelihood;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.NoiseLevel;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.ScoreField;

/** Chains on a kernel density estimate of the training split, which can be drawn from exactly too. */
final class McmcModel extends ChainsModel<KernelGround> implements SessionModel, Likelihood, ScoreField {
    private final int size;

    McmcModel(KernelKind kind, ModelSpec spec, ModelContext context) {
        super(kind, spec, context, graph -> KernelGround.of(graph, spec));
        this.size = spec.data().shape().size();
    }

    @Override
    public List<Method> likelihoodMethods() {
        return List.of(new Method("exact", Exactness.EXACT, ReferenceMeasure.LEBESGUE, "closed form"));
    }

    @Override
    public LogLikelihoods logLikelihood(Batch batch, String method, long noiseSeed) {
        return new LogLikelihoods(
                ground().density().logDensity(opened(), ground().region().points(batch.values())));
    }

    @Override
    public List<NoiseLevel> levels() {
        return List.of(NoiseLevel.CLEAN);
    }

    @Override
    public Scores score(Batch x, List<NoiseLevel> levels) {
        ScoreField.requireClean(levels);
        return ground().density().score(opened(), ground().region().points(x.values()));
    }

    @Override
    public Samples sample(SampleRequest request) {
        return exact(request) ? exactFrames(request).get(1).samples() : super.sample(request);
    }

    /** From anywhere in the box to the samples; of exact draws, the centres and what kernel noise makes of them. */
    @Override
    public List<Frame> trajectory(SampleRequest request, int frames) {
        return exact(request) ? exactFrames(request) : super.trajectory(request, frames);
    }

    private List<Frame> exactFrames(SampleRequest request) {
        double[] chosen = new double[request.count() * size];
        double[] x = new double[chosen.length];
        for (int i = 0; i < request.count(); i++) {
            ground().region().draw(new SplittableRandom(Seeds.derive(request.seed(), "exact/" + i)), chosen, x, i);
        }
        return List.of(frame("centres", 0, chosen), frame("with kernel noise", 1, x));
    }

    private static boolean exact(SampleRequest request) {
        return request.sampler().equals(McmcVariants.EXACT.id());
    }

    /** There is no network; what is counted is the density or its score, which takes a sum over all centres. */
    @Override
    public int networkEvaluations(SampleRequest request) {
        return exact(request) ? 0 : super.networkEvaluations(request);
    }

    @Override
    public ModelSession session() {
        return opened();
    }
}

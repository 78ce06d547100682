package org.genera.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.genera.spi.Batch;
import org.genera.spi.Batches;
import org.genera.spi.DataShape;
import org.genera.spi.Knowledge;
import org.genera.spi.ModelSpec;
import org.genera.spi.Part;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.StepReport;

/** What is odd about it is a hyperparameter. */
final class OddGaussianModel extends WalkingGaussianModel {
    private static final int MORE_THAN_A_FEW = 10;

    private final String odd;
    private boolean training;

    OddGaussianModel(ModelSpec spec) {
        super(spec);
        odd = spec.get(OddGaussian.ODD);
    }

    @Override
    public StepReport trainStep(Batches batches) {
        training = true;
        StepReport report = super.trainStep(batches);
        training = false;
        Map<String, Double> metrics = new HashMap<>(report.metrics());
        if (odd.equals("metric-name")) {
            metrics.put("weird name!", 1.0);
        } else if (odd.equals("metric-undeclared")) {
            metrics.put("undeclared", 1.0);
        } else if (odd.equals("long-message")) {
            throw new IllegalArgumentException("long ".repeat(400_000));
        }
        return StepReport.of(metrics);
    }

    @Override
    public Samples sample(SampleRequest request) {
        Samples samples = super.sample(request);
        int count = request.count();
        if (odd.equals("sample-shape")) {
            return new Samples(new DataShape.Vector(3), count, new float[3 * count]);
        } else if (odd.equals("sample-count")) {
            return new Samples(samples.shape(), 1, Arrays.copyOf(samples.values(), 2));
        } else if (odd.equals("sample-nan")) {
            samples.values()[1] = Float.NaN;
        }
        return odd.equals("nothing") ? null : samples;
    }

    @Override
    public List<Method> likelihoodMethods() {
        List<Method> methods = new ArrayList<>(super.likelihoodMethods());
        if (odd.equals("method-exactness")) {
            methods.add(new Method("Not An Id", Exactness.EXACT, ReferenceMeasure.LEBESGUE, "oddly"));
        }
        return methods;
    }

    @Override
    public LogLikelihoods logLikelihood(Batch batch, String method, long seed) {
        double[] scores = super.logLikelihood(batch, method, seed).values();
        if (odd.equals("likelihood-nan")) {
            scores[0] = Double.NaN;
        } else if (odd.equals("likelihood-impossible") && !training) {
            scores[0] = Double.NEGATIVE_INFINITY;
        }
        return switch (odd) {
            case "one-likelihood" -> new LogLikelihoods(new double[] {-1});
            case "likelihood-error" -> new LogLikelihoods(scores, new double[] {1, 1, -1});
            default -> new LogLikelihoods(scores);
        };
    }

    @Override
    public Samples reconstruct(Batch batch) {
        boolean one = odd.equals("reconstruction-count")
                || odd.equals("reconstruction-count-at-the-end") && batch.count() > MORE_THAN_A_FEW;
        return one ? new Samples(new DataShape.Vector(2), 1, new float[2]) : super.reconstruct(batch);
    }

    @Override
    public float[] encode(Batch batch) {
        return odd.equals("code-width") ? new float[batch.count() + 1] : super.encode(batch);
    }

    @Override
    public float[] prior(String space, int count, long seed) {
        float[] prior = super.prior(space, count, seed);
        return odd.equals("prior-length") ? Arrays.copyOf(prior, prior.length + 1) : prior;
    }

    @Override
    public List<Frame> trajectory(SampleRequest request, int frames) {
        List<Frame> way = super.trajectory(request, frames);
        if (odd.equals("times")) {
            way.set(0, new Frame("late", 1, way.get(0).samples()));
        }
        return odd.equals("frames") ? way.subList(0, 1) : way;
    }

    @Override
    public double[] logPosterior(Batch batch) {
        return odd.equals("posterior-length") ? new double[batch.count()] : super.logPosterior(batch);
    }

    @Override
    public List<Knowledge> knows() {
        return odd.equals("knowledge")
                ? List.of(Knowledge.NOTHING, Knowledge.of(Part.LABEL), Knowledge.of(Part.ANY), Knowledge.of(Part.FIRST))
                : super.knows();
    }

    @Override
    public List<Profile> profiles(Batch batch, long seed) {
        return odd.equals("profile-size")
                ? List.of(new Profile("wide", "Wide", "index", "", new double[100_000]))
                : super.profiles(batch, seed);
    }
}

package org.genera.plugins.flow;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.genera.nn.Call;
import org.genera.nn.LogSumExp;
import org.genera.nn.RowByRow;
import org.genera.spi.Batch;
import org.genera.spi.Classification;
import org.genera.spi.Knowledge;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.Part;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.tensorflow.Operand;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * A flow whose base has a place and a scale for each class. One pass gives log p(x, class) for all of them, so whole examples are
 * scored at the price of one class, and it classifies by Bayes' rule.
 *
 * <p>Draws start in z: as many standard normal numbers as an example has, and one more, whose quantile picks the class. Codes lie in
 * the base, where classes have their places.
 */
final class ClassFlowModel extends FlowModel implements Classification {
    private static final String GIVEN_LABEL = "given-label";

    private final int count = spec.data().classes();
    private final Space z = new Space("z", "noise and class", size + 1, Prior.STANDARD_NORMAL);
    private final Space base = new Space("base", "base of all classes", size, Prior.OTHER);
    private final Placeholder<TFloat32> picking;
    private final Operand<TFloat32> picked;
    private final Operand<TFloat32> logJoint;

    ClassFlowModel(ModelSpec spec, ModelContext context, Architecture architecture) {
        super(spec, context, architecture, spec.data().classes());
        this.picking = graph.input("picking", -1, 1);
        Density.OfClasses ofClasses = measured.ofClasses().orElseThrow();
        this.picked = ofClasses.base().picked(tf, picking);
        this.logJoint = ofClasses.logJoint();
    }

    @Override
    public List<Knowledge> knows() {
        return FlowVariant.KNOWS;
    }

    @Override
    Call fed(Batch batch) {
        return super.fed(batch).feed(classInput(), oneHot(batch.labels()), batch.count(), count);
    }

    private Placeholder<TFloat32> classInput() {
        return Objects.requireNonNull(classes);
    }

    @Override
    RowByRow.Input[] starts(SampleRequest request) {
        float[] latents = prior(z.id(), request.count(), request.seed());
        float[] ofClass = request.labels().length > 0 ? oneHot(request.labels()) : pickedBy(latents);
        return new RowByRow.Input[] {
            new RowByRow.Input(normal, tempered(request, noiseOf(latents))), new RowByRow.Input(classInput(), ofClass)
        };
    }

    /** The classes that the last numbers of latent vectors pick: zeros and a one each. */
    private float[] pickedBy(float[] latents) {
        float[] last = new float[latents.length / (size + 1)];
        for (int i = 0; i < last.length; i++) {
            last[i] = latents[(i + 1) * (size + 1) - 1];
        }
        return map(last.length, picked, count, new RowByRow.Input(picking, last));
    }

    /** All numbers of latent vectors but the last. */
    private float[] noiseOf(float[] latents) {
        int rows = latents.length / (size + 1);
        float[] noise = new float[rows * size];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(latents, i * (size + 1), noise, i * size, size);
        }
        return noise;
    }

    private float[] oneHot(int[] labels) {
        float[] rows = new float[labels.length * count];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= count) {
                throw new IllegalArgumentException("expected a class from 0 to " + (count - 1) + ", got " + labels[i]);
            }
            rows[i * count + labels[i]] = 1;
        }
        return rows;
    }

    @Override
    public List<Space> spaces() {
        return List.of(z, base);
    }

    @Override
    public float[] prior(String ofSpace, int vectors, long seed) {
        float[] latents = super.prior(z.id(), vectors, seed);
        return ofSpace.equals(z.id()) ? latents : map(z.id(), ofSpace, latents);
    }

    @Override
    public float[] map(String from, String to, float[] latents) {
        if (!from.equals(z.id()) || !to.equals(base.id())) {
            return super.map(from, to, latents);
        }
        return map(
                z.count(latents),
                start,
                size,
                new RowByRow.Input(normal, noiseOf(latents)),
                new RowByRow.Input(classInput(), pickedBy(latents)));
    }

    @Override
    public Samples decode(String ofSpace, float[] latents) {
        float[] points = map(ofSpace, base.id(), latents);
        return drawn(base.count(points), new RowByRow.Input(start, points));
    }

    @Override
    public Optional<String> codeSpace() {
        return Optional.of(base.id());
    }

    @Override
    public List<Method> likelihoodMethods() {
        Method given = new Method(
                        GIVEN_LABEL, Exactness.EXACT, ReferenceMeasure.LEBESGUE, "change of variables, given the class")
                .given(Part.LABEL);
        return List.of(
                new Method(
                        "exact",
                        Exactness.EXACT,
                        ReferenceMeasure.LEBESGUE,
                        "change of variables, summed over the classes"),
                given);
    }

    @Override
    public LogLikelihoods logLikelihood(Batch batch, String method, long seed) {
        if (!method.equals(GIVEN_LABEL)) {
            return super.logLikelihood(batch, method, seed);
        }
        float[] joint = map(batch, logJoint, count);
        float[] priors = session()
                .call()
                .floats(measured.ofClasses().orElseThrow().base().logPrior());
        double[] given = new double[batch.count()];
        Arrays.setAll(given, i -> (double) joint[i * count + batch.labels()[i]] - priors[batch.labels()[i]]);
        return new LogLikelihoods(given);
    }

    @Override
    public double[] logPosterior(Batch batch) {
        float[] joint = map(batch, logJoint, count);
        double[] posterior = new double[joint.length];
        Arrays.setAll(posterior, i -> joint[i]);
        for (int i = 0; i < posterior.length; i += count) {
            double all = LogSumExp.of(posterior, i, count);
            for (int label = 0; label < count; label++) {
                posterior[i + label] -= all;
            }
        }
        return posterior;
    }
}

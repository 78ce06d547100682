package org.genera.plugins.autoregressive;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.genera.nn.Call;
import org.genera.nn.Initializer;
import org.genera.nn.LogSumExp;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.nn.RowByRow;
import org.genera.nn.Scope;
import org.genera.nn.Seeds;
import org.genera.spi.Batch;
import org.genera.spi.Knowledge;
import org.genera.spi.Likelihood.Exactness;
import org.genera.spi.Likelihood.LogLikelihoods;
import org.genera.spi.Likelihood.Method;
import org.genera.spi.Likelihood.ReferenceMeasure;
import org.genera.spi.Part;
import org.genera.spi.SampleRequest;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * The classes that a model is given beside its examples, whose probabilities p(class) it learns with p(example | class); or none, for a
 * model of p(example).
 */
public final class Classes {
    private static final String GIVEN_LABEL = "given-label";

    private final int count;
    private final @Nullable Placeholder<TFloat32> oneHot;
    private final @Nullable Operand<TFloat32> logPriors;

    /**
     * @param scope of the weights of p(class)
     * @param count K of them; 0 for none
     */
    public Classes(ModelGraph graph, Scope scope, int count) {
        this.count = count;
        this.oneHot = count > 0 ? graph.input("classes", -1, count) : null;
        this.logPriors = count > 0
                ? graph.tf().nn.logSoftmax(scope.weight("logits", Shape.of(1, count), Initializer.zeros()))
                : null;
    }

    /** How many there are, K; 0 for none. */
    public int count() {
        return count;
    }

    /** Which class each example is of, as zeros and a one: [B, K]; null where there are none. */
    public @Nullable Placeholder<TFloat32> oneHot() {
        return oneHot;
    }

    /** −log p(example, class) from −log p(example | class), both means over the batch. */
    public Operand<TFloat32> joint(Ops tf, Operand<TFloat32> nll) {
        if (oneHot == null) {
            return nll;
        }
        Operand<TFloat32> logProbs = tf.math.mul(oneHot, Objects.requireNonNull(logPriors));
        return tf.math.sub(nll, tf.math.mean(tf.reduceSum(logProbs, tf.constant(1)), tf.constant(0)));
    }

    /** Feeds the class of each example. */
    public Call feed(Call call, int[] labels) {
        return oneHot == null ? call : call.feed(oneHot, rows(labels), labels.length, count);
    }

    /** The inputs of a map over examples, with the classes of these. */
    public RowByRow.Input[] with(int[] labels, RowByRow.Input... inputs) {
        if (oneHot == null) {
            return inputs;
        }
        RowByRow.Input[] all = Arrays.copyOf(inputs, inputs.length + 1);
        all[inputs.length] = new RowByRow.Input(oneHot, rows(labels));
        return all;
    }

    /** Zeros and a one for each label: [labels, K]; nothing where there are no classes. */
    public float[] rows(int[] labels) {
        float[] rows = new float[labels.length * count];
        for (int i = 0; i < labels.length && count > 0; i++) {
            if (labels[i] < 0 || labels[i] >= count) {
                throw new IllegalArgumentException("expected a class from 0 to " + (count - 1) + ", got " + labels[i]);
            }
            rows[i * count + labels[i]] = 1;
        }
        return rows;
    }

    /** The class of each sample: as it is known, or drawn by p(class), for which a uniform number of (seed, i) is looked up in its sums. */
    public int[] of(ModelSession session, SampleRequest request) {
        if (logPriors == null || request.labels().length > 0) {
            return request.labels();
        }
        float[] logarithms = session.call().floats(logPriors);
        int[] labels = new int[request.count()];
        for (int i = 0; i < labels.length; i++) {
            double uniform = Seeds.uniform(request.seed(), "class/" + i);
            while (labels[i] < logarithms.length - 1 && (uniform -= Math.exp(logarithms[labels[i]])) >= 0) {
                labels[i]++;
            }
        }
        return labels;
    }

    /** What can be given to a draw, of what a variant declares. */
    public List<Knowledge> known(List<Knowledge> declared) {
        return declared.stream()
                .filter(each -> count > 0 || !each.parts().contains(Part.LABEL))
                .toList();
    }

    /** Given the class in one pass, and once over all classes; or in one pass where there are none. */
    public List<Method> methods() {
        if (count == 0) {
            return List.of(exact("exact", "product of the factors"));
        }
        return List.of(
                exact(GIVEN_LABEL, "product of the factors, given the class").given(Part.LABEL),
                exact("exact", "product of the factors, summed over the classes")
                        .atTheEnd());
    }

    private static Method exact(String id, String how) {
        return new Method(id, Exactness.EXACT, ReferenceMeasure.COUNTING, how);
    }

    /** Scores examples given the class that each is labelled with. */
    public interface Scores {
        double[] of(Batch batch);
    }

    /** log p(example | class), or log Σ p(class) p(example | class). */
    public LogLikelihoods logLikelihood(ModelSession session, Batch batch, String method, Scores scores) {
        if (logPriors == null || method.equals(GIVEN_LABEL)) {
            return new LogLikelihoods(scores.of(batch));
        }
        float[] priors = session.call().floats(logPriors);
        double[] joint = new double[batch.count() * count];
        for (int label = 0; label < count; label++) {
            int[] labels = new int[batch.count()];
            Arrays.fill(labels, label);
            double[] given = scores.of(new Batch(batch.count(), batch.values(), labels, batch.lengths()));
            for (int i = 0; i < given.length; i++) {
                joint[i * count + label] = given[i] + priors[label];
            }
        }
        double[] values = new double[batch.count()];
        Arrays.setAll(values, i -> LogSumExp.of(joint, i * count, count));
        return new LogLikelihoods(values);
    }
}

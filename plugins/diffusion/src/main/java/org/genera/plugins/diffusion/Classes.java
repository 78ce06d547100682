package org.genera.plugins.diffusion;

import static org.genera.spi.Hyperparameters.choice;
import static org.genera.spi.Hyperparameters.real;

import java.util.Arrays;
import org.genera.nn.Adam;
import org.genera.nn.Call;
import org.genera.nn.Initializer;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.nn.RowByRow;
import org.genera.nn.Seeds;
import org.genera.nn.Training;
import org.genera.spi.Hyperparameter;
import org.genera.spi.ModelSpec;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The classes that a network is told beside its examples, some of which it is not told in training, so that it knows the data without
 * classes as well (Ho and Salimans 2021); or none.
 */
final class Classes {
    static final Hyperparameter<String> CONDITIONAL = choice("conditional", "yes", "no")
            .help(
                    "Whether the network is told the class of labelled examples, so that examples of a class can be drawn.");
    static final Hyperparameter<Double> LABEL_DROPOUT = real("labelDropout")
            .from(0)
            .to(0.9)
            .orElse(0.1)
            .help(
                    "Share of the examples whose class the network is not told in training, so that it can be drawn from without"
                            + " classes, and led to them (classifier-free guidance).");

    private static final String PRIORS = "priors";
    private static final double PRIORS_RATE = 0.01;

    /** Where the class of an example is not known. */
    static final int NONE = -1;

    private final int count;
    private final double dropout;
    private final @Nullable Placeholder<TFloat32> oneHot;
    private final @Nullable Operand<TFloat32> logPriors;

    Classes(ModelGraph graph, ModelSpec spec) {
        this.count = spec.get(CONDITIONAL).equals("yes") ? spec.data().classes() : 0;
        this.dropout = spec.get(LABEL_DROPOUT);
        this.oneHot = count > 0 ? graph.input("classes", -1, count) : null;
        this.logPriors = count > 0
                ? graph.tf()
                        .nn
                        .logSoftmax(graph.scope(PRIORS).weight("logits", Shape.of(1, count), Initializer.zeros()))
                : null;
    }

    /** Learns p(class), by which draws that are given nothing choose theirs. */
    void learn(Training training, Ops tf) {
        if (oneHot != null && logPriors != null) {
            Operand<TFloat32> logs = tf.reduceSum(tf.math.mul(oneHot, logPriors), tf.constant(1));
            training.minimise(
                    PRIORS, tf.math.neg(tf.math.mean(logs, tf.constant(0))), Adam.usual(PRIORS_RATE), PRIORS, 1);
        }
    }

    /** log p(class) of each label, 0 where there are no classes. */
    double[] logPriors(ModelSession session, int[] labels) {
        double[] logs = new double[labels.length];
        if (logPriors != null) {
            float[] each = session.call().floats(logPriors);
            Arrays.setAll(logs, i -> labels[i] == NONE ? 0 : each[labels[i]]);
        }
        return logs;
    }

    /** A class for each sample, drawn by p(class); none where there are none. */
    int[] drawn(ModelSession session, long seed, int samples) {
        if (logPriors == null) {
            return new int[0];
        }
        float[] logs = session.call().floats(logPriors);
        int[] labels = new int[samples];
        for (int i = 0; i < samples; i++) {
            double left = Seeds.uniform(seed, "class/" + i);
            while (labels[i] < count - 1 && (left -= Math.exp(logs[labels[i]])) >= 0) {
                labels[i]++;
            }
        }
        return labels;
    }

    /** Whether there are any. */
    boolean told() {
        return oneHot != null;
    }

    /** Zeros and a one for the class of each example: [B, K]; null where there are no classes. */
    @Nullable
    Operand<TFloat32> operand() {
        return oneHot;
    }

    /** The same in training, where some are not told. */
    @Nullable
    Operand<TFloat32> operandInTraining(ModelGraph graph) {
        if (oneHot == null || dropout == 0) {
            return oneHot;
        }
        Ops tf = graph.tf();
        Operand<TInt32> examples = tf.gather(tf.shape(oneHot), tf.constant(new int[] {0}), tf.constant(0));
        Operand<TFloat32> told = tf.dtypes.cast(
                tf.math.greaterEqual(graph.trainingUniform("label dropout", examples), tf.constant((float) dropout)),
                TFloat32.class);
        return tf.math.mul(oneHot, tf.expandDims(told, tf.constant(1)));
    }

    Call feed(Call call, int[] labels) {
        return oneHot == null ? call : call.feed(oneHot, rows(labels), labels.length, count);
    }

    /** The inputs of a map over examples, with the classes of these. */
    RowByRow.Input[] with(int[] labels, RowByRow.Input... inputs) {
        if (oneHot == null) {
            return inputs;
        }
        RowByRow.Input[] all = Arrays.copyOf(inputs, inputs.length + 1);
        all[inputs.length] = new RowByRow.Input(oneHot, rows(labels));
        return all;
    }

    private float[] rows(int[] labels) {
        float[] rows = new float[labels.length * count];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] != NONE) {
                rows[i * count + labels[i]] = 1;
            }
        }
        return rows;
    }
}

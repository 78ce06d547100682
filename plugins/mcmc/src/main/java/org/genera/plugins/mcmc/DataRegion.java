package org.genera.plugins.mcmc;

import java.util.Arrays;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.nn.Variable;
import org.genera.spi.Batch;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat64;

/** Where the data of a training split lie: their mean, the box around them, and their standard deviation over all coordinates. */
final class DataRegion implements Region {
    private final int size;
    private final Variable<TFloat64> stored;
    private final Placeholder<TFloat64> found;
    private final Op store;
    /** Origin, lower and upper corner one after the other, then the length. */
    private double[] numbers;

    DataRegion(ModelGraph graph, int size) {
        Ops tf = graph.tf();
        this.size = size;
        this.numbers = new double[3 * size + 1];
        this.stored = graph.variable(
                "region",
                TFloat64.class,
                Shape.of(numbers.length),
                false,
                tf.fill(tf.constant(new int[] {numbers.length}), tf.constant(0.0)));
        this.found = Inputs.input(tf, "new_region", numbers.length);
        this.store = tf.assignVariableOp(stored.handle(), found);
    }

    void span(ModelSession session, Batch split) {
        float[] values = split.values();
        for (int i = 0; i < values.length; i++) {
            numbers[i % size] += (double) values[i] / split.count();
        }
        Arrays.fill(numbers, size, 2 * size, Double.POSITIVE_INFINITY);
        Arrays.fill(numbers, 2 * size, 3 * size, Double.NEGATIVE_INFINITY);
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            int j = i % size;
            double apart = values[i] - numbers[j];
            squares += apart * apart;
            numbers[size + j] = Math.min(numbers[size + j], apart);
            numbers[2 * size + j] = Math.max(numbers[2 * size + j], apart);
        }
        numbers[3 * size] = Math.sqrt(squares / values.length);
        if (!(numbers[3 * size] > 0)) {
            throw new IllegalArgumentException(
                    "expected data that vary, for steps are counted in their standard deviation, got " + split.count()
                            + " equal examples; take other data");
        }
        session.call().feed(found, numbers, numbers.length).target(store).run();
    }

    /** From the variable, when a checkpoint was restored. */
    void read(ModelSession session) {
        numbers = session.call().doubles(stored.value());
    }

    @Override
    public double[] origin() {
        return Arrays.copyOf(numbers, size);
    }

    @Override
    public double[] lower() {
        return Arrays.copyOfRange(numbers, size, 2 * size);
    }

    @Override
    public double[] upper() {
        return Arrays.copyOfRange(numbers, 2 * size, 3 * size);
    }

    @Override
    public double length() {
        return numbers[3 * size];
    }
}

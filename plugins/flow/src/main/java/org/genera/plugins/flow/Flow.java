package org.genera.plugins.flow;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * Bijections one after the other, from the data to the base distribution: log p(x) = log p_base(z) + Σ log |det ∂z/∂x|
 * (Dinh et al. 2015, eq. 3).
 *
 * @param layers in the order from the data, at least one
 * @param base distribution of z
 */
record Flow<T extends TNumber>(List<Bijection<T>> layers, Base base) {

    Flow {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("need one bijection or more, got none");
        }
    }

    /** What each layer gave, from the data on. */
    List<Bijection.Mapped<T>> forward(Ops tf, Operand<T> x) {
        List<Bijection.Mapped<T>> way = new ArrayList<>();
        Operand<T> h = x;
        for (Bijection<T> layer : layers) {
            way.add(layer.forward(tf, h));
            h = last(way).values();
        }
        return way;
    }

    /** What each layer gave, from the base on; the last is the data. */
    List<Bijection.Mapped<T>> inverse(Ops tf, Operand<T> z) {
        List<Bijection.Mapped<T>> way = new ArrayList<>();
        Operand<T> h = z;
        for (int i = layers.size() - 1; i >= 0; i--) {
            way.add(layers.get(i).inverse(tf, h));
            h = last(way).values();
        }
        return way;
    }

    /** log p(x) of what {@link #forward} gave [B], in nats. */
    Operand<T> logProb(Ops tf, List<Bijection.Mapped<T>> forward) {
        return tf.math.add(base.logProb(tf, last(forward).values()), logDeterminant(tf, forward));
    }

    /** Of the whole way [B], in nats. */
    static <T extends TNumber> Operand<T> logDeterminant(Ops tf, List<Bijection.Mapped<T>> way) {
        Operand<T> sum = way.get(0).logDeterminant();
        for (Bijection.Mapped<T> each : way.subList(1, way.size())) {
            sum = tf.math.add(sum, each.logDeterminant());
        }
        return sum;
    }

    static <T extends TNumber> Bijection.Mapped<T> last(List<Bijection.Mapped<T>> way) {
        return way.get(way.size() - 1);
    }
}

package org.genera.plugins.flow;

import java.util.List;
import org.genera.nn.Activation;
import org.genera.nn.Dense;
import org.genera.nn.DenseNetwork;
import org.genera.nn.Initializer;
import org.genera.nn.Scope;
import org.genera.spi.DataShape;
import org.genera.spi.ModelSpec;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What a coupling does to the coordinates that move, as a function of those that are kept. */
@FunctionalInterface
interface Conditioner {

    /**
     * @param kept [B, D], zero where coordinates move
     */
    AffineCoupling.ScaleAndShift<TFloat32> scaleAndShift(Scope scope, Halves halves, Operand<TFloat32> kept);

    /** Widths of the hidden layers that the hyperparameters ask for. */
    static List<Integer> hidden(ModelSpec spec) {
        DataShape shape = spec.data().shape();
        List<Integer> given = spec.values().counts(FlowModel.HIDDEN);
        List<Integer> suitable = shape.kind() == DataShape.Kind.IMAGE ? List.of(512, 512) : List.of(128, 128);
        return given.isEmpty() ? suitable : given;
    }

    /**
     * Every other coordinate; of images every other pixel, as on a checkerboard (Dinh et al. 2017, fig. 3).
     *
     * @param first whether the first one is among them
     */
    static boolean[] alternating(DataShape shape, boolean first) {
        boolean[] chosen = new boolean[shape.size()];
        for (int i = 0; i < chosen.length; i++) {
            int parity = i % 2;
            if (shape instanceof DataShape.Image image) {
                int pixel = i / image.channels();
                parity = (pixel / image.width() + pixel % image.width()) % 2;
            }
            chosen[i] = (parity == 0) == first;
        }
        return chosen;
    }

    /**
     * Numbers for the coordinates that move [B, D], so many for each, from a last layer of zeros: the flow starts as the
     * identity. What is given for kept coordinates means nothing.
     */
    static List<Operand<TFloat32>> zeroAtFirst(
            Scope scope, Halves halves, List<Integer> hidden, Operand<TFloat32> kept, int numbers) {
        Ops tf = scope.tf();
        Operand<TFloat32> h =
                new DenseNetwork(hidden, Activation.RELU, halves.moved()).hidden(scope, halves.ofKept(tf, kept));
        Operand<TFloat32> out = new Dense(numbers * halves.moved(), Initializer.zeros(), Initializer.zeros())
                .apply(scope.child("out"), h);
        List<Operand<TFloat32>> parts = numbers == 1
                ? List.of(out)
                : List.copyOf(tf.split(tf.constant(1), out, (long) numbers).output());
        return parts.stream().map(part -> halves.spread(tf, part)).toList();
    }
}

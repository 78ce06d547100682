package org.genera.plugins.flow;

import java.util.List;
import org.genera.nn.Scope;
import org.genera.plugins.flow.AffineCoupling.ScaleAndShift;
import org.genera.spi.DataShape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Couplings with networks.
 *
 * @param network of each
 * @param masked whether networks take and give all coordinates, those of the other half 0 and unused
 */
record Couplings(CouplingNetwork network, boolean masked) {
    /** A coupling scales by e⁻² to e² at most: larger factors blow training up and no flow of several needs them. */
    private static final float LARGEST_LOG_SCALE = 2;

    /** Scales and shifts what it does not keep (Dinh et al. 2017, eq. 8). */
    AffineCoupling<TFloat32> affine(String name, Scope scope, boolean[] kept) {
        Halves halves = new Halves(kept, masked);
        return new AffineCoupling<>(name, kept, x -> {
            Ops tf = scope.tf();
            List<Operand<TFloat32>> both = numbers(scope, halves, x, 2);
            Operand<TFloat32> logScale = tf.math.mul(tf.math.tanh(both.get(0)), tf.constant(LARGEST_LOG_SCALE));
            return new ScaleAndShift<>(logScale, both.get(1));
        });
    }

    /** Shifts what it does not keep (Dinh et al. 2015, sec. 3.2). */
    AffineCoupling<TFloat32> additive(String name, Scope scope, boolean[] kept) {
        Halves halves = new Halves(kept, masked);
        return new AffineCoupling<>(name, kept, x -> {
            Operand<TFloat32> shift = numbers(scope, halves, x, 1).get(0);
            return new ScaleAndShift<>(scope.tf().zerosLike(shift), shift);
        });
    }

    /** So many for each coordinate that moves: [B, …, D] each. What is given for kept ones means nothing. */
    private List<Operand<TFloat32>> numbers(Scope scope, Halves halves, Operand<TFloat32> kept, int each) {
        Ops tf = scope.tf();
        Operand<TFloat32> out = network.apply(scope, halves.ofKept(tf, kept), each * halves.moved());
        int last = out.shape().numDimensions() - 1;
        List<Operand<TFloat32>> parts = each == 1
                ? List.of(out)
                : List.copyOf(tf.split(tf.constant(last), out, (long) each).output());
        return parts.stream().map(part -> halves.spread(tf, part)).toList();
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
     * The channels of a {@link Squeeze} that were every other pixel before it, as on a checkerboard.
     *
     * @param channels behind the squeeze
     * @param first whether the first pixel is among them
     */
    static boolean[] checkerboard(int channels, boolean first) {
        boolean[] chosen = new boolean[channels];
        for (int i = 0; i < channels; i++) {
            int square = 4 * i / channels;
            chosen[i] = (square == 0 || square == 3) == first;
        }
        return chosen;
    }

    /** One half of the channels. */
    static boolean[] half(int channels, boolean first) {
        boolean[] chosen = new boolean[channels];
        for (int i = 0; i < channels; i++) {
            chosen[i] = i < channels / 2 == first;
        }
        return chosen;
    }
}

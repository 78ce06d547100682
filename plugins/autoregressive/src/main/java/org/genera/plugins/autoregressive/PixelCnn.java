package org.genera.plugins.autoregressive;

import java.util.ArrayList;
import java.util.List;
import org.genera.nn.Activation;
import org.genera.nn.MaskedConv2d;
import org.genera.nn.MaskedConv2d.Type;
import org.genera.nn.Scope;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The PixelCNN (van den Oord, Kalchbrenner and Kavukcuoglu 2016, sec. 3 and table 1): a 7×7 convolution of type A, residual blocks
 * 2h → h (1×1), h → h (3×3), h → 2h (1×1) of type B, two more 1×1 convolutions. What lies to the right above is hidden from it by
 * and by (its blind spot).
 *
 * @param scope of its weights
 * @param channels 2h
 * @param blocks residual ones
 * @param colours channels of a pixel
 * @param outputs numbers for a pixel, equally many for each channel
 */
record PixelCnn(Scope scope, int channels, int blocks, int colours, int outputs) implements PixelNetwork {
    private static final int FIRST_KERNEL = 7;
    private static final int KERNEL = 3;

    @Override
    public Operand<TFloat32> logits(Operand<TFloat32> pictures, @Nullable Operand<TFloat32> classes) {
        return pass(pictures, classes, (place, convolution, x) -> convolution.apply(place, x));
    }

    @Override
    public List<Memory> memories() {
        List<Memory> memories = new ArrayList<>(List.of(new Memory(colours, FIRST_KERNEL)));
        for (int block = 0; block < blocks; block++) {
            memories.add(new Memory(channels / 2, KERNEL));
        }
        return memories;
    }

    @Override
    public At at(List<Operand<TFloat32>> windows, Operand<TFloat32> own, @Nullable Operand<TFloat32> classes) {
        List<Operand<TFloat32>> remembered = new ArrayList<>();
        Operand<TFloat32> logits = pass(own, classes, (place, convolution, x) -> {
            if (convolution.before() == 0) {
                return convolution.at(place, x, x);
            }
            remembered.add(x);
            return convolution.at(place, windows.get(remembered.size() - 1), x);
        });
        return new At(logits, remembered.subList(1, remembered.size()));
    }

    /** How a convolution is applied: to all pixels, or to one. */
    private interface Way {
        Operand<TFloat32> apply(Scope place, MaskedConv2d convolution, Operand<TFloat32> x);
    }

    private Operand<TFloat32> pass(Operand<TFloat32> x, @Nullable Operand<TFloat32> classes, Way way) {
        Ops tf = scope.tf();
        Operand<TFloat32> h =
                way.apply(scope.child("first"), MaskedConv2d.glorot(channels, FIRST_KERNEL, colours, Type.A), x);
        if (classes != null) {
            h = tf.math.add(h, ClassBias.of(scope.child("classes"), classes, h));
        }
        for (int block = 0; block < blocks; block++) {
            Scope place = scope.child("block" + block);
            Operand<TFloat32> inner = way.apply(place.child("in"), one(channels / 2), relu(tf, h));
            inner = way.apply(
                    place.child("middle"), MaskedConv2d.glorot(channels / 2, KERNEL, colours, Type.B), relu(tf, inner));
            // Not Add: fusing that with the ReLU behind it fails where it is read twice, and the log is full of it.
            h = tf.math.addN(List.of(h, way.apply(place.child("out"), one(channels), relu(tf, inner))));
        }
        h = way.apply(scope.child("last"), one(channels), relu(tf, h));
        return way.apply(scope.child("logits"), one(outputs), relu(tf, h));
    }

    private MaskedConv2d one(int filters) {
        return MaskedConv2d.glorot(filters, 1, colours, Type.B);
    }

    private static Operand<TFloat32> relu(Ops tf, Operand<TFloat32> x) {
        return Activation.RELU.apply(tf, x);
    }
}

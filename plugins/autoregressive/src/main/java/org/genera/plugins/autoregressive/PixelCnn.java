package org.genera.plugins.autoregressive;

import java.util.ArrayList;
import java.util.List;
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
        return pass(pictures, classes, Way.ALL);
    }

    @Override
    public List<Memory> memories() {
        List<Memory> memories = new ArrayList<>();
        memories.add(Memory.ofPixels(colours, Place.before(FIRST_KERNEL, FIRST_KERNEL)));
        for (int block = 0; block < blocks; block++) {
            memories.add(Memory.ofPixels(channels / 2, Place.before(KERNEL, KERNEL)));
        }
        return memories;
    }

    @Override
    public At at(List<Operand<TFloat32>> windows, Operand<TFloat32> own, @Nullable Operand<TFloat32> classes) {
        OnePixel way = new OnePixel(windows);
        return way.giving(pass(own, classes, way));
    }

    private Operand<TFloat32> pass(Operand<TFloat32> x, @Nullable Operand<TFloat32> classes, Way way) {
        Ops tf = scope.tf();
        Operand<TFloat32> h =
                way.convolved(scope.child("first"), MaskedConv2d.glorot(channels, FIRST_KERNEL, colours, Type.A), x);
        if (classes != null) {
            h = tf.math.add(h, ClassBias.of(scope.child("classes"), classes, h));
        }
        for (int block = 0; block < blocks; block++) {
            Scope place = scope.child("block" + block);
            Operand<TFloat32> inner = way.convolved(place.child("in"), one(channels / 2), way.rectified(scope, h));
            inner = way.convolved(
                    place.child("middle"),
                    MaskedConv2d.glorot(channels / 2, KERNEL, colours, Type.B),
                    way.rectified(scope, inner));
            // Not Add: fusing that with the ReLU behind it fails where it is read twice, and the log is full of it.
            h = tf.math.addN(List.of(h, way.convolved(place.child("out"), one(channels), way.rectified(scope, inner))));
        }
        h = way.convolved(scope.child("last"), one(channels), way.rectified(scope, h));
        return way.convolved(scope.child("logits"), one(outputs), way.rectified(scope, h));
    }

    private MaskedConv2d one(int filters) {
        return MaskedConv2d.glorot(filters, 1, colours, Type.B);
    }
}

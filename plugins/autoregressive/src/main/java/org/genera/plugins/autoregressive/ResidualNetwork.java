package org.genera.plugins.autoregressive;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.genera.nn.MaskedConv2d;
import org.genera.nn.MaskedConv2d.Type;
import org.genera.nn.Scope;
import org.genera.plugins.autoregressive.ResidualLayer.Layout;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The frame of PixelCNN and PixelRNN (van den Oord, Kalchbrenner and Kavukcuoglu 2016, sec. 3 and table 1): a 7×7 convolution of type A,
 * residual layers, two more 1×1 convolutions.
 *
 * @param scope of its weights
 * @param layers residual ones
 * @param layout of the features
 * @param outputs numbers for a pixel, equally many for each channel
 */
record ResidualNetwork(Scope scope, List<ResidualLayer> layers, Layout layout, int outputs) implements PixelNetwork {
    private static final int FIRST_KERNEL = 7;

    /** With as many layers of one kind. */
    static ResidualNetwork of(
            Scope scope, int count, Layout layout, int outputs, Function<Layout, ResidualLayer> layer) {
        List<ResidualLayer> layers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            layers.add(layer.apply(layout));
        }
        return new ResidualNetwork(scope, List.copyOf(layers), layout, outputs);
    }

    /** How a layer is applied. */
    private interface Application {
        Operand<TFloat32> of(ResidualLayer layer, Scope place, Operand<TFloat32> x);
    }

    @Override
    public Operand<TFloat32> logits(Operand<TFloat32> pictures, @Nullable Operand<TFloat32> classes) {
        return pass(pictures, classes, Way.ALL, (layer, place, x) -> layer.all(place, x));
    }

    @Override
    public List<Memory> memories() {
        List<Memory> memories = new ArrayList<>();
        memories.add(Memory.ofPixels(layout.colours(), Place.before(FIRST_KERNEL, FIRST_KERNEL)));
        layers.forEach(layer -> memories.addAll(layer.memories()));
        return memories;
    }

    @Override
    public List<Operand<TFloat32>> row(List<Operand<TFloat32>> above, @Nullable Operand<TFloat32> classes) {
        Iterator<Operand<TFloat32>> next = above.iterator();
        List<Operand<TFloat32>> given = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            given.addAll(layers.get(i).row(place(i), next));
        }
        return given;
    }

    @Override
    public At at(List<Operand<TFloat32>> windows, Operand<TFloat32> own, @Nullable Operand<TFloat32> classes) {
        OnePixel way = new OnePixel(windows);
        return way.giving(pass(own, classes, way, (layer, place, x) -> layer.at(place, x, way)));
    }

    private Operand<TFloat32> pass(
            Operand<TFloat32> x, @Nullable Operand<TFloat32> classes, Way way, Application application) {
        Ops tf = scope.tf();
        Operand<TFloat32> h = way.convolved(
                scope.child("first"),
                MaskedConv2d.glorot(layout.channels(), FIRST_KERNEL, layout.colours(), Type.A),
                x);
        if (classes != null) {
            h = tf.math.add(h, ClassBias.of(scope.child("classes"), classes, h));
        }
        for (int i = 0; i < layers.size(); i++) {
            // Not Add: fusing that with the ReLU behind it fails where it is read twice, and the log is full of it.
            h = tf.math.addN(List.of(h, application.of(layers.get(i), place(i), h)));
        }
        h = way.convolved(scope.child("last"), layout.one(layout.channels()), way.rectified(scope, h));
        return way.convolved(scope.child("logits"), layout.one(outputs), way.rectified(scope, h));
    }

    private Scope place(int layer) {
        return scope.child("block" + layer);
    }
}

package org.genera.plugins.autoregressive;

import java.util.List;
import org.genera.nn.MaskedConv2d;
import org.genera.nn.MaskedConv2d.Type;
import org.genera.nn.Scope;
import org.genera.plugins.autoregressive.PixelNetwork.Memory;
import org.genera.plugins.autoregressive.PixelNetwork.Place;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The layer of a PixelCNN (fig. 5, left): 2h → h (1×1), h → h (3×3), h → 2h (1×1), all of type B and behind a ReLU. What lies to the right
 * above is hidden from it by and by (its blind spot).
 */
record ConvolutionalLayer(Layout layout) implements ResidualLayer {
    private static final int KERNEL = 3;

    @Override
    public Operand<TFloat32> all(Scope place, Operand<TFloat32> x) {
        return pass(place, x, Way.ALL);
    }

    @Override
    public List<Memory> memories() {
        return List.of(Memory.ofPixels(layout.inner(), Place.before(KERNEL, KERNEL)));
    }

    @Override
    public Operand<TFloat32> at(Scope place, Operand<TFloat32> x, OnePixel way) {
        return pass(place, x, way);
    }

    private Operand<TFloat32> pass(Scope place, Operand<TFloat32> x, Way way) {
        Operand<TFloat32> inner = way.convolved(place.child("in"), layout.one(layout.inner()), way.rectified(place, x));
        inner = way.convolved(
                place.child("middle"),
                MaskedConv2d.glorot(layout.inner(), KERNEL, layout.colours(), Type.B),
                way.rectified(place, inner));
        return way.convolved(place.child("out"), layout.one(layout.channels()), way.rectified(place, inner));
    }
}

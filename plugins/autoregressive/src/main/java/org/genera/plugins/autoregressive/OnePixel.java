package org.genera.plugins.autoregressive;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.genera.nn.MaskedConv2d;
import org.genera.nn.Scope;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** To one pixel of each picture: features are [B, channels], and what is before the pixel comes from memories. */
final class OnePixel implements Way {
    private final Iterator<Operand<TFloat32>> windows;
    private final List<Operand<TFloat32>> remembered = new ArrayList<>();

    /** @param windows of all memories that pixels see, in the order in which layers ask for them */
    OnePixel(List<Operand<TFloat32>> windows) {
        this.windows = windows.iterator();
    }

    @Override
    public Operand<TFloat32> convolved(Scope place, MaskedConv2d convolution, Operand<TFloat32> x) {
        if (convolution.before() == 0) {
            return convolution.at(place, x, x);
        }
        remembered.add(x);
        return convolution.at(place, windows.next(), x);
    }

    /** Not ReLU: the optimizer of graphs stumbles over fusing that with products of matrices, and the log is full of it. */
    @Override
    public Operand<TFloat32> rectified(Scope place, Operand<TFloat32> x) {
        return place.tf().math.maximum(x, place.tf().constant(0f));
    }

    /** The next window. */
    Operand<TFloat32> window() {
        return windows.next();
    }

    /** Numbers that a later pixel sees. */
    void remember(Operand<TFloat32> numbers) {
        remembered.add(numbers);
    }

    /** What is remembered of this pixel but for the picture itself, which is the first. */
    PixelNetwork.At giving(Operand<TFloat32> logits) {
        return new PixelNetwork.At(logits, List.copyOf(remembered.subList(1, remembered.size())));
    }
}

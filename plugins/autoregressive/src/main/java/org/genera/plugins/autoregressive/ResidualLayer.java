package org.genera.plugins.autoregressive;

import java.util.Iterator;
import java.util.List;
import org.genera.nn.MaskedConv2d;
import org.genera.nn.MaskedConv2d.Type;
import org.genera.nn.Scope;
import org.genera.plugins.autoregressive.PixelNetwork.Memory;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** A layer of a network whose output is added to its input (van den Oord, Kalchbrenner and Kavukcuoglu 2016, fig. 5). */
interface ResidualLayer {

    /**
     * All pixels at once.
     *
     * @param x [B, H, W, 2h]
     * @return [B, H, W, 2h]
     */
    Operand<TFloat32> all(Scope place, Operand<TFloat32> x);

    /** What is remembered for it, in the order in which it asks for and gives it. */
    List<Memory> memories();

    /**
     * One pixel of each picture.
     *
     * @param x [B, 2h]
     * @param way gives what is remembered of earlier pixels and takes what is to be remembered of this
     * @return [B, 2h]
     */
    Operand<TFloat32> at(Scope place, Operand<TFloat32> x, OnePixel way);

    /** What it computes for a row before its first pixel, as {@link PixelNetwork#row}. */
    default List<Operand<TFloat32>> row(Scope place, Iterator<Operand<TFloat32>> above) {
        return List.of();
    }

    /**
     * Features of a pixel.
     *
     * @param channels 2h between layers; within one there are h
     * @param colours in so many groups they come, one for each channel of the picture
     */
    record Layout(int channels, int colours) {

        /** h. */
        int inner() {
            return channels / 2;
        }

        /** A 1×1 convolution. */
        MaskedConv2d one(int filters) {
            return MaskedConv2d.glorot(filters, 1, colours, Type.B);
        }
    }
}

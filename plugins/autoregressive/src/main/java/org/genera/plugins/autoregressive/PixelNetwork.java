package org.genera.plugins.autoregressive;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** A network that says of each pixel, from those before it, how probable its levels are. */
interface PixelNetwork {

    /**
     * All pixels at once.
     *
     * @param pictures [B, H, W, C], as the network sees values
     * @param classes which class each is of, as [B, K] of zeros and a one; null where none is known
     * @return [B, H, W, C × levels]
     */
    Operand<TFloat32> logits(Operand<TFloat32> pictures, @org.jspecify.annotations.Nullable Operand<TFloat32> classes);

    /** What of earlier pixels a pixel is computed from: the picture first, then what layers gave there. */
    List<Memory> memories();

    /**
     * One pixel of each picture.
     *
     * @param windows for each memory what it holds of the pixels before this one in its window: [B, before × channels]
     * @param own the pixel itself: [B, C]; channels that are to be drawn yet do not matter to those before them
     * @param classes as for all pixels
     */
    At at(
            List<Operand<TFloat32>> windows,
            Operand<TFloat32> own,
            @org.jspecify.annotations.Nullable Operand<TFloat32> classes);

    /**
     * A layer's numbers for each pixel, that later pixels see through a window.
     *
     * @param channels numbers for a pixel
     * @param kernel height and width of the window
     */
    record Memory(int channels, int kernel) {
        int before() {
            return kernel * kernel / 2;
        }
    }

    /**
     * What there is to know of one pixel.
     *
     * @param logits [B, C × levels]
     * @param remembered for each memory but the first, the picture, its numbers here: [B, channels]
     */
    record At(Operand<TFloat32> logits, List<Operand<TFloat32>> remembered) {}
}

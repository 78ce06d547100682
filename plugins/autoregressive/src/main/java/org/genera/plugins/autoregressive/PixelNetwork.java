package org.genera.plugins.autoregressive;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** A network that says of each pixel, from those before it, how probable its levels are. */
interface PixelNetwork {

    /**
     * All pixels at once.
     *
     * @param pictures [B, H, W, C], as the network sees values
     * @param classes which class each is of, as [B, K] of zeros and a one; null where none is known
     * @return [B, H, W, C × outputs]
     */
    Operand<TFloat32> logits(Operand<TFloat32> pictures, @Nullable Operand<TFloat32> classes);

    /** What pixels and rows are computed from: the picture first, then what layers gave. */
    List<Memory> memories();

    /**
     * What is computed for the pixels of a row together, before the first of them is known.
     *
     * @param above for each memory of which rows see some above, these: [B, above, W, channels], zeros beyond the picture
     * @param classes as for all pixels
     * @return for each memory that rows fill its numbers in this row: [B, W, channels]
     */
    default List<Operand<TFloat32>> row(List<Operand<TFloat32>> above, @Nullable Operand<TFloat32> classes) {
        return List.of();
    }

    /**
     * One pixel of each picture.
     *
     * @param windows for each memory of which pixels see a window, this: [B, window × channels], zeros beyond the picture
     * @param own the pixel itself: [B, C]; channels that are to be drawn yet do not matter to those before them
     * @param classes as for all pixels
     */
    At at(List<Operand<TFloat32>> windows, Operand<TFloat32> own, @Nullable Operand<TFloat32> classes);

    /**
     * Numbers for each pixel, that later pixels and rows see.
     *
     * @param channels numbers for a pixel
     * @param filled by whom
     * @param window what a pixel sees of it, in this order
     * @param above how many rows above its own a row sees
     */
    record Memory(int channels, Filled filled, List<Place> window, int above) {
        public Memory {
            window = List.copyOf(window);
        }

        /** What pixels give and later ones see in a window. */
        static Memory ofPixels(int channels, List<Place> window) {
            return new Memory(channels, Filled.BY_PIXELS, window, 0);
        }

        /** What rows give and their own pixels see. */
        static Memory forPixelsOfRow(int channels) {
            return new Memory(channels, Filled.BY_ROWS, List.of(new Place(0, 0)), 0);
        }

        /** What rows give and later rows see. */
        static Memory ofRows(int channels, int above) {
            return new Memory(channels, Filled.BY_ROWS, List.of(), above);
        }

        /** Numbers of a window. */
        int windowSize() {
            return window.size() * channels;
        }
    }

    /** When a pixel's numbers are known: once it is drawn, or before its row begins. */
    enum Filled {
        BY_PIXELS,
        BY_ROWS
    }

    /**
     * A pixel as seen from another.
     *
     * @param down at most 0: of its own row or above
     * @param right of it, or left if negative
     */
    record Place(int down, int right) {
        public Place {
            if (down > 0) {
                throw new IllegalArgumentException("need a place in the own row or above, got " + down + " rows below");
            }
        }

        /** The pixels of a window of odd sides that come before its centre, in their order. */
        static List<Place> before(int height, int width) {
            List<Place> places = new ArrayList<>();
            for (int i = 0; i < height * width / 2; i++) {
                places.add(new Place(i / width - height / 2, i % width - width / 2));
            }
            return places;
        }
    }

    /**
     * What there is to know of one pixel.
     *
     * @param logits [B, C × outputs]
     * @param remembered for each memory that pixels fill but the first, the picture, its numbers here: [B, channels]
     */
    record At(Operand<TFloat32> logits, List<Operand<TFloat32>> remembered) {}
}

package org.genera.data.preparation;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.genera.data.random.CounterRandom;
import org.genera.data.sets.StoredExamples;

/**
 * 8-bit values x as draws of 0 or 1 with probability x / 255 (Salakhutdinov and Murray 2008). Four values share 64
 * random bits: a probability is met to 2^-17, and 0 and 255 are certain.
 */
final class BernoulliDraw implements Preparation {
    private static final long DRAWN_ONCE_SEED = 20_260_102;
    private static final VarHandle FOUR_BYTES =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int[] THRESHOLD = new int[256];

    static {
        for (int level = 0; level < THRESHOLD.length; level++) {
            THRESHOLD[level] = (int) Math.round(level * 65_536.0 / 255);
        }
    }

    private final StoredExamples.Bytes stored;

    BernoulliDraw(StoredExamples.Bytes stored) {
        this.stored = stored;
    }

    /** The same draw at every step and for every seed. */
    Preparation drawnOnce() {
        CounterRandom fixed = CounterRandom.of(DRAWN_ONCE_SEED, "static binarisation");
        return (index, draws, target, offset) -> write(index, fixed.at(index), target, offset);
    }

    @Override
    public void write(int index, CounterRandom draws, float[] target, int offset) {
        byte[] values = stored.values();
        int size = stored.shape().size();
        int start = stored.start(index);
        int whole = size & ~3;
        Arrays.fill(target, offset, offset + whole, 0);
        for (int i = 0; i < whole; i += 4) {
            int from = start + i;
            int to = offset + i;
            if ((int) FOUR_BYTES.get(values, from) == 0) {
                // The empty ground of a picture, most of it: certain, so nothing is drawn.
                continue;
            }
            long bits = draws.bits(i >> 2);
            target[to] = draw(bits, values[from]);
            target[to + 1] = draw(bits >>> 16, values[from + 1]);
            target[to + 2] = draw(bits >>> 32, values[from + 2]);
            target[to + 3] = draw(bits >>> 48, values[from + 3]);
        }
        for (int i = whole; i < size; i++) {
            target[offset + i] = draw(draws.bits(i >> 2) >>> (16 * (i & 3)), values[start + i]);
        }
    }

    /** The sign bit of a difference instead of a comparison, whose outcome no processor can predict. */
    private static int draw(long bits, byte level) {
        return ((int) (bits & 0xFFFF) - THRESHOLD[level & 0xFF]) >>> 31;
    }
}

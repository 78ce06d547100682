package org.genera.data;

/**
 * 8-bit values x as draws of 0 or 1 with probability x / 255 (Salakhutdinov and Murray 2008). Four values share 64
 * random bits: a probability is met to 2^-17, and 0 and 255 are certain.
 */
final class BernoulliDraw implements Preparation {
    private static final long DRAWN_ONCE_SEED = 20_260_102;
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
        int start = index * size;
        long bits = 0;
        for (int i = 0; i < size; i++) {
            bits = (i & 3) == 0 ? draws.bits(i >> 2) : bits >>> 16;
            target[offset + i] = (bits & 0xFFFF) < THRESHOLD[values[start + i] & 0xFF] ? 1 : 0;
        }
    }
}

package org.genera.data;

/**
 * 8-bit values x as {@code scale * (x + u) / 256 + shift} with u uniform in [0, 1) (Uria et al. 2013). u has 16 bits, so
 * that (x + u) / 256 is exact in float32 and stays below 1.
 */
final class Dequantised implements Preparation {
    private final StoredExamples.Bytes stored;
    private final float scale;
    private final float shift;

    Dequantised(StoredExamples.Bytes stored, float scale, float shift) {
        this.stored = stored;
        this.scale = scale;
        this.shift = shift;
    }

    @Override
    public void write(int index, CounterRandom draws, float[] target, int offset) {
        byte[] values = stored.values();
        int size = stored.shape().size();
        int start = index * size;
        long bits = 0;
        for (int i = 0; i < size; i++) {
            bits = (i & 3) == 0 ? draws.bits(i >> 2) : bits >>> 16;
            int fine = (values[start + i] & 0xFF) << 16 | (int) (bits & 0xFFFF);
            target[offset + i] = scale * (fine * 0x1.0p-24f) + shift;
        }
    }
}

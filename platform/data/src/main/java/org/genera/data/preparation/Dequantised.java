package org.genera.data.preparation;

import org.genera.data.random.CounterRandom;
import org.genera.data.sets.StoredExamples;

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
        int start = stored.start(index);
        int whole = size & ~3;
        for (int i = 0; i < whole; i += 4) {
            long bits = draws.bits(i >> 2);
            target[offset + i] = value(bits, values[start + i]);
            target[offset + i + 1] = value(bits >>> 16, values[start + i + 1]);
            target[offset + i + 2] = value(bits >>> 32, values[start + i + 2]);
            target[offset + i + 3] = value(bits >>> 48, values[start + i + 3]);
        }
        for (int i = whole; i < size; i++) {
            target[offset + i] = value(draws.bits(i >> 2) >>> (16 * (i & 3)), values[start + i]);
        }
    }

    private float value(long bits, byte level) {
        int fine = (level & 0xFF) << 16 | (int) (bits & 0xFFFF);
        return scale * (fine * 0x1.0p-24f) + shift;
    }
}

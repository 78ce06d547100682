package org.genera.data.preparation;

import java.util.function.DoubleUnaryOperator;
import org.genera.data.random.CounterRandom;
import org.genera.data.sets.StoredExamples;

/** A function of the 256 levels of 8-bit values, looked up. */
final class GreyLevels implements Preparation {
    private final StoredExamples.Bytes stored;
    private final float[] ofLevel;

    private GreyLevels(StoredExamples.Bytes stored, float[] ofLevel) {
        this.stored = stored;
        this.ofLevel = ofLevel;
    }

    static GreyLevels of(StoredExamples.Bytes stored, DoubleUnaryOperator function) {
        float[] ofLevel = new float[256];
        for (int level = 0; level < ofLevel.length; level++) {
            ofLevel[level] = (float) function.applyAsDouble(level);
        }
        return new GreyLevels(stored, ofLevel);
    }

    @Override
    public void write(int index, CounterRandom draws, float[] target, int offset) {
        byte[] values = stored.values();
        float[] table = ofLevel;
        int size = stored.shape().size();
        int start = stored.start(index);
        for (int i = 0; i < size; i++) {
            target[offset + i] = table[values[start + i] & 0xFF];
        }
    }
}

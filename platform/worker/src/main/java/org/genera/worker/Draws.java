package org.genera.worker;

import java.util.OptionalInt;
import org.genera.spi.DataShape;
import org.genera.spi.Given;
import org.genera.spi.Model;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.Sampling;
import org.genera.spi.Values;

/**
 * Many samples in chunks, so that memory stays bounded and a wish to stop is heard. Chunks have a fixed size and a seed
 * each: index i keeps its noise whatever the count.
 */
final class Draws {
    static final int CHUNK = 500;

    private final Model model;
    private final DataShape shape;
    private final Cancellation cancellation;

    Draws(Model model, DataShape shape, Cancellation cancellation) {
        this.model = model;
        this.shape = shape;
        this.cancellation = cancellation;
    }

    /** {@code count × size} numbers; those beyond the end of a sequence are NaN. */
    float[] values(int count, long seed, String sampler, Values settings, OptionalInt label)
            throws Cancellation.Cancelled {
        float[] values = new float[0];
        for (int from = 0; from < count; from += CHUNK) {
            cancellation.leaveIfAsked();
            int chunk = Math.min(CHUNK, count - from);
            SampleRequest whole = new SampleRequest(chunk, seed(seed, from / CHUNK), sampler, settings);
            Samples samples = ((Sampling) model)
                    .sample(label.isEmpty() ? whole : whole.given(Given.ofClass(label.getAsInt(), chunk, shape)));
            int size = samples.shape().size();
            if (from == 0) {
                values = new float[Math.multiplyExact(count, size)];
            }
            System.arraycopy(SequenceEnds.marked(samples), 0, values, from * size, chunk * size);
        }
        return values;
    }

    /** The first chunk has the seed itself, further ones a mixture (SplitMix64's finaliser). */
    static long seed(long seed, int chunk) {
        if (chunk == 0) {
            return seed;
        }
        long z = seed + 0x9E3779B97F4A7C15L * chunk;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}

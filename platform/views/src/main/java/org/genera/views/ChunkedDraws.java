package org.genera.views;

import java.util.List;
import java.util.Optional;
import org.genera.spi.Given;
import org.genera.spi.Guidance;
import org.genera.spi.Guide;
import org.genera.spi.SampleRequest;
import org.genera.spi.Sampler;
import org.genera.spi.Samples;
import org.genera.spi.Sampling;
import org.genera.spi.Values;

/**
 * Many samples in chunks, so that memory stays bounded and a request to stop is heard. Chunks have a fixed size and a seed
 * each: index i keeps its noise whatever the count.
 */
public final class ChunkedDraws {
    public static final int CHUNK = 500;

    private final Sampling model;
    private final CancellationCheck patience;

    public ChunkedDraws(Sampling model, CancellationCheck patience) {
        this.model = model;
        this.patience = patience;
    }

    /**
     * How samples are drawn.
     *
     * @param sampler of the variant
     * @param settings a value for each of its settings
     * @param guides what leads the draws
     */
    public record Way(Sampler sampler, Values settings, List<Lead> guides) {

        /** Led by nothing. */
        public Way(Sampler sampler, Values settings) {
            this(sampler, settings, List.of());
        }

        /** What to ask a model. */
        public SampleRequest request(int count, long seed) {
            List<Guidance> guidance =
                    guides.stream().map(each -> each.of(count)).toList();
            return new SampleRequest(count, seed, sampler.id(), settings, Optional.empty(), guidance);
        }
    }

    /**
     * What leads any number of draws to one target.
     *
     * @param role that the sampler declares
     * @param guide the model of another run
     * @param target one example of that run's data
     * @param words what the target is, for people, such as {@code the class cross}
     * @param weight of the guide's gradient
     */
    public record Lead(String role, Guide guide, Given target, String words, double weight) {
        Guidance of(int count) {
            return new Guidance(role, guide, target.repeated(count), weight);
        }
    }

    /** {@code count × size} numbers; those beyond the end of a sequence are NaN. */
    public float[] values(int count, long seed, Way way, Givens givens) throws Cancelled {
        float[] values = new float[0];
        for (int from = 0; from < count; from += CHUNK) {
            patience.leaveIfAsked();
            int chunk = Math.min(CHUNK, count - from);
            Samples samples = model.sample(givens.into(way.request(chunk, seed(seed, from / CHUNK)), from));
            int size = samples.shape().size();
            if (from == 0) {
                values = new float[Math.multiplyExact(count, size)];
            }
            System.arraycopy(SequenceEnds.marked(samples), 0, values, from * size, chunk * size);
        }
        return values;
    }

    /** The first chunk has the seed itself, further ones a mixture (SplitMix64's finaliser). */
    public static long seed(long seed, int chunk) {
        if (chunk == 0) {
            return seed;
        }
        long z = seed + 0x9E3779B97F4A7C15L * chunk;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}

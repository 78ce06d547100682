package org.genera.data.random;

/**
 * Random numbers as a pure function of a key and a counter: draw n of a key is the n-th output of SplitMix64 (Steele et
 * al. 2014) seeded with that key, computed directly. So the order of calls changes nothing, any step can be repeated
 * alone, and every machine gives the same bits.
 *
 * @param key which sequence
 */
public record CounterRandom(long key) {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final double TO_UNIT = 0x1.0p-53;

    /** A sequence of its own for each purpose under one seed. */
    public static CounterRandom of(long seed, String purpose) {
        CounterRandom random = new CounterRandom(mix(seed + GOLDEN_GAMMA));
        for (int i = 0; i < purpose.length(); i++) {
            random = random.at(purpose.charAt(i));
        }
        return random;
    }

    /** The sequence that belongs to {@code tag}, such as a step or the index of an example. */
    public CounterRandom at(long tag) {
        // The rotation keeps at(a) apart from the draws of this sequence, which are mix(key + counter * gamma).
        return new CounterRandom(mix(Long.rotateLeft(key, 32) ^ mix(tag * GOLDEN_GAMMA + key)));
    }

    /** 64 random bits. */
    public long bits(long counter) {
        return mix(key + (counter + 1) * GOLDEN_GAMMA);
    }

    /** Uniform in [0, 1), with 53 bits. */
    public double uniform(long counter) {
        return (bits(counter) >>> 11) * TO_UNIT;
    }

    /** The draws of this sequence one after the other. */
    public RandomStream stream() {
        return new RandomStream(this);
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}

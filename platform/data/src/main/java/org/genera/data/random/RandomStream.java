package org.genera.data.random;

/**
 * The draws of one {@link CounterRandom} in their order, for code that needs an unknown number of them. For one thread.
 * Transcendental functions are those of {@link StrictMath}, whose last bit is the same on every machine.
 */
public final class RandomStream {
    private final CounterRandom random;
    private long next;

    RandomStream(CounterRandom random) {
        this.random = random;
    }

    /** Uniform in [0, 1). */
    public double uniform() {
        return random.uniform(next++);
    }

    /** Uniform in [from, to). */
    public double uniform(double from, double to) {
        return from + (to - from) * uniform();
    }

    /** Uniform among the whole numbers 0 to {@code bound} - 1; the bias is below bound / 2^53. */
    public int below(int bound) {
        return (int) (uniform() * bound);
    }

    /** Standard normal, by Box and Muller. */
    public double normal() {
        double radius = Math.sqrt(-2 * StrictMath.log(1 - uniform()));
        return radius * StrictMath.cos(2 * Math.PI * uniform());
    }
}

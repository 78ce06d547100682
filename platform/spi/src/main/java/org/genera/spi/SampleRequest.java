package org.genera.spi;

import java.util.List;
import java.util.Optional;

/**
 * What to draw.
 *
 * @param count how many samples
 * @param seed decides the draws: the same seed and index is the same noise at any step and with any sampler
 * @param sampler id of one of the variant's samplers
 * @param settings a value for each of the sampler's settings
 * @param given what is known of each sample; empty where whole examples are drawn
 * @param guidance what leads the draw, for samplers that declare guides
 */
public record SampleRequest(
        int count, long seed, String sampler, Values settings, Optional<Given> given, List<Guidance> guidance) {

    public SampleRequest {
        if (count < 1) {
            throw new IllegalArgumentException("need count >= 1, got " + count);
        }
        if (given.isPresent() && given.get().examples().count() != count) {
            throw new IllegalArgumentException("need an example to go by for each of " + count + " samples, got "
                    + given.get().examples().count());
        }
        guidance = List.copyOf(guidance);
    }

    /** Whole examples, led by nothing. */
    public SampleRequest(int count, long seed, String sampler, Values settings) {
        this(count, seed, sampler, settings, Optional.empty(), List.of());
    }

    /** Whole examples, with the sampler's default settings. */
    public static SampleRequest of(int count, long seed, Sampler sampler) {
        return new SampleRequest(count, seed, sampler.id(), Values.defaults(sampler.settings()));
    }

    /** The same with other knowledge. */
    public SampleRequest given(Given examples) {
        return new SampleRequest(count, seed, sampler, settings, Optional.of(examples), guidance);
    }

    /** What is known of each sample. */
    public Known known() {
        return given.map(Given::known).orElse(Known.NOTHING);
    }

    /** The class of each sample where it is known, else none. */
    public int[] labels() {
        return given.map(it -> it.examples().labels()).orElseGet(() -> new int[0]);
    }

    /** Puts the known values into what was drawn, so that they come back as they were given. */
    public void restore(float[] drawn) {
        if (given.isEmpty() || known().values().length == 0) {
            return;
        }
        float[] values = given.get().examples().values();
        for (int i = 0; i < drawn.length; i++) {
            if (knows(i)) {
                drawn[i] = values[i];
            }
        }
    }

    /**
     * Whether one of the numbers of all samples is known. Of a prefix that is longer than an example, what lies behind the
     * example's end is not: how long the sample becomes is drawn.
     *
     * @param i from 0 to {@code count × shape.size() - 1}
     */
    public boolean knows(int i) {
        int size = known().values().length;
        if (size == 0 || !known().value(i % size)) {
            return false;
        }
        if (known().prefix() == 0) {
            return true;
        }
        int reach = given.orElseThrow().examples().lengths()[i / size];
        return i % size < known().numbers() / known().prefix() * reach;
    }
}

package org.genera.spi;

import java.util.List;

/**
 * Models that draw: the unknown parts of examples, given the known ones. Where nothing is known they generate; where a
 * label is, from a class; where the first half of a pair is, they translate; where some of the values are, they complete.
 */
public interface Sampling {

    /**
     * Draws samples. The draw with index i depends on the request's seed, on i and on example i of what is given, not on
     * the count: the first 16 of 64 equal the 16 drawn alone, bit for bit. Known values come back bit for bit ({@link
     * SampleRequest#restore}).
     *
     * @throws IllegalArgumentException if the sampler does not fit the trained model; the message is shown to the user
     */
    Samples sample(SampleRequest request);

    /** What this model can be given, of what its variant declares: its values, or data without labels, may take from that. */
    default List<Knowledge> knows() {
        return List.of(Knowledge.NOTHING);
    }
}

package org.genera.spi;

/**
 * Models whose data decide by which sampler they are usually looked at and measured. The samples of all others are drawn
 * with the first sampler of their variant.
 */
public interface DefaultSampler {

    /** Id of one of the variant's samplers, whose default settings are taken. */
    String usualSampler();
}

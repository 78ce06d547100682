package org.genera.spi;

/**
 * Models that know what drawing a sample takes, counted in a way that no machine changes: how often the network runs, as
 * papers on fast samplers report it.
 */
public interface SamplingCost {

    /**
     * Evaluations of the network for one sample of {@link Sampling#sample}, one after the other: 0 where no network is
     * asked, 1 for a decoder or generator, the number of timesteps for a diffusion. Samples drawn together count once.
     *
     * @throws IllegalArgumentException if the sampler does not fit the trained model, as for {@link Sampling#sample}
     */
    int networkEvaluations(SampleRequest request);
}

package org.genera.spi;

/**
 * What a model can do beside drawing samples. A comparison offers what the compared runs share. A variant declares what
 * its models can do on data that suit it, labelled ones where labels matter; a model that lacks what was declared ends its
 * run. Only what depends on labels may be missing, where the data have none or values other than the defaults do without
 * them.
 */
public enum Capability {
    /** {@link ClassSampling}. */
    SAMPLE_BY_CLASS,
    /** {@link Likelihood}, with an exact method. */
    EXACT_LIKELIHOOD,
    /** {@link Likelihood}, with a lower bound. */
    LIKELIHOOD_BOUND,
    /** {@link Likelihood}, with an estimate. */
    LIKELIHOOD_ESTIMATE,
    /** {@link Reconstruction}. */
    RECONSTRUCT,
    /** {@link Encoder}. */
    ENCODE,
    /** {@link LatentSpace}: interpolation and traversal. */
    LATENT_SPACE,
    /** {@link Trajectory}. */
    TRAJECTORY,
    /** {@link Classification}. */
    CLASSIFY,
    /** {@link Critic}. */
    DISCRIMINATE
}

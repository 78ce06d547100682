package org.genera.spi;

/** What a model can do beside drawing samples. A comparison offers what the compared runs share. */
public enum Capability {
    /** {@link SampleRequest#label()} is honoured. */
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

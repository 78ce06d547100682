package org.genera.spi;

import org.genera.spi.Likelihood.Exactness;

/**
 * What a model can do beside drawing samples. A comparison offers what the compared runs share. A variant declares what
 * its models can do on data that suit it, labelled ones where labels matter; a model that lacks what was declared ends its
 * run. Only what depends on labels may be missing, where the data have none or values other than the defaults do without
 * them.
 */
public enum Capability {
    /** With an exact method. */
    EXACT_LIKELIHOOD(Likelihood.class),
    /** With a lower bound. */
    LIKELIHOOD_BOUND(Likelihood.class),
    /** With an estimate. */
    LIKELIHOOD_ESTIMATE(Likelihood.class),
    /** Gives examples back. */
    RECONSTRUCT(Reconstruction.class),
    /** Has a code for each example. */
    ENCODE(Encoder.class),
    /** Decodes latent vectors: interpolation and traversal. */
    LATENT_SPACE(LatentSpaces.class),
    /** Shows how its samples come about. */
    TRAJECTORY(Trajectory.class),
    /** Tells classes apart. */
    CLASSIFY(Classification.class),
    /** Tells real examples from others. */
    DISCRIMINATE(Critic.class),
    /** Puts examples into whole numbers on a grid and back. */
    CODES(Codes.class),
    /** Knows the gradient of the log density. */
    SCORE(ScoreField.class),
    /** Leads another model's draws. */
    GUIDE(Guide.class),
    /** Puts examples, or halves of pairs, into one space of vectors. */
    EMBED(Embedding.class);

    private final Class<?> type;

    Capability(Class<?> type) {
        this.type = type;
    }

    /** The interface that a model with this capability implements; several may share one. */
    public Class<?> type() {
        return type;
    }

    /** Whether it may be missing where the data have no labels, or values other than the defaults do without them. */
    public boolean dependsOnLabels() {
        return this == CLASSIFY;
    }

    /** That of scoring with such an exactness. */
    public static Capability of(Exactness exactness) {
        return switch (exactness) {
            case EXACT -> EXACT_LIKELIHOOD;
            case LOWER_BOUND -> LIKELIHOOD_BOUND;
            case ESTIMATE -> LIKELIHOOD_ESTIMATE;
        };
    }
}

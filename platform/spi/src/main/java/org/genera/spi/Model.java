package org.genera.spi;

import java.nio.file.Path;

/**
 * A model in a worker process. What it can do beyond this it says by implementing {@link Sampling}, {@link Likelihood}, {@link
 * Reconstruction}, {@link Encoder}, {@link LatentSpaces}, {@link Trajectory}, {@link Classification}, {@link Critic}, {@link Codes}, {@link ScoreField},
 * {@link Guide}, {@link Embedding},
 * {@link SamplingCost}, {@link DefaultSampler} or {@link Profiles}.
 *
 * <p>Called by one thread. All randomness is a pure function of the model's seed, the step or the request, and the
 * purpose, so that a run resumed from a checkpoint equals an uninterrupted one bit for bit.
 */
public interface Model extends AutoCloseable {

    /**
     * One training step; a GAN may run two optimizers on fresh minibatches each, EM one iteration over everything.
     *
     * @return the values of some or all of the stage's metrics at this step, before the update
     */
    StepReport trainStep(Batches batches);

    /** How many trainable numbers the model has. */
    long parameterCount();

    /** Writes everything that training needs to go on, optimizer state included, into the empty folder. */
    void save(Path checkpoint);

    /** Restores what {@link #save} wrote for a model of the same specification. */
    void restore(Path checkpoint);

    @Override
    void close();
}

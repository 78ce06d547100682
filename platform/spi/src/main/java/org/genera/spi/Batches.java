package org.genera.spi;

import java.util.OptionalDouble;

/**
 * What a training step may read, and where in the training it stands. How far the data have been read is the platform's
 * to know: a resumed run goes on with the minibatch that an uninterrupted one would read.
 */
public interface Batches {

    /**
     * The next minibatch, of the experiment's batch size; a step may ask for several.
     *
     * @throws IllegalArgumentException if the stage does not read minibatches
     */
    Batch next();

    /**
     * The whole training split, the same each time.
     *
     * @throws IllegalArgumentException if the stage does not read the whole split
     */
    Batch all();

    /**
     * The training step, 1 for the first, counted through all stages; random draws are a pure function of the seed,
     * this step and their purpose.
     */
    long step();

    /** The stage that the step belongs to. */
    Stage stage();

    /**
     * How much of the stage's budget was spent before this step, from 0 to below 1; empty for a budget in seconds, so
     * that nothing that is learned depends on the clock.
     */
    OptionalDouble progress();
}

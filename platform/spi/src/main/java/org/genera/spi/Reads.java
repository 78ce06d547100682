package org.genera.spi;

/** What one training step reads. */
public enum Reads {
    /** One minibatch of the experiment's batch size or several. */
    MINIBATCH,
    /** The whole training split: closed forms and EM. */
    WHOLE_SPLIT,
    /** Nothing; the data decide only the shape, or the model builds on something else. */
    NOTHING
}

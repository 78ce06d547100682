package org.genera.views;

/** What a request for a view may choose, beside the checkpoint, how many, and the noise. */
public enum Argument {
    /** A sampler of the variant and its settings. */
    SAMPLER,
    /** A class. */
    LABEL,
    /** Which part of the test examples is known. */
    PATTERN
}

package org.genera.spi;

import java.util.Optional;

/** Models that map an example to a code. */
public interface Encoder {

    /** Numbers in a code, at least 1. */
    int codeWidth();

    /**
     * Id of the one of the model's {@link LatentSpaces} that codes lie in, so that decoding them gives examples back; empty
     * where they lie in none.
     */
    Optional<String> codeSpace();

    /** The code of each example: {@code count × codeWidth} numbers, deterministic (the mean of a posterior). */
    float[] encode(Batch batch);
}

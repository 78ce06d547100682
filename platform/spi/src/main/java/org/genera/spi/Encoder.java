package org.genera.spi;

/** Models that map an example to a code. */
public interface Encoder {

    /** The code of each example: {@code count × width} numbers, deterministic (the mean of a posterior). */
    float[] encode(Batch batch);
}

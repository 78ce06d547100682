package org.genera.spi;

import java.util.Optional;
import java.util.Set;

/**
 * Models that put examples, or either half of a pair, into one space of vectors, where what belongs together lies close:
 * CLIP, and what measures compare pictures by.
 */
public interface Embedding {

    /** Numbers in a vector, at least 1. */
    int embeddingWidth();

    /** What the cosine of two vectors is multiplied by to be a logit, above 0; 1 where nothing was learned. */
    double scale();

    /** Which halves of a pair it embeds; empty where it embeds whole examples. */
    Set<Half> halves();

    /**
     * The vector of each example, deterministic: {@code count × width} numbers.
     *
     * @param examples whole, or of the half alone where one is named
     * @param half one of {@link #halves()}, or empty for whole examples
     */
    float[] embed(Batch examples, Optional<Half> half);
}

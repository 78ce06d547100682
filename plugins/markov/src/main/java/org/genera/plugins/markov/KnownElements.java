package org.genera.plugins.markov;

import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.Given;
import org.genera.spi.Known;
import org.genera.spi.SampleRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a request knows of the elements of sequences.
 *
 * @param examples null where nothing is known
 */
record KnownElements(
        DataShape.Sequence shape, Known known, @Nullable Batch examples) {

    static KnownElements of(DataShape.Sequence shape, SampleRequest request) {
        boolean some = request.known().values().length > 0;
        return new KnownElements(
                shape,
                request.known(),
                some ? request.given().map(Given::examples).orElseThrow() : null);
    }

    /** Whether anything is. */
    boolean any() {
        return examples != null;
    }

    /** Whether a number of an element is known. */
    boolean value(int i, int t, int coordinate) {
        return examples != null && t < examples.lengths()[i] && known.value(t * shape.width() + coordinate);
    }

    /** A number that is known. */
    float valueAt(int i, int t, int coordinate) {
        if (examples == null) {
            throw new IllegalStateException("expected something to be known, got nothing");
        }
        return examples.values()[i * shape.size() + t * shape.width() + coordinate];
    }

    /** Puts what is known of an element into what was drawn. */
    void restore(int i, int t, float[] values, int at) {
        for (int j = 0; j < shape.width(); j++) {
            if (value(i, t, j)) {
                values[at + j] = valueAt(i, t, j);
            }
        }
    }
}

package org.genera.worker.measures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.genera.spi.Batch;
import org.genera.views.ChunkedDraws;

/** The test examples that are scored, whole and in chunks. */
final class TestExamples {
    private final Batch whole;

    TestExamples(Batch whole) {
        this.whole = whole;
    }

    Batch whole() {
        return whole;
    }

    int count() {
        return whole.count();
    }

    /** Elements of all sequences together, 0 where examples are none. */
    long elements() {
        return Arrays.stream(whole.lengths()).asLongStream().sum();
    }

    /** The first ones, at most so many. */
    Batch first(int count) {
        return slice(0, Math.min(count, whole.count()));
    }

    /** All of them, {@link ChunkedDraws#CHUNK} at a time. */
    List<Batch> chunks() {
        List<Batch> chunks = new ArrayList<>();
        for (int from = 0; from < whole.count(); from += ChunkedDraws.CHUNK) {
            chunks.add(slice(from, Math.min(from + ChunkedDraws.CHUNK, whole.count())));
        }
        return chunks;
    }

    private Batch slice(int from, int to) {
        return whole.take(IntStream.range(from, to).toArray());
    }
}

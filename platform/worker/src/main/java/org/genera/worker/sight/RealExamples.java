package org.genera.worker.sight;

import java.util.stream.IntStream;
import org.genera.data.random.CounterRandom;
import org.genera.data.random.RandomStream;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;

/**
 * The training examples of a study, in two parts: those that count as seen, as a model would have seen them, and fresh ones,
 * which stand in place of samples.
 *
 * @param shape of one
 * @param classes how many labels there are, 0 where there are none
 * @param seen at least {@code samples}
 * @param fresh more than {@code samples}, so that sets of them differ
 * @param samples in a set
 */
public record RealExamples(DataShape shape, int classes, Batch seen, Batch fresh, int samples) {

    /**
     * Parts a random choice of training examples in halves: equal ones, so that their chance deviations from the
     * distribution are alike.
     *
     * @param usual how many samples are usual
     */
    public static RealExamples of(DataShape shape, int classes, Batch choice, int usual) {
        int half = choice.count() / 2;
        return new RealExamples(
                shape,
                classes,
                choice.take(IntStream.range(0, half).toArray()),
                choice.take(IntStream.range(half, choice.count()).toArray()),
                Math.min(usual, half / 2));
    }

    /** Places of all examples in random order. */
    static int[] shuffled(int count, RandomStream random) {
        int[] places = IntStream.range(0, count).toArray();
        for (int i = 0; i < count - 1; i++) {
            int other = i + random.below(count - i);
            int place = places[i];
            places[i] = places[other];
            places[other] = place;
        }
        return places;
    }

    /** The fresh examples in the order of a repeat, of which a set takes the first. */
    IntStream order(CounterRandom ofRepeat) {
        return IntStream.of(shuffled(fresh.count(), ofRepeat.at(0).stream()));
    }

    /** The whole set of a repeat. */
    Batch set(CounterRandom ofRepeat) {
        return fresh.take(order(ofRepeat).limit(samples).toArray());
    }

    /** What part of the fresh examples a set is. */
    double share() {
        return (double) samples / fresh.count();
    }

    int size() {
        return shape.size();
    }
}

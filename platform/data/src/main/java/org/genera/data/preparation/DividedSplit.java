package org.genera.data.preparation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.genera.data.random.CounterRandom;
import org.genera.data.sets.EpochOrder;
import org.genera.data.sets.IndexRange;
import org.genera.data.sets.Split;
import org.genera.data.sets.StoredExamples;
import org.genera.spi.Half;

/**
 * Which examples a run trains on, which something is chosen by, and which are tested on; the same for all runs of an
 * experiment.
 *
 * @param train in rising order
 * @param validation in the order in which they are scored; empty where nothing is chosen
 * @param test all there are
 * @param scored the same in the order in which they are scored
 */
@SuppressWarnings("ArrayRecordComponent")
public record DividedSplit(int[] train, int[] validation, IndexRange test, int[] scored) {
    private static final long DIVISION_SEED = 20_260_107;

    /**
     * Divides a split.
     *
     * @param aligned whether the halves of pairs belong together
     * @throws IllegalArgumentException if a share is to be kept and nothing would be left to train on
     */
    public static DividedSplit of(Split split, Division division, StoredExamples stored, boolean aligned) {
        int kept = division.kept(split.train().size());
        int[] train = split.train().indices();
        int[] validation = new int[0];
        if (kept > 0) {
            boolean[] held =
                    held(train, kept, aligned ? IntStream.range(0, train.length).toArray() : alike(stored, train));
            validation = atRandom(chosen(train, held, true), "validation");
            train = chosen(train, held, false);
        }
        int[] test = split.test().indices();
        return new DividedSplit(
                train,
                validation,
                split.test(),
                division.scored() == Division.Scored.RANDOM ? atRandom(test, "test") : test);
    }

    /** Examples by what is done with them: {@code train}, {@code validation} or {@code test}. */
    public int[] named(String name) {
        return switch (name) {
            case "train" -> train;
            case "validation" -> validation;
            case "test" -> test.indices();
            default ->
                throw new IllegalArgumentException("split: expected train, validation or test, got \"" + name + "\"");
        };
    }

    /**
     * Holds groups of examples, chosen at random, until so many examples are held; the last group is never held.
     *
     * @param groups for each example the place of the first that it is to stay with
     */
    private static boolean[] held(int[] examples, int kept, int[] groups) {
        int[] each = Arrays.stream(groups).distinct().toArray();
        if (each.length < 2) {
            throw new IllegalArgumentException(
                    "split: expected two pictures or more in each domain, to train on some and"
                            + " choose by others, got one that stands in every example");
        }
        int[] sizes = new int[groups.length];
        for (int group : groups) {
            sizes[group]++;
        }
        boolean[] groupHeld = new boolean[groups.length];
        int count = 0;
        for (int group : atRandom(Arrays.copyOf(each, each.length), "kept to choose by")) {
            if (count >= kept || count + sizes[group] >= examples.length) {
                break;
            }
            groupHeld[group] = true;
            count += sizes[group];
        }
        boolean[] held = new boolean[groups.length];
        for (int i = 0; i < groups.length; i++) {
            held[i] = groupHeld[groups[i]];
        }
        return held;
    }

    /**
     * Examples of two unpaired domains that share a half stay together: the smaller domain starts again beside the larger
     * one, and what is kept to choose by must not be trained on beside another.
     *
     * @return for each the place of the first that it stays with
     */
    private static int[] alike(StoredExamples stored, int[] examples) {
        int[] first = IntStream.range(0, examples.length).toArray();
        for (Half half : Half.values()) {
            StoredExamples halves = stored.half(half);
            float[] values = new float[halves.shape().size()];
            // Two that differ and have one hash stay together too, which harms nothing.
            Map<Integer, Integer> seen = new HashMap<>();
            for (int i = 0; i < examples.length; i++) {
                halves.copy(examples[i], values, 0);
                Integer before = seen.putIfAbsent(Arrays.hashCode(values), i);
                if (before != null) {
                    int one = root(first, before);
                    int other = root(first, i);
                    first[Math.max(one, other)] = Math.min(one, other);
                }
            }
        }
        for (int i = 0; i < first.length; i++) {
            first[i] = root(first, i);
        }
        return first;
    }

    private static int root(int[] first, int place) {
        int found = place;
        while (first[found] != found) {
            found = first[found];
        }
        return found;
    }

    private static int[] chosen(int[] examples, boolean[] held, boolean wanted) {
        return IntStream.range(0, examples.length)
                .filter(i -> held[i] == wanted)
                .map(i -> examples[i])
                .toArray();
    }

    private static int[] atRandom(int[] examples, String purpose) {
        EpochOrder order = new EpochOrder(examples, CounterRandom.of(DIVISION_SEED, purpose));
        return IntStream.range(0, examples.length).map(order::example).toArray();
    }
}

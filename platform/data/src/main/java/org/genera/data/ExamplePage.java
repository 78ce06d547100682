package org.genera.data;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.genera.data.sets.ChosenExamples;
import org.genera.data.sets.Examples;
import org.genera.data.sets.Factors;
import org.genera.data.sets.IndexRange;
import org.genera.data.sets.StoredSet;

/**
 * Which examples of a data set to show.
 *
 * @param split {@code train} or {@code test}, of the data set's own split
 * @param label only examples of this class, or of any
 * @param offset how many of these to skip
 * @param count at most
 */
public record ExamplePage(String split, OptionalInt label, int offset, int count) {

    public ExamplePage {
        if (count < 1) {
            throw new IllegalArgumentException("count: expected at least 1 example, got " + count);
        }
        if (offset < 0) {
            throw new IllegalArgumentException("offset: expected at least 0, got " + offset);
        }
    }

    Examples of(StoredSet set) {
        int[] chosen = chosen(set);
        int size = set.card().shape().size();
        float[] values = new float[Math.multiplyExact(chosen.length, size)];
        int sequences = set.card().shape().sequences();
        int[] labels = new int[set.card().classes().isEmpty() ? 0 : chosen.length];
        int[] lengths = new int[chosen.length * sequences];
        int[] done = new int[1];
        ChosenExamples.read(set, chosen, (index, block, place) -> {
            block.copy(place, values, done[0] * size);
            if (labels.length > 0) {
                labels[done[0]] = block.labels()[place];
            }
            System.arraycopy(block.lengthsOf(place), 0, lengths, done[0] * sequences, sequences);
            done[0]++;
        });
        return new Examples(set.card().shape(), chosen.length, values, labels, lengths);
    }

    List<List<Double>> factors(StoredSet set, Factors known) {
        return Arrays.stream(chosen(set))
                .mapToObj(index -> Arrays.stream(known.of(index)).boxed().toList())
                .toList();
    }

    private int[] chosen(StoredSet set) {
        IndexRange range = set.split().named(split);
        if (label.isEmpty()) {
            int from = (int) Math.min(range.to(), (long) range.from() + offset);
            int to = (int) Math.min(range.to(), (long) from + count);
            return IntStream.range(from, to).toArray();
        }
        int classes = set.card().classes().size();
        if (label.getAsInt() < 0 || label.getAsInt() >= classes) {
            throw new IllegalArgumentException("label: expected "
                    + (classes == 0 ? "none, since the examples have no classes" : "0 to " + (classes - 1)) + ", got "
                    + label.getAsInt());
        }
        int[] labels = set.labels(range);
        return IntStream.range(0, labels.length)
                .filter(i -> labels[i] == label.getAsInt())
                .skip(offset)
                .limit(count)
                .map(i -> range.from() + i)
                .toArray();
    }
}

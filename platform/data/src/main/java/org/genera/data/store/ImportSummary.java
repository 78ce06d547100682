package org.genera.data.store;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What is known of an imported set once all its values are read.
 *
 * @param labels one for each example, or empty
 * @param classes names of the labels, or empty
 * @param trainExamples how many examples came first and are meant for training; 0 where the files do not say
 * @param order in which the examples are kept
 * @param what the examples are, such as "grey images of 28 × 28 pixels"
 * @param files they came from, for people
 * @param lengths how many elements each sequence has, or empty where examples are none
 * @param symbols names of the symbols 0, 1, 2 … of sequences, or empty where elements are no symbols
 * @param columns names of the coordinates, or empty where the files do not name them
 * @param aligned whether the halves of pairs belong together; true where examples are no pairs
 */
@SuppressWarnings("ArrayRecordComponent")
public record ImportSummary(
        int[] labels,
        List<String> classes,
        int trainExamples,
        Order order,
        String what,
        String files,
        int[] lengths,
        List<String> symbols,
        List<String> columns,
        boolean aligned) {

    /** Contents whose examples are no sequences. */
    public ImportSummary(
            int[] labels, List<String> classes, int trainExamples, Order order, String what, String files) {
        this(labels, classes, trainExamples, order, what, files, new int[0], List.of(), List.of(), true);
    }

    /** In which order examples are kept. */
    public enum Order {
        /** As they came. */
        AS_READ,
        /** Shuffled by a fixed seed, training and test examples each among themselves. */
        SHUFFLED
    }

    /** Contents whose classes are called 0, 1, 2 … */
    public static ImportSummary numbered(int[] labels, int trainExamples, Order order, String what, String files) {
        int classes = 0;
        for (int label : labels) {
            classes = Math.max(classes, label + 1);
        }
        return new ImportSummary(labels, numbers(classes), trainExamples, order, what, files);
    }

    /** The same with other names of the classes. */
    public ImportSummary named(List<String> names) {
        if (names.size() != classes.size()) {
            throw new IllegalArgumentException(
                    "classes: expected a name for each of the " + classes.size() + " labels, got " + names.size());
        }
        return new ImportSummary(labels, names, trainExamples, order, what, files, lengths, symbols, columns, aligned);
    }

    /**
     * The same for sequences.
     *
     * @param elements how many each has
     * @param names of the symbols, or empty where elements are no symbols
     */
    public ImportSummary ofSequences(int[] elements, List<String> names) {
        return new ImportSummary(labels, classes, trainExamples, order, what, files, elements, names, columns, aligned);
    }

    /**
     * The same with names of the coordinates.
     *
     * @param names one for each, or none
     */
    public ImportSummary withColumns(List<String> names) {
        return new ImportSummary(labels, classes, trainExamples, order, what, files, lengths, symbols, names, aligned);
    }

    /** The same for two domains whose halves do not belong together. */
    public ImportSummary unpaired() {
        return new ImportSummary(labels, classes, trainExamples, order, what, files, lengths, symbols, columns, false);
    }

    public static List<String> numbers(int classes) {
        return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    }
}

package org.genera.data.sets;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which examples are for training and which for testing. Written as {@code train=0-9000,test=9000-10000}, where the
 * second number of a range is one behind its last example.
 */
public record Split(IndexRange train, IndexRange test) {
    private static final Pattern RANGE = Pattern.compile("(train|test)=(\\d{1,9})-(\\d{1,9})");
    private static final String EXPECTED = "split: expected the form train=0-9000,test=9000-10000";

    public Split {
        if (train.overlaps(test)) {
            throw new IllegalArgumentException("split: expected ranges that do not overlap, got train=" + train
                    + " and test=" + test + "; the second number is one behind the last example");
        }
    }

    /** The first examples for training and the rest for testing. */
    public static Split at(int trainExamples, int examples) {
        return new Split(new IndexRange(0, trainExamples), new IndexRange(trainExamples, examples));
    }

    /** Nine tenths for training and the rest for testing, where nobody said otherwise. */
    public static Split usual(int examples) {
        if (examples < 2) {
            throw new IllegalArgumentException(
                    "split: expected at least 2 examples, one to train on and one to test on, got " + examples);
        }
        return at(examples - Math.max(1, examples / 10), examples);
    }

    /**
     * Reads a split of a data set.
     *
     * @param examples how many the data set holds
     */
    public static Split parse(String text, int examples) {
        String[] parts = text.replace(" ", "").split(",", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException(EXPECTED + ", got \"" + text + "\"");
        }
        IndexRange first = range(parts[0], text, examples);
        IndexRange second = range(parts[1], text, examples);
        boolean trainFirst = parts[0].startsWith("train=");
        if (trainFirst == parts[1].startsWith("train=")) {
            throw new IllegalArgumentException(
                    EXPECTED + " with one range for train and one for test, got \"" + text + "\"");
        }
        return trainFirst ? new Split(first, second) : new Split(second, first);
    }

    private static IndexRange range(String part, String text, int examples) {
        Matcher matcher = RANGE.matcher(part);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(EXPECTED + ", got \"" + text + "\"");
        }
        IndexRange range = new IndexRange(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)));
        if (range.size() < 1) {
            throw new IllegalArgumentException("split: expected at least one example in each range, got " + part);
        }
        if (range.to() > examples) {
            throw new IllegalArgumentException(
                    "split: expected ranges within the " + examples + " examples of the data set, got " + part);
        }
        return range;
    }

    public IndexRange named(String name) {
        return switch (name) {
            case "train" -> train;
            case "test" -> test;
            default -> throw new IllegalArgumentException("split: expected train or test, got \"" + name + "\"");
        };
    }

    @Override
    public String toString() {
        return "train=" + train + ",test=" + test;
    }
}

package org.genera.data.statistics;

import java.util.List;

/**
 * What a data set looks like in numbers, its own training and test split beside each other.
 *
 * @param fingerprint of the set
 * @param train how much of the training split was looked at
 * @param test how much of the test split was looked at
 * @param classes how often each class occurs, over all examples
 * @param values of the pixels by channel, or of the coordinates by column; of wide vectors the first ones and all together
 * @param lengths of sequences; two where examples are pairs of them
 * @param symbols how often each occurs in the sequences that were read, where they are made of symbols
 * @param factors behind the examples, where they are known
 */
public record DataSetStatistics(
        String fingerprint,
        Extent train,
        Extent test,
        List<Tally> classes,
        List<Distribution> values,
        List<Distribution> lengths,
        List<Tally> symbols,
        List<Distribution> factors) {

    /**
     * A split.
     *
     * @param examples it holds
     * @param read how many of them, chosen at random, the distributions describe
     */
    public record Extent(int examples, int read) {}

    /** How often something occurs in each split. */
    public record Tally(String name, long train, long test) {}

    /**
     * Values over equal bins, the same for both splits.
     *
     * @param name such as red, x, or that of a column
     * @param unit empty for none
     * @param from where the first bin begins
     * @param to where the last bin ends
     * @param names of the bins where each is one value, else empty
     */
    public record Distribution(
            String name, String unit, double from, double to, List<String> names, Spread train, Spread test) {}

    /**
     * The values of one split.
     *
     * @param standardDeviation of these values, with n below
     * @param below how many lie below the first bin
     * @param above how many lie above the last bin
     * @param counts in the bins
     */
    public record Spread(
            double min, double max, double mean, double standardDeviation, long below, long above, List<Long> counts) {}
}

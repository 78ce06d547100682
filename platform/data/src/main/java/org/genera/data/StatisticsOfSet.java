package org.genera.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.genera.data.DataSetStatistics.Distribution;
import org.genera.data.DataSetStatistics.Extent;
import org.genera.data.DataSetStatistics.Tally;
import org.genera.spi.DataShape.Kind;

/**
 * Looks at a set: at all labels, and at the values of as many examples, chosen at random, as take a second or two. Bytes
 * are counted in one pass; floats are read twice, since their bins follow from their range.
 */
final class StatisticsOfSet {
    private static final int BINS = 64;
    private static final int MOST_VALUES = 1 << 25;
    /** Bins reach this many standard deviations at most, so that one far value does not leave all others in one bin. */
    private static final double REACH = 6;

    private final StoredSet set;
    private final List<ValueSeries> series;
    private final int[][] chosen;

    private StatisticsOfSet(StoredSet set) {
        this.set = set;
        this.series = ValueSeries.of(set.card().shape(), set.card().columns());
        int most = Math.max(1, MOST_VALUES / set.card().shape().size());
        this.chosen = new int[][] {
            ChosenExamples.atRandom(set.split().train(), most),
            ChosenExamples.atRandom(set.split().test(), most)
        };
    }

    static DataSetStatistics of(StoredSet set) {
        StatisticsOfSet statistics = new StatisticsOfSet(set);
        return new DataSetStatistics(
                set.card().fingerprint(),
                new Extent(set.split().train().size(), statistics.chosen[0].length),
                new Extent(set.split().test().size(), statistics.chosen[1].length),
                classes(set),
                statistics.values(),
                statistics.lengths(),
                statistics.symbols(),
                statistics.factors());
    }

    private static List<Tally> classes(StoredSet set) {
        List<String> names = set.card().classes();
        long[][] counts = new long[2][names.size()];
        IndexRange[] ranges = {set.split().train(), set.split().test()};
        for (int split = 0; split < ranges.length && !names.isEmpty(); split++) {
            for (int label : set.labels(ranges[split])) {
                counts[split][label]++;
            }
        }
        List<Tally> tallies = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            tallies.add(new Tally(names.get(i), counts[0][i], counts[1][i]));
        }
        return List.copyOf(tallies);
    }

    private List<Distribution> values() {
        Spreading[][] spreads = fresh(series.size());
        boolean bytes = set.card().eightBit();
        for (int i = 0; i < series.size() && bytes; i++) {
            bins(spreads, i, 0, 256, BINS);
        }
        eachValue((split, i, value) -> {
            spreads[split][i].measure(value);
            if (bytes) {
                spreads[split][i].place(value);
            }
        });
        double[][] ranges = new double[series.size()][];
        for (int i = 0; i < ranges.length; i++) {
            ranges[i] = bytes ? new double[] {0, 256} : range(spreads[0][i], spreads[1][i]);
            if (!bytes) {
                bins(spreads, i, ranges[i][0], ranges[i][1], BINS);
            }
        }
        if (!bytes) {
            eachValue((split, i, value) -> spreads[split][i].place(value));
        }
        List<Distribution> distributions = new ArrayList<>();
        for (int i = 0; i < ranges.length; i++) {
            distributions.add(new Distribution(
                    series.get(i).name(),
                    "",
                    ranges[i][0],
                    ranges[i][1],
                    List.of(),
                    spreads[0][i].spread(),
                    spreads[1][i].spread()));
        }
        return List.copyOf(distributions);
    }

    private Optional<Distribution> lengths() {
        if (set.card().shape().kind() != Kind.SEQUENCE) {
            return Optional.empty();
        }
        Spreading[][] spreads = fresh(1);
        eachExample((split, block, place) -> spreads[split][0].measure(block.lengths()[place]));
        int least = (int) Math.min(spreads[0][0].min(), spreads[1][0].min());
        int most = (int) Math.max(spreads[0][0].max(), spreads[1][0].max());
        // Whole numbers in bins of whole numbers.
        int width = (most - least) / BINS + 1;
        int bins = (most - least) / width + 1;
        bins(spreads, 0, least, least + bins * width, bins);
        eachExample((split, block, place) -> spreads[split][0].place(block.lengths()[place]));
        return Optional.of(new Distribution(
                "length",
                "elements",
                least,
                least + bins * width,
                List.of(),
                spreads[0][0].spread(),
                spreads[1][0].spread()));
    }

    private List<Tally> symbols() {
        List<String> names = set.card().symbols();
        if (names.isEmpty()) {
            return List.of();
        }
        long[][] counts = new long[2][names.size()];
        float[] example = new float[set.card().shape().size()];
        eachExample((split, block, place) -> {
            block.copy(place, example, 0);
            for (int i = 0; i < block.lengths()[place]; i++) {
                counts[split][(int) example[i]]++;
            }
        });
        List<Tally> tallies = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            tallies.add(new Tally(names.get(i), counts[0][i], counts[1][i]));
        }
        return List.copyOf(tallies);
    }

    private List<Distribution> factors() {
        if (set.factors().isEmpty()) {
            return List.of();
        }
        Factors known = set.factors().get();
        int number = known.factors().size();
        Spreading[][] spreads = fresh(number);
        for (int i = 0; i < number; i++) {
            Factors.Factor factor = known.factors().get(i);
            int bins = factor.names().isEmpty() ? BINS / 2 : factor.names().size();
            bins(spreads, i, factor.from(), factor.to(), bins);
        }
        for (int split = 0; split < 2; split++) {
            for (int index : chosen[split]) {
                double[] values = known.of(index);
                for (int i = 0; i < number; i++) {
                    spreads[split][i].measure(values[i]);
                    spreads[split][i].place(values[i]);
                }
            }
        }
        List<Distribution> distributions = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            Factors.Factor factor = known.factors().get(i);
            distributions.add(new Distribution(
                    factor.name(),
                    factor.unit(),
                    factor.from(),
                    factor.to(),
                    factor.names(),
                    spreads[0][i].spread(),
                    spreads[1][i].spread()));
        }
        return List.copyOf(distributions);
    }

    /** From the least to the largest value of both splits, or less where few values are far off. */
    private static double[] range(Spreading train, Spreading test) {
        double low = Math.min(train.min(), test.min());
        double high = Math.max(train.max(), test.max());
        Spreading larger = train.count() > 0 ? train : test;
        double reach = REACH * larger.standardDeviation();
        double from = Math.max(low, larger.mean() - reach);
        double to = Math.min(high, larger.mean() + reach);
        return to > from ? new double[] {from, to} : new double[] {low - 0.5, low + 0.5};
    }

    private static Spreading[][] fresh(int number) {
        Spreading[][] spreads = new Spreading[2][number];
        for (Spreading[] split : spreads) {
            Arrays.setAll(split, i -> new Spreading());
        }
        return spreads;
    }

    private static void bins(Spreading[][] spreads, int series, double from, double to, int number) {
        for (Spreading[] split : spreads) {
            split[series].bins(from, to, number);
        }
    }

    @FunctionalInterface
    private interface Value {
        void take(int split, int series, double value);
    }

    private void eachValue(Value taker) {
        if (series.isEmpty()) {
            return;
        }
        float[] example = new float[set.card().shape().size()];
        eachExample((split, block, place) -> {
            block.copy(place, example, 0);
            for (int i = 0; i < series.size(); i++) {
                ValueSeries each = series.get(i);
                int at = each.offset();
                int count = each.countIn(block.lengths(), place, block.shape());
                for (int k = 0; k < count; k++, at += each.stride()) {
                    taker.take(split, i, example[at]);
                }
            }
        });
    }

    @FunctionalInterface
    private interface Example {
        void take(int split, StoredExamples block, int place);
    }

    private void eachExample(Example taker) {
        for (int number = 0; number < chosen.length; number++) {
            int split = number;
            ChosenExamples.read(set, chosen[split], (index, block, place) -> taker.take(split, block, place));
        }
    }
}

package org.genera.data.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.genera.data.sets.ChosenExamples;
import org.genera.data.sets.Factors;
import org.genera.data.sets.IndexRange;
import org.genera.data.sets.StoredExamples;
import org.genera.data.sets.StoredSet;
import org.genera.data.statistics.DataSetStatistics.Distribution;
import org.genera.data.statistics.DataSetStatistics.Extent;
import org.genera.data.statistics.DataSetStatistics.Tally;
import org.genera.spi.DataShape;

/**
 * Looks at a set: at all labels, and at the values of as many examples, chosen at random, as take a second or two. Bytes
 * are counted in one pass; floats are read twice, since their bins follow from their range.
 */
public final class StatisticsOfSet {
    private static final int BINS = 64;
    private static final int MOST_VALUES = 1 << 25;
    /** Bins reach this many standard deviations at most, so that one far value does not leave all others in one bin. */
    private static final double REACH = 6;

    private static final List<String> HALVES = List.of("source", "target");

    private final StoredSet set;
    private final List<ValueSeries> series;
    private final int[][] chosen;

    private StatisticsOfSet(StoredSet set) {
        this.set = set;
        this.series = ValueSeries.of(set.card());
        int most = Math.max(1, MOST_VALUES / set.card().shape().size());
        this.chosen = new int[][] {
            ChosenExamples.atRandom(set.split().train(), most),
            ChosenExamples.atRandom(set.split().test(), most)
        };
    }

    public static DataSetStatistics of(StoredSet set) {
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
        double[][] ranges = new double[series.size()][];
        for (int i = 0; i < ranges.length; i++) {
            if (series.get(i).eightBit()) {
                ranges[i] = new double[] {0, 256};
                bins(spreads, i, 0, 256, BINS);
            }
        }
        eachValue((split, i, value) -> {
            spreads[split][i].measure(value);
            if (series.get(i).eightBit()) {
                spreads[split][i].place(value);
            }
        });
        if (!series.stream().allMatch(ValueSeries::eightBit)) {
            placeFloats(spreads, ranges);
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

    /** Bins of floats follow from their range, so these are read a second time. */
    private void placeFloats(Spreading[][] spreads, double[][] ranges) {
        for (int i = 0; i < ranges.length; i++) {
            if (!series.get(i).eightBit()) {
                ranges[i] = range(spreads[0][i], spreads[1][i]);
                bins(spreads, i, ranges[i][0], ranges[i][1], BINS);
            }
        }
        eachValue((split, i, value) -> {
            if (!series.get(i).eightBit()) {
                spreads[split][i].place(value);
            }
        });
    }

    private List<Distribution> lengths() {
        int sequences = set.card().shape().sequences();
        return IntStream.range(0, sequences)
                .mapToObj(k -> lengths(sequences == 1 ? "length" : "length of the " + HALVES.get(k), k))
                .toList();
    }

    /** @param k which sequence of an example */
    private Distribution lengths(String name, int k) {
        Spreading[][] spreads = fresh(1);
        eachExample((split, block, place) -> spreads[split][0].measure(block.lengthsOf(place)[k]));
        int least = (int) Math.min(spreads[0][0].min(), spreads[1][0].min());
        int most = (int) Math.max(spreads[0][0].max(), spreads[1][0].max());
        // Whole numbers in bins of whole numbers.
        int width = (most - least) / BINS + 1;
        int bins = (most - least) / width + 1;
        bins(spreads, 0, least, least + bins * width, bins);
        eachExample((split, block, place) -> spreads[split][0].place(block.lengthsOf(place)[k]));
        return new Distribution(
                name,
                "elements",
                least,
                least + bins * width,
                List.of(),
                spreads[0][0].spread(),
                spreads[1][0].spread());
    }

    private List<Tally> symbols() {
        List<String> names = set.card().symbols();
        long[][] counts = new long[2][names.size()];
        int offset = 0;
        int sequence = 0;
        int known = 0;
        for (DataShape part : set.card().shape().parts()) {
            if (part instanceof DataShape.Sequence shape && shape.discrete()) {
                countSymbols(counts, offset, sequence, known);
                known += shape.symbols();
            }
            offset += part.size();
            sequence += part.sequences();
        }
        List<Tally> tallies = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            tallies.add(new Tally(names.get(i), counts[0][i], counts[1][i]));
        }
        return List.copyOf(tallies);
    }

    /** @param first where the counts of its alphabet begin */
    private void countSymbols(long[][] counts, int offset, int sequence, int first) {
        float[] example = new float[set.card().shape().size()];
        eachExample((split, block, place) -> {
            block.copy(place, example, 0);
            for (int i = 0; i < block.lengthsOf(place)[sequence]; i++) {
                counts[split][first + (int) example[offset + i]]++;
            }
        });
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
            int[] lengths = block.lengthsOf(place);
            for (int i = 0; i < series.size(); i++) {
                ValueSeries each = series.get(i);
                int at = each.offset();
                int count = each.countIn(lengths);
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

package org.genera.worker.sight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.genera.data.random.CounterRandom;
import org.genera.run.sight.Damage;
import org.genera.spi.Batch;
import org.genera.worker.measures.ExampleMeasures;

/**
 * Damage in the choice of examples, each of which is whole.
 *
 * @param examples to choose from
 */
record ChoiceDamages(RealExamples examples) {
    private static final int COPIED = 10;
    private static final List<Double> PERCENTS = List.of(5.0, 10.0, 25.0, 50.0, 100.0);

    List<Damaging> all() {
        List<Damaging> all = new ArrayList<>();
        List<Double> missing = classesToMiss();
        if (!missing.isEmpty()) {
            all.add(new Damaging(
                    new Damage(
                            "missing",
                            "Missing classes",
                            "of " + examples.classes(),
                            "So many classes are left out, chosen at random; the others fill their place.",
                            missing),
                    this::missing));
        }
        all.add(new Damaging(
                new Damage(
                        "copies",
                        "Copies of few",
                        "% of samples",
                        "This share of the set is copies of " + COPIED + " of its examples.",
                        PERCENTS),
                ChoiceDamages::copies));
        all.add(new Damaging(
                new Damage(
                        "memorised",
                        "Memorised",
                        "% of samples",
                        "This share of the set is examples that a model would have been trained on, each once.",
                        PERCENTS),
                this::memorised));
        List<Double> left = IntStream.of(50, 75, 90, 95)
                .filter(percent -> left(examples.samples(), percent) >= ExampleMeasures.FEWEST)
                .asDoubleStream()
                .boxed()
                .toList();
        all.add(new Damaging(
                new Damage("fewer", "Fewer samples", "% left out", "The set is smaller by this share.", left),
                (whole, strength, random) -> whole.take(
                        IntStream.range(0, left(whole.count(), strength)).toArray())));
        return all;
    }

    private static int left(int count, double percent) {
        return (int) Math.round(count * (1 - percent / 100));
    }

    /** As long as what is left fills a set, whichever they are. */
    private List<Double> classesToMiss() {
        if (!examples.fresh().labelled()) {
            return List.of();
        }
        int[] counts = new int[examples.classes()];
        for (int label : examples.fresh().labels()) {
            counts[label]++;
        }
        Arrays.sort(counts);
        return IntStream.of(1, 2, 4, 6, 8, 9)
                .map(tenths -> Math.max(1, (int) Math.round(examples.classes() * tenths / 10.0)))
                .distinct()
                .filter(k -> Arrays.stream(counts)
                                .limit(Math.max(0, counts.length - k))
                                .sum()
                        >= examples.samples())
                .asDoubleStream()
                .boxed()
                .toList();
    }

    /** What stays of the set is joined by the next in its order. */
    private Batch missing(Batch whole, double strength, CounterRandom random) {
        int[] order = RealExamples.shuffled(examples.classes(), random.at(1).stream());
        boolean[] left = new boolean[examples.classes()];
        for (int i = (int) strength; i < left.length; i++) {
            left[order[i]] = true;
        }
        return examples.fresh()
                .take(examples.order(random)
                        .filter(place -> left[examples.fresh().labels()[place]])
                        .limit(whole.count())
                        .toArray());
    }

    private static Batch copies(Batch whole, double percent, CounterRandom random) {
        int[] order = RealExamples.shuffled(whole.count(), random.at(1).stream());
        int[] places = IntStream.range(0, whole.count()).toArray();
        int copied = share(whole, percent);
        for (int i = 0; i < copied; i++) {
            places[order[i]] = order[i % COPIED];
        }
        return whole.take(places);
    }

    private Batch memorised(Batch whole, double percent, CounterRandom random) {
        Batch seen = examples.seen();
        int[] from = RealExamples.shuffled(seen.count(), random.at(2).stream());
        int[] to = RealExamples.shuffled(whole.count(), random.at(1).stream());
        float[] values = whole.values().clone();
        int[] labels = whole.labels().clone();
        int size = examples.size();
        for (int i = 0; i < share(whole, percent); i++) {
            System.arraycopy(seen.values(), from[i] * size, values, to[i] * size, size);
            if (labels.length > 0) {
                labels[to[i]] = seen.labels()[from[i]];
            }
        }
        return new Batch(whole.count(), values, labels);
    }

    private static int share(Batch whole, double percent) {
        return (int) Math.round(whole.count() * percent / 100);
    }
}

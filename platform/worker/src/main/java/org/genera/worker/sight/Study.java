package org.genera.worker.sight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.genera.data.random.CounterRandom;
import org.genera.run.journal.JournalEvent.Measurement;
import org.genera.run.sight.Answer;
import org.genera.run.sight.Damage;
import org.genera.run.sight.SeenMeasure;
import org.genera.run.sight.SightExamples;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.Metric;
import org.genera.views.CancellationCheck;
import org.genera.views.Cancelled;
import org.genera.worker.measures.ExampleMeasures;

/**
 * Measures real examples in place of samples, whole and damaged. The set of a repeat is the same under every damage, so that
 * what changes is the damage alone.
 */
public final class Study {
    public static final int REPEATS = 3;
    /** Whole sets, which say what chance does. */
    static final int UNDAMAGED = 10;

    private static final long SEED = 20_261_128;
    private static final int POINTS_TO_LOOK_AT = 400;
    private static final int MOST_PICTURES = 12;
    private static final int FEWEST_PICTURES = 4;
    /** Numbers of all pictures of one damage, which a page loads at once. */
    private static final int NUMBERS_TO_LOOK_AT = 150_000;

    private final RealExamples examples;
    private final ExampleMeasures measures;
    private final List<Damaging> damages;
    private final CancellationCheck cancellation;
    private final Progress progress;

    /** Hears of each set that has been measured. */
    public interface Progress {
        void measured(int done, int all);
    }

    /** Of all damage that there is for such data. */
    public Study(RealExamples examples, ExampleMeasures measures, CancellationCheck cancellation, Progress progress) {
        this(examples, measures, damages(examples), cancellation, progress);
    }

    Study(
            RealExamples examples,
            ExampleMeasures measures,
            List<Damaging> damages,
            CancellationCheck cancellation,
            Progress progress) {
        this.examples = examples;
        this.measures = measures;
        this.damages = damages;
        this.cancellation = cancellation;
        this.progress = progress;
    }

    static List<Damaging> damages(RealExamples examples) {
        List<Damaging> all = new ArrayList<>(
                examples.shape() instanceof DataShape.Image image
                        ? new PictureDamages(image).all()
                        : PointDamages.of(examples).all());
        all.addAll(new ChoiceDamages(examples).all());
        return List.copyOf(all);
    }

    public List<Damage> studied() {
        return damages.stream().map(Damaging::damage).toList();
    }

    private static CounterRandom random(int repeat) {
        return CounterRandom.of(SEED, "set").at(repeat);
    }

    /** Takes all measures of all sets. */
    public List<SeenMeasure> measures() throws Cancelled {
        Map<Metric, Series> series = new LinkedHashMap<>();
        int all = UNDAMAGED
                + REPEATS
                        * studied().stream()
                                .mapToInt(each -> each.strengths().size())
                                .sum();
        int done = 0;
        for (int repeat = 0; repeat < UNDAMAGED; repeat++) {
            for (Measurement each : measure(examples.set(random(repeat)))) {
                series.computeIfAbsent(
                                each.metric(),
                                metric -> new Series(each.context().extractor()))
                        .undamaged
                        .add(each.value());
            }
            progress.measured(++done, all);
        }
        for (Damaging damaging : damages) {
            for (double strength : damaging.damage().strengths()) {
                series.values().forEach(each -> each.begin(damaging.damage()));
                for (int repeat = 0; repeat < REPEATS; repeat++) {
                    for (Measurement each : measure(damaged(damaging, strength, repeat))) {
                        Series of = series.get(each.metric());
                        if (of != null) {
                            of.add(damaging.damage(), each.value());
                        }
                    }
                    progress.measured(++done, all);
                }
            }
        }
        List<SeenMeasure> seen = new ArrayList<>();
        series.forEach((metric, values) -> seen.add(seen(metric, values)));
        return seen;
    }

    private List<Measurement> measure(Batch set) throws Cancelled {
        cancellation.leaveIfAsked();
        return measures.measure(set);
    }

    private Batch damaged(Damaging damaging, double strength, int repeat) {
        return damaging.way().damaged(examples.set(random(repeat)), strength, random(repeat));
    }

    private SeenMeasure seen(Metric metric, Series series) {
        double chance = Courses.chance(series.undamaged, examples.share());
        List<Answer> answers = studied().stream()
                .map(damage -> Courses.answer(
                        damage.name(),
                        damage.strengths(),
                        series.damaged.getOrDefault(damage.name(), List.of()),
                        series.undamaged,
                        chance))
                .toList();
        Map<String, Damage> byName = studied().stream().collect(Collectors.toMap(Damage::name, each -> each));
        return new SeenMeasure(
                metric,
                series.extractor,
                List.copyOf(series.undamaged),
                chance,
                answers,
                Sentence.of(metric, answers, byName));
    }

    /** Those of the first repeat, by damage. */
    public Map<String, SightExamples> examples() {
        Map<String, SightExamples> all = new LinkedHashMap<>();
        for (Damaging damaging : damages) {
            int count = shown(damaging.damage().strengths().size() + 1);
            List<float[]> values = new ArrayList<>();
            values.add(first(examples.set(random(0)), count));
            damaging.damage().strengths().forEach(strength -> values.add(first(damaged(damaging, strength, 0), count)));
            all.put(damaging.damage().name(), new SightExamples(examples.shape().axes(), count, values));
        }
        return all;
    }

    private int shown(int sets) {
        int most = examples.shape() instanceof DataShape.Image
                ? Math.max(FEWEST_PICTURES, Math.min(MOST_PICTURES, NUMBERS_TO_LOOK_AT / examples.size() / sets))
                : POINTS_TO_LOOK_AT;
        return Math.min(most, examples.samples());
    }

    /** Levels of pictures; of a set that is smaller fewer. */
    private float[] first(Batch set, int count) {
        float[] first = Arrays.copyOf(set.values(), Math.min(count, set.count()) * examples.size());
        if (examples.shape() instanceof DataShape.Image) {
            for (int i = 0; i < first.length; i++) {
                first[i] = Math.round(first[i] * 255);
            }
        }
        return first;
    }

    /** What is known of one measure so far. */
    private static final class Series {
        private final String extractor;
        private final List<Double> undamaged = new ArrayList<>();
        private final Map<String, List<List<Double>>> damaged = new LinkedHashMap<>();

        Series(String extractor) {
            this.extractor = extractor;
        }

        /** Another strength of the damage. */
        void begin(Damage damage) {
            damaged.computeIfAbsent(damage.name(), name -> new ArrayList<>()).add(new ArrayList<>());
        }

        void add(Damage damage, double value) {
            List<List<Double>> strengths = damaged.getOrDefault(damage.name(), List.of());
            strengths.get(strengths.size() - 1).add(value);
        }
    }
}

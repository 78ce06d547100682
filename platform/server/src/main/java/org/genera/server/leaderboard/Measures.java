package org.genera.server.leaderboard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.genera.db.runs.RunRow;
import org.genera.db.series.MetricSummary;
import org.genera.run.journal.OnValidation;
import org.genera.server.leaderboard.Leaderboard.Column;
import org.genera.spi.Likelihood.Exactness;
import org.genera.spi.Metric;
import org.genera.spi.Metric.Direction;

/** The quantities of a leaderboard. */
public final class Measures {
    static final String TRAIN_SECONDS = "trainSeconds";
    static final String PARAMETERS = "parameters";

    /** Their names go on with the hash of what looks at the samples, so that each has a column of its own. */
    private static final Set<String> FOR_EACH_EXTRACTOR = Set.of("inceptionFrechet", "featuresFrechetDistance");

    /** In this order where they were measured; what is not here comes after, in the order of names. */
    private static final List<String> FIRST = List.of(
            "modesRecovered",
            "highQuality",
            "classifierFrechet",
            "inceptionFrechet",
            "featuresFrechetDistance",
            "coverage",
            "slicedWasserstein",
            "nll",
            "nllPerElement",
            "bitsPerDim",
            "accuracy");

    /** Measures that answer a second question. */
    private static final List<String> SECOND = List.of(
            "recall",
            "precision",
            "density",
            "frechetDistance",
            "kernelDistance",
            "classifierKernel",
            "classifierInceptionScore",
            "classImbalance",
            "mmdSquared",
            "reverseKlOfModes",
            "nearTraining",
            "codesTotalCorrelation");

    /** What a run costs; training time and parameters stand between. */
    private static final List<String> COST = List.of(
            "secondsPerThousandSamples",
            "networkEvaluations",
            "examplesPerSecond",
            "peakMemory",
            "samplingSeconds",
            "evaluationSeconds");

    /** Costs of the protocol more than of the model. */
    private static final Set<String> SECOND_COST = Set.of("samplingSeconds", "evaluationSeconds");

    private static final List<Exactness> SUREST_FIRST =
            List.of(Exactness.EXACT, Exactness.ESTIMATE, Exactness.LOWER_BOUND);

    private Measures() {}

    /** What was measured of these runs, and what they cost, in the order of the leaderboard's columns. */
    public static List<Column> columns(List<RunRow> runs) {
        Map<String, Metric> found = new java.util.TreeMap<>();
        for (RunRow run : runs) {
            for (MetricSummary each : run.metrics()) {
                String key = key(each);
                if (measured(each)
                        && (!found.containsKey(key) || each.metric().name().equals(key))) {
                    found.put(key, each.metric());
                }
            }
        }
        found.keySet().removeAll(List.of(TRAIN_SECONDS, PARAMETERS));
        List<Column> columns = new ArrayList<>();
        take(columns, found, FIRST);
        take(columns, found, SECOND);
        Map<String, Metric> cost = new LinkedHashMap<>(found);
        found.keySet().removeAll(COST);
        take(columns, found, List.copyOf(found.keySet()));
        columns.add(new Column(TRAIN_SECONDS, "Training time", "s", Direction.LOWER, true));
        take(columns, cost, COST);
        columns.add(new Column(PARAMETERS, "Parameters", "", Direction.NEITHER, true));
        return List.copyOf(columns);
    }

    /**
     * Keys of quantities with a better and a worse: those that these runs were measured by, and those that an evaluation
     * usually takes.
     *
     * @param runs with the summaries of their metrics
     */
    public static List<String> known(List<RunRow> runs) {
        java.util.Set<String> keys = new java.util.LinkedHashSet<>();
        List<Column> columns = columns(runs);
        columns.stream().filter(each -> each.direction() != Direction.NEITHER).forEach(each -> keys.add(each.key()));
        keys.addAll(FIRST);
        keys.addAll(SECOND);
        keys.addAll(COST);
        columns.stream().filter(each -> each.direction() == Direction.NEITHER).forEach(each -> keys.remove(each.key()));
        return List.copyOf(keys);
    }

    /** What stands for a run in a column; empty where nothing was measured. */
    public static OptionalDouble value(RunRow run, String key, Leaderboard.Reading reading) {
        if (key.equals(TRAIN_SECONDS)) {
            return run.trainMillis() > 0 ? OptionalDouble.of(run.trainMillis() / 1000.0) : OptionalDouble.empty();
        }
        if (key.equals(PARAMETERS)) {
            return run.parameters() > 0 ? OptionalDouble.of(run.parameters()) : OptionalDouble.empty();
        }
        return of(run, key)
                .map(found -> OptionalDouble.of(read(found, reading)))
                .orElse(OptionalDouble.empty());
    }

    private static void take(List<Column> columns, Map<String, Metric> found, List<String> keys) {
        for (String wanted : keys) {
            List<String> meant = found.keySet().stream()
                    .filter(key ->
                            key.equals(wanted) || (FOR_EACH_EXTRACTOR.contains(wanted) && key.startsWith(wanted + "/")))
                    .toList();
            for (String key : meant) {
                Metric metric = Objects.requireNonNull(found.remove(key));
                // What stands behind a slash is a second way to score, such as nllBound/vlb.
                boolean headline = !SECOND.contains(key)
                        && !SECOND_COST.contains(key)
                        && (FOR_EACH_EXTRACTOR.contains(wanted) || !key.contains("/"));
                columns.add(new Column(key, title(metric, key), metric.unit(), metric.direction(), headline));
            }
        }
    }

    /** The title of a likelihood without its exactness, which stands in the cells. */
    private static String title(Metric metric, String key) {
        return metric.name().equals(key) ? metric.title() : metric.title().replaceFirst(" \\((bound|estimate)\\)$", "");
    }

    private static boolean measured(MetricSummary summary) {
        return summary.kind().equals("evaluation");
    }

    /** Exact values, bounds and estimates of one likelihood are one quantity, under the name of the exact one. */
    static String key(MetricSummary summary) {
        String name = summary.metric().name();
        return summary.origin().exactness() == null ? name : name.replaceFirst("(Bound|Estimate)$", "");
    }

    /** What a run measured of a quantity, of several of one likelihood the surest. */
    public static Optional<MetricSummary> of(RunRow run, String key) {
        return run.metrics().stream()
                .filter(each -> measured(each) && key(each).equals(key))
                .min(Comparator.comparingInt(each -> certainty(each.origin().exactness())));
    }

    /** Whether a column says what a run costs, whatever it is measured on. */
    public static boolean isCost(String key) {
        return key.equals(TRAIN_SECONDS) || key.equals(PARAMETERS) || COST.contains(key);
    }

    /** The key by which a run has what is asked for: where a hash goes with it, that of what looked at its samples. */
    public static String meant(RunRow run, String key) {
        if (of(run, key).isPresent() || !FOR_EACH_EXTRACTOR.contains(OnValidation.plain(key))) {
            return key;
        }
        return run.metrics().stream()
                .map(each -> each.metric().name())
                .filter(name -> name.startsWith(key + "/"))
                .min(Comparator.naturalOrder())
                .orElse(key);
    }

    static int certainty(@org.jspecify.annotations.Nullable Exactness exactness) {
        return exactness == null ? 0 : SUREST_FIRST.indexOf(exactness);
    }

    static double read(MetricSummary summary, Leaderboard.Reading reading) {
        Direction direction = summary.metric().direction();
        if (reading == Leaderboard.Reading.LAST || direction == Direction.NEITHER) {
            return summary.statistics().last();
        }
        double best = direction == Direction.LOWER
                ? summary.statistics().min()
                : summary.statistics().max();
        // A history without a finite value has no least one; its last may say that it is infinite.
        return Double.isNaN(best) ? summary.statistics().last() : best;
    }
}

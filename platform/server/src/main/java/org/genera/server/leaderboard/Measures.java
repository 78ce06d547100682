package org.genera.server.leaderboard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.genera.db.runs.RunRow;
import org.genera.db.series.MetricSummary;
import org.genera.run.journal.OnValidation;
import org.genera.server.leaderboard.Leaderboard.Column;
import org.genera.spi.Likelihood.Exactness;
import org.genera.spi.Metric;
import org.genera.spi.Metric.Direction;
import org.jspecify.annotations.Nullable;

/** The quantities of a leaderboard. */
public final class Measures {
    static final String TRAIN_SECONDS = "trainSeconds";
    static final String PARAMETERS = "parameters";

    /** Between the quantity and its reference in the key of a column; in no name. */
    private static final char OF_REFERENCE = ':';

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

    /** Where more is as bad as less. */
    private static final Set<String> WITHOUT_A_BETTER = Set.of("nearTraining", "codesTotalCorrelation");

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
        Map<String, Metric> found = new TreeMap<>();
        Map<String, Set<Reference>> references = new HashMap<>();
        for (RunRow run : runs) {
            for (MetricSummary each : run.metrics()) {
                if (!measured(each)) {
                    continue;
                }
                String quantity = quantity(each);
                if (!found.containsKey(quantity) || each.metric().name().equals(quantity)) {
                    found.put(quantity, each.metric());
                }
                Reference.of(each)
                        .ifPresent(reference -> references
                                .computeIfAbsent(quantity, key -> new LinkedHashSet<>())
                                .add(reference));
            }
        }
        found.keySet().removeAll(List.of(TRAIN_SECONDS, PARAMETERS));
        List<Column> columns = new ArrayList<>();
        take(columns, found, references, FIRST);
        take(columns, found, references, SECOND);
        Map<String, Metric> cost = new LinkedHashMap<>(found);
        found.keySet().removeAll(COST);
        take(columns, found, references, List.copyOf(found.keySet()));
        columns.add(Column.of(TRAIN_SECONDS, "Training time", "s", Direction.LOWER, true));
        take(columns, cost, references, COST);
        columns.add(Column.of(PARAMETERS, "Parameters", "", Direction.NEITHER, true));
        return List.copyOf(columns);
    }

    /** The column of a key; of one that stands for several, such as of likelihoods of several kinds, the first. */
    public static Optional<Column> column(List<Column> columns, String key) {
        return columns.stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .or(() -> columns.stream()
                        .filter(each -> each.quantity().equals(key) || isForAnExtractor(each.quantity(), key))
                        .findFirst());
    }

    /**
     * Keys of quantities with a better and a worse: those that these runs were measured by, and those that an evaluation
     * usually takes.
     *
     * @param runs with the summaries of their metrics
     */
    public static List<String> known(List<RunRow> runs) {
        Set<String> keys = new LinkedHashSet<>();
        List<Column> columns = columns(runs);
        columns.stream()
                .filter(each -> each.direction() != Direction.NEITHER)
                .forEach(each -> keys.add(each.quantity()));
        keys.addAll(FIRST);
        keys.addAll(SECOND);
        keys.addAll(COST);
        columns.stream()
                .filter(each -> each.direction() == Direction.NEITHER)
                .forEach(each -> keys.remove(each.quantity()));
        keys.removeAll(WITHOUT_A_BETTER);
        return List.copyOf(keys);
    }

    /** All quantities that columns are known to be of, in their order; a family or a plugin may measure more. */
    static List<String> quantities() {
        return Stream.of(FIRST, SECOND, List.of(TRAIN_SECONDS), COST, List.of(PARAMETERS))
                .flatMap(List::stream)
                .toList();
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
                .map(found -> OptionalDouble.of(read(run, found, reading)))
                .orElse(OptionalDouble.empty());
    }

    private static void take(
            List<Column> columns,
            Map<String, Metric> found,
            Map<String, Set<Reference>> references,
            List<String> quantities) {
        for (String wanted : quantities) {
            List<String> meant = found.keySet().stream()
                    .filter(quantity -> quantity.equals(wanted) || isForAnExtractor(quantity, wanted))
                    .toList();
            for (String quantity : meant) {
                Metric metric = Objects.requireNonNull(found.remove(quantity));
                // What stands behind a slash is a second way to score, such as nllBound/vlb.
                boolean headline = !SECOND.contains(quantity)
                        && !SECOND_COST.contains(quantity)
                        && (FOR_EACH_EXTRACTOR.contains(wanted) || !quantity.contains("/"));
                Column column =
                        Column.of(quantity, title(metric, quantity), metric.unit(), metric.direction(), headline);
                columns.addAll(split(column, references.getOrDefault(quantity, Set.of())));
            }
        }
    }

    /** A column for each of several references; of one alone it keeps its key. */
    private static List<Column> split(Column column, Set<Reference> references) {
        if (references.isEmpty()) {
            return List.of(column);
        }
        Optional<Reference> common = Reference.common(references);
        if (common.isPresent()) {
            return List.of(column.to(common.get()));
        }
        Map<String, Column> byId = new LinkedHashMap<>();
        Reference.inOrder(references)
                .forEach(each ->
                        byId.putIfAbsent(each.id(), column.among(each, column.key() + OF_REFERENCE + each.id())));
        return List.copyOf(byId.values());
    }

    private static boolean isForAnExtractor(String quantity, String named) {
        return FOR_EACH_EXTRACTOR.contains(OnValidation.plain(named)) && quantity.startsWith(named + "/");
    }

    /** The title of a likelihood without its exactness, which stands in the cells. */
    private static String title(Metric metric, String key) {
        return metric.name().equals(key)
                ? metric.title()
                : metric.title().replaceFirst(" \\((bound|estimate)\\)(?=$| on validation$)", "");
    }

    private static boolean measured(MetricSummary summary) {
        return summary.kind().equals("evaluation");
    }

    /** Exact values, bounds and estimates of one likelihood are one quantity, under the name of the exact one. */
    static String quantity(MetricSummary summary) {
        String name = summary.metric().name();
        return summary.origin().exactness() == null ? name : name.replaceFirst("(Bound|Estimate)$", "");
    }

    /**
     * What a run measured in a column, of several ways to score one likelihood the surest.
     *
     * @param key of a column, or of a quantity that stands for several
     */
    public static Optional<MetricSummary> of(RunRow run, String key) {
        int end = key.indexOf(OF_REFERENCE);
        String quantity = end < 0 ? key : key.substring(0, end);
        String reference = end < 0 ? "" : key.substring(end + 1);
        return surest(
                run,
                each -> quantity(each).equals(quantity)
                        && (reference.isEmpty()
                                || Reference.of(each)
                                        .map(found -> found.id().equals(reference))
                                        .orElse(false)));
    }

    private static Optional<MetricSummary> surest(RunRow run, Predicate<MetricSummary> meant) {
        return run.metrics().stream()
                .filter(each -> measured(each) && meant.test(each))
                .min(Comparator.comparingInt(each -> certainty(each.origin().exactness())));
    }

    /** Whether a column says what a run costs, whatever it is measured on. */
    public static boolean isCost(String key) {
        return key.equals(TRAIN_SECONDS) || key.equals(PARAMETERS) || COST.contains(key);
    }

    /** The key by which a run has what is asked for: where a hash goes with it, that of what looked at its samples. */
    public static String meant(RunRow run, String key) {
        if (of(run, key).isPresent()) {
            return key;
        }
        return run.metrics().stream()
                .map(each -> each.metric().name())
                .filter(name -> isForAnExtractor(name, key))
                .min(Comparator.naturalOrder())
                .orElse(key);
    }

    /** A measure that something was chosen by, and the split it was taken on; a cost is taken on none. */
    public static String onItsSplit(String key) {
        if (isCost(key)) {
            return key;
        }
        return OnValidation.plain(key) + (OnValidation.isSuch(key) ? " on validation" : " on test");
    }

    static int certainty(@Nullable Exactness exactness) {
        return exactness == null ? 0 : SUREST_FIRST.indexOf(exactness);
    }

    /** The best of a history, where it is not measured on validation too: then that chooses, and this one reports. */
    static double read(RunRow run, MetricSummary summary, Leaderboard.Reading reading) {
        Direction direction = summary.metric().direction();
        if (reading == Leaderboard.Reading.LAST || direction == Direction.NEITHER || chosenOnValidation(run, summary)) {
            return summary.statistics().last();
        }
        double best = direction == Direction.LOWER
                ? summary.statistics().min()
                : summary.statistics().max();
        // A history without a finite value has no least one; its last may say that it is infinite.
        return Double.isNaN(best) ? summary.statistics().last() : best;
    }

    private static boolean chosenOnValidation(RunRow run, MetricSummary summary) {
        String name = OnValidation.name(summary.metric().name());
        return !OnValidation.isSuch(summary.metric().name())
                && run.metrics().stream()
                        .anyMatch(each -> measured(each) && each.metric().name().equals(name));
    }
}

package org.genera.server.repeat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.genera.db.runs.RunRow;
import org.genera.db.series.MetricSummary;
import org.genera.run.RunState;
import org.genera.run.spec.RunSpec;
import org.genera.server.leaderboard.SetupWords;
import org.jspecify.annotations.Nullable;

/**
 * Two runs beside each other, number by number.
 *
 * @param same whether every number came out the same, bit for bit; null until both have finished
 * @param sentence the answer for people
 * @param context in what the runs were not alike: seed, values, versions, device …
 * @param metrics those that differ first, the largest relative difference on top
 * @param leftOut titles of what measures the machine and not the model, and is never the same twice
 */
public record Comparison(
        String run,
        String other,
        @Nullable Boolean same,
        String sentence,
        List<String> context,
        List<MetricComparison> metrics,
        List<String> leftOut) {
    private static final Set<String> UNITS_OF_THE_MACHINE =
            Set.of("s", "ms", "1/s", "B", "KiB", "MiB", "GiB", "MB", "GB");

    /**
     * One metric of both runs.
     *
     * @param value the last one of the first run; null where it has none
     * @param otherValue the last one of the other
     * @param difference other minus first, where both have one
     * @param relative its size against the larger of the two; null where it has no meaning
     * @param same whether number of points, first, last, smallest and largest value and their steps are the same
     */
    public record MetricComparison(
            String name,
            String title,
            String unit,
            String kind,
            @Nullable Double value,
            @Nullable Double otherValue,
            @Nullable Double difference,
            @Nullable Double relative,
            boolean same) {}

    private record Pair(
            @Nullable MetricSummary first, @Nullable MetricSummary second) {
        MetricSummary any() {
            return first != null ? first : Objects.requireNonNull(second);
        }

        Pair and(@Nullable MetricSummary found) {
            return new Pair(first, found);
        }
    }

    /** Both with the summaries of their metrics. */
    public static Comparison of(RunRow run, RunRow other) {
        Map<String, Pair> pairs = new TreeMap<>();
        run.metrics().forEach(each -> pairs.put(key(each), new Pair(each, null)));
        other.metrics().forEach(each -> pairs.merge(key(each), new Pair(null, each), (one, two) -> one.and(each)));
        List<String> leftOut = new ArrayList<>();
        List<MetricComparison> metrics = new ArrayList<>();
        for (Pair pair : pairs.values()) {
            if (UNITS_OF_THE_MACHINE.contains(pair.any().metric().unit())) {
                leftOut.add(pair.any().metric().title());
            } else {
                metrics.add(compared(pair));
            }
        }
        metrics.sort(Comparator.comparing(MetricComparison::same)
                .thenComparing(MetricComparison::relative, Comparator.nullsFirst(Comparator.<Double>reverseOrder())));
        boolean ready = finished(run) && finished(other);
        Boolean same =
                ready ? (Boolean) (!metrics.isEmpty() && metrics.stream().allMatch(MetricComparison::same)) : null;
        return new Comparison(
                run.spec().runId(),
                other.spec().runId(),
                same,
                sentence(run, other, metrics, leftOut),
                context(run, other),
                List.copyOf(metrics),
                List.copyOf(leftOut));
    }

    private static String key(MetricSummary summary) {
        return summary.kind() + " " + summary.metric().name();
    }

    private static boolean finished(RunRow run) {
        return run.state() instanceof RunState.Finished;
    }

    private static MetricComparison compared(Pair pair) {
        MetricSummary any = pair.any();
        MetricSummary first = pair.first();
        MetricSummary second = pair.second();
        Double value = first == null ? null : (Double) first.statistics().last();
        Double otherValue = second == null ? null : (Double) second.statistics().last();
        Double difference = value == null || otherValue == null ? null : (Double) (otherValue - value);
        // Records are equal as bits: 0.0 is not -0.0, and NaN is NaN.
        boolean same = first != null && second != null && first.statistics().equals(second.statistics());
        return new MetricComparison(
                any.metric().name(),
                any.metric().title(),
                any.metric().unit(),
                any.kind(),
                value,
                otherValue,
                difference,
                value == null || otherValue == null ? null : relative(value, otherValue),
                same);
    }

    private static @Nullable Double relative(double value, double other) {
        double size = Math.max(Math.abs(value), Math.abs(other));
        return Double.isFinite(size) ? (Double) (size == 0 ? 0 : Math.abs(other - value) / size) : null;
    }

    private static String sentence(RunRow run, RunRow other, List<MetricComparison> metrics, List<String> leftOut) {
        for (RunRow each : List.of(run, other)) {
            if (!finished(each)) {
                return "Run " + each.spec().runId() + " is " + each.state().word()
                        + "; the numbers are compared when both runs have finished.";
            }
        }
        if (metrics.isEmpty()) {
            return "Neither run has numbers to compare.";
        }
        long differing = metrics.stream().filter(each -> !each.same()).count();
        String without = leftOut.isEmpty()
                ? ""
                : " Left out, because they measure the machine: " + String.join(", ", leftOut) + ".";
        if (differing == 0) {
            return "All " + metrics.size() + " metrics came out the same, bit for bit." + without;
        }
        MetricComparison worst = metrics.get(0);
        String most = worst.relative() == null
                ? worst.title() + " among them"
                : worst.relative() == 0
                        ? "their last values are equal"
                        : String.format(Locale.ROOT, "%s most, by %.2g of its value", worst.title(), worst.relative());
        return differing + " of " + metrics.size() + " metrics differ, " + most + "." + without;
    }

    private static List<String> context(RunRow run, RunRow other) {
        Map<String, Object> first = context(run);
        Map<String, Object> second = context(other);
        List<String> told = new ArrayList<>();
        first.forEach((what, value) -> {
            if (!Objects.equals(value, second.get(what))) {
                told.add(what + ": " + value + " and " + second.get(what));
            }
        });
        told.addAll(
                SetupWords.differences(run.spec().setup(), other.spec().setup(), (one, two) -> one + " and " + two));
        return told;
    }

    private static Map<String, Object> context(RunRow run) {
        RunSpec spec = run.spec();
        RunSpec.Provenance from = spec.provenance();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("family", spec.family());
        all.put("variant", spec.variant());
        all.put("values", new TreeMap<>(spec.values()));
        all.put("seed", spec.seed());
        all.put("device", run.assignedDevice() == null ? spec.device() : run.assignedDevice());
        all.put("Genera", from.genera());
        all.put("plugin", from.plugin() + " " + from.pluginVersion());
        all.put("plugin's jar", Objects.requireNonNullElse(run.trainedByJar(), from.pluginSha256()));
        all.put("fingerprint of the data", from.dataFingerprint());
        all.put("Java", from.java());
        all.put("system", from.os());
        return all;
    }
}

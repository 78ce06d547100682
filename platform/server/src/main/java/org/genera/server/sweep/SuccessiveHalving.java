package org.genera.server.sweep;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.genera.db.runs.RunRow;
import org.genera.db.series.MetricSummary;
import org.genera.run.RunState;
import org.genera.run.spec.SweepSpec.Halving;
import org.genera.server.leaderboard.Leaderboard.Reading;
import org.genera.server.leaderboard.Measures;
import org.genera.server.sweep.RungDecision.Measured;
import org.genera.server.sweep.RungDecision.Place;
import org.genera.spi.Metric.Direction;

/**
 * Synchronous successive halving (Jamieson and Talwalkar 2016; the brackets of Li et al. 2018): once every combination
 * that is still there waits at a rung or has ended, the best 1/eta go on. A pure function of the decisions so far and the
 * runs as they stand, so that a restarted server decides as the one before would have.
 *
 * <p>The seeds of a combination are judged by their mean. One that failed, crashed or came to a value that is not
 * finite puts its combination behind all others; one that a user cancelled does not count. A run that finished early,
 * because its model converged, is judged by what it came to. Where no combination has a value, nobody can be judged and
 * all go on.
 *
 * @param decisions in the order of rungs
 * @param runs of the sweep, the oldest first, with summaries; without those that a user took out of the halving
 */
record SuccessiveHalving(Halving halving, List<RungDecision> decisions, List<RunRow> runs) {

    /** The decision on the next rung; empty while somebody is still on the way to it, and behind the last rung. */
    Optional<RungDecision> next(Instant now) {
        int rung = decisions.size() + 1;
        if (rung >= halving.rungs()) {
            return Optional.empty();
        }
        Map<String, List<RunRow>> contenders = contenders();
        List<RunRow> all = contenders.values().stream().flatMap(List::stream).toList();
        boolean complete =
                all.stream().allMatch(run -> waits(run, rung) || run.state().ended());
        if (!complete || all.stream().noneMatch(run -> waits(run, rung))) {
            return Optional.empty();
        }
        return Optional.of(decision(rung, now, contenders));
    }

    /** How many combinations are still there. */
    int combinations() {
        return contenders().size();
    }

    /** Whether a combination has lost at a rung, and where. */
    Optional<RungDecision> lost(String group) {
        return decisions.stream()
                .filter(decision ->
                        decision.of(group).map(place -> !place.goesOn()).orElse(false))
                .findFirst();
    }

    /** By combination, without those that have lost and the runs that a user cancelled. */
    Map<String, List<RunRow>> contenders() {
        Map<String, List<RunRow>> contenders = new LinkedHashMap<>();
        for (RunRow run : runs) {
            if (!(run.state() instanceof RunState.Cancelled)
                    && lost(run.group()).isEmpty()) {
                contenders
                        .computeIfAbsent(run.group(), group -> new ArrayList<>())
                        .add(run);
            }
        }
        return contenders;
    }

    private static boolean waits(RunRow run, int rung) {
        return run.state() instanceof RunState.Waiting waiting && waiting.rung() >= rung;
    }

    private RungDecision decision(int rung, Instant now, Map<String, List<RunRow>> contenders) {
        Direction direction = direction(contenders);
        List<Place> unranked = new ArrayList<>();
        contenders.forEach((group, members) -> {
            List<Measured> measured = members.stream().map(this::measured).toList();
            unranked.add(new Place(group, 0, mean(measured), false, measured));
        });
        boolean judged =
                direction != Direction.NEITHER && unranked.stream().anyMatch(place -> Double.isFinite(place.value()));
        int goOn = judged ? halving.goOn(unranked.size()) : unranked.size();
        List<Place> sorted =
                judged ? unranked.stream().sorted(bestFirst(direction)).toList() : unranked;
        List<Place> places = new ArrayList<>();
        for (Place place : sorted) {
            int rank = places.size() + 1;
            boolean goesOn = !judged || (rank <= goOn && Double.isFinite(place.value()));
            places.add(new Place(place.group(), rank, place.value(), goesOn, place.runs()));
        }
        return new RungDecision(rung, now, halving.measure(), goOn, List.copyOf(places));
    }

    /** Stable: of equal ones the first launched is the better. */
    private static Comparator<Place> bestFirst(Direction direction) {
        double sign = direction == Direction.HIGHER ? -1 : 1;
        return Comparator.comparingDouble(
                place -> Double.isFinite(place.value()) ? sign * place.value() : Double.POSITIVE_INFINITY);
    }

    private Direction direction(Map<String, List<RunRow>> contenders) {
        return contenders.values().stream()
                .flatMap(List::stream)
                .flatMap(run -> ranking(run).stream())
                .map(summary -> summary.metric().direction())
                .findFirst()
                .orElseGet(() -> halving.measure().equals("trainSeconds") ? Direction.LOWER : Direction.NEITHER);
    }

    private Measured measured(RunRow run) {
        boolean counts = run.state() instanceof RunState.Waiting || run.state() instanceof RunState.Finished;
        String measure = Measures.meant(run, halving.measure());
        OptionalDouble value = counts ? Measures.value(run, measure, Reading.LAST) : OptionalDouble.empty();
        // What was measured earlier says nothing of this rung.
        boolean current = ranking(run)
                .map(summary -> summary.statistics().lastStep() == run.step())
                .orElse(true);
        return new Measured(
                run.spec().runId(), run.step(), value.isPresent() && current ? (Double) value.getAsDouble() : null);
    }

    private Optional<MetricSummary> ranking(RunRow run) {
        return Measures.of(run, Measures.meant(run, halving.measure()));
    }

    private static double mean(List<Measured> runs) {
        double sum = 0;
        for (Measured each : runs) {
            sum += each.value() == null ? Double.NaN : each.value();
        }
        return sum / runs.size();
    }
}

package org.genera.server.leaderboard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.genera.db.runs.RunRow;
import org.genera.run.RunState;
import org.genera.server.leaderboard.Leaderboard.LeftOut;

/**
 * The runs of a group, those that count apart from those that do not: runs with another setup than the rest, runs that
 * have not finished beside some that have, and repetitions of a seed, whose values are not independent.
 *
 * @param all the oldest first
 * @param counted the oldest first; never empty
 * @param provisional whether none of the counted has finished
 * @param differences between the setup of the counted and the usual one
 */
record Group(
        List<RunRow> all, List<RunRow> counted, List<LeftOut> leftOut, boolean provisional, List<String> differences) {

    /** Groups in the order of their first runs. */
    static List<Group> of(List<RunRow> runs) {
        if (runs.isEmpty()) {
            return List.of();
        }
        RunSetup usual = RunSetup.usual(runs.stream().map(RunSetup::of).toList());
        Map<String, List<RunRow>> byGroup = new LinkedHashMap<>();
        for (RunRow run : runs) {
            byGroup.computeIfAbsent(run.group(), group -> new ArrayList<>()).add(run);
        }
        return byGroup.values().stream().map(members -> of(members, usual)).toList();
    }

    private static Group of(List<RunRow> all, RunSetup usual) {
        List<LeftOut> leftOut = new ArrayList<>();
        List<RunSetup> setups = all.stream().map(RunSetup::of).toList();
        RunSetup setup = setups.contains(usual) ? usual : RunSetup.usual(setups);
        List<RunRow> counted = keep(
                all,
                run -> RunSetup.of(run).equals(setup),
                run -> "other setup: " + String.join("; ", RunSetup.of(run).differencesFrom(setup)),
                leftOut);
        boolean provisional = counted.stream().noneMatch(Group::finished);
        if (!provisional) {
            counted = keep(counted, Group::finished, run -> run.state().word(), leftOut);
        }
        Map<Long, RunRow> bySeed = new HashMap<>();
        counted = keep(
                counted,
                run -> bySeed.putIfAbsent(run.spec().seed(), run) == null,
                run -> "repeats the seed of run " + runOf(bySeed, run),
                leftOut);
        return new Group(all, counted, List.copyOf(leftOut), provisional, setup.differencesFrom(usual));
    }

    private static String runOf(Map<Long, RunRow> bySeed, RunRow run) {
        RunRow first = bySeed.get(run.spec().seed());
        return first == null ? "" : first.spec().runId();
    }

    private static List<RunRow> keep(
            List<RunRow> runs, Predicate<RunRow> kept, Function<RunRow, String> why, List<LeftOut> leftOut) {
        List<RunRow> left = new ArrayList<>();
        for (RunRow run : runs) {
            if (kept.test(run)) {
                left.add(run);
            } else {
                leftOut.add(new LeftOut(run.spec().runId(), run.spec().seed(), why.apply(run)));
            }
        }
        return left;
    }

    private static boolean finished(RunRow run) {
        return run.state() instanceof RunState.Finished;
    }

    RunRow first() {
        return all.get(0);
    }
}

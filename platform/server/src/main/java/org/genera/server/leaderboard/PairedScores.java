package org.genera.server.leaderboard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.genera.db.runs.RunRow;
import org.genera.server.leaderboard.PerExample.Scores;
import org.genera.server.statistics.Standing;

/** Two groups on the same examples: how sure the difference of their means is over which examples there were. */
final class PairedScores implements Standing.Pairs<String> {
    private final PerExample scores;
    private final String key;
    private final Map<String, List<RunRow>> runs;
    private final Map<String, Optional<Scores>> means = new HashMap<>();

    /** @param runs of each group whose values go into its mean in the column of this key */
    PairedScores(PerExample scores, String key, Map<String, List<RunRow>> runs) {
        this.scores = scores;
        this.key = key;
        this.runs = runs;
    }

    @Override
    public OptionalDouble standardError(String first, String second) {
        Optional<Scores> one = mean(first);
        Optional<Scores> other = one.isEmpty() ? Optional.empty() : mean(second);
        if (one.isEmpty()
                || other.isEmpty()
                || !one.get().examples().equals(other.get().examples())
                || one.get().values().length != other.get().values().length) {
            return OptionalDouble.empty();
        }
        double error = standardError(one.get().values(), other.get().values());
        return Double.isFinite(error) ? OptionalDouble.of(error) : OptionalDouble.empty();
    }

    /** Of the mean difference; not a number for fewer than two, and where an example is impossible. */
    static double standardError(double[] first, double[] second) {
        int n = first.length;
        double mean = 0;
        for (int i = 0; i < n; i++) {
            mean += (first[i] - second[i]) / n;
        }
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double from = first[i] - second[i] - mean;
            squares += from * from;
        }
        return Math.sqrt(squares / (n - 1) / n);
    }

    /** Over the runs of a group; empty where one of them has no scores, or scored other examples. */
    private Optional<Scores> mean(String group) {
        return means.computeIfAbsent(group, each -> meanOf(runs.getOrDefault(each, List.of())));
    }

    private Optional<Scores> meanOf(List<RunRow> members) {
        double[] mean = null;
        String examples = "";
        for (RunRow run : members) {
            Optional<Scores> found = scores.of(run, key);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            double[] values = found.get().values();
            if (mean == null) {
                mean = new double[values.length];
                examples = found.get().examples();
            } else if (mean.length != values.length
                    || !examples.equals(found.get().examples())) {
                return Optional.empty();
            }
            for (int i = 0; i < values.length; i++) {
                mean[i] += values[i] / members.size();
            }
        }
        return mean == null ? Optional.empty() : Optional.of(new Scores(examples, mean));
    }
}

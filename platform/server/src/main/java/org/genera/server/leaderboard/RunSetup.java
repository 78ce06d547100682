package org.genera.server.leaderboard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.genera.data.DataSelection;
import org.genera.data.preparation.Preprocessing;
import org.genera.db.runs.RunRow;
import org.genera.run.spec.ExperimentSetup;
import org.genera.run.spec.PinnedRun;
import org.jspecify.annotations.Nullable;

/**
 * The setup that a run really had: that of its experiment, and the data as they were when it was launched.
 *
 * @param dataFingerprint of the data set, empty where it is unknown
 */
record RunSetup(ExperimentSetup setup, String dataFingerprint) {
    private static final int SHORT = 12;

    static RunSetup of(RunRow run) {
        return new RunSetup(run.spec().setup(), run.spec().provenance().dataFingerprint());
    }

    /** In what it is another setup than the usual one; empty where it is the same. */
    List<String> differencesFrom(RunSetup usual) {
        List<String> found = new ArrayList<>();
        tell(found, "data set", usual, each -> each.setup().data().dataSet());
        tell(found, "fingerprint of the data", usual, each -> shortened(each.dataFingerprint()));
        tell(found, "split", usual, each -> each.setup().data().split());
        tell(found, "preprocessing", usual, each -> preprocessing(each.setup().data()));
        tell(found, "budget", usual, each -> each.setup().budget());
        tell(found, "features", usual, each -> features(each.setup().protocol().features()));
        tell(found, "protocol", usual, each -> each.setup().protocol().seenBy(null));
        return found;
    }

    private static String features(@Nullable PinnedRun pin) {
        return pin == null
                ? "none"
                : "run " + pin.run() + " at step " + pin.step() + " (" + shortened(pin.checkpointSha256()) + ")";
    }

    private static Object preprocessing(DataSelection data) {
        Preprocessing second = data.secondPreprocessing();
        return second == null ? data.preprocessing() : List.of(data.preprocessing(), second);
    }

    private void tell(List<String> found, String what, RunSetup usual, Function<RunSetup, Object> part) {
        if (!Objects.equals(part.apply(this), part.apply(usual))) {
            found.add(what + ": " + part.apply(this) + " instead of " + part.apply(usual));
        }
    }

    private static String shortened(String fingerprint) {
        return fingerprint.length() <= SHORT ? fingerprint : fingerprint.substring(0, SHORT);
    }

    /** What most of them are; of equally many the first. */
    static <T> T usual(Collection<T> all) {
        Map<T, Integer> counts = new LinkedHashMap<>();
        all.forEach(each -> counts.merge(each, 1, Integer::sum));
        return counts.entrySet().stream()
                .reduce((one, other) -> other.getValue() > one.getValue() ? other : one)
                .orElseThrow(() -> new IllegalArgumentException("expected one thing or more, got none"))
                .getKey();
    }
}

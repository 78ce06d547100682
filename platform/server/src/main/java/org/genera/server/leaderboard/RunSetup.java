package org.genera.server.leaderboard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.genera.db.runs.RunRow;
import org.genera.run.spec.ExperimentSetup;

/**
 * The setup that a run really had: that of its experiment, and the data as they were when it was launched. The run in whose
 * features a protocol measures is not among it: values in them have columns of their own, and the others do not know it.
 *
 * @param dataFingerprint of the data set, empty where it is unknown
 */
record RunSetup(ExperimentSetup setup, String dataFingerprint) {

    static RunSetup of(RunRow run) {
        ExperimentSetup setup = run.spec().setup();
        return new RunSetup(
                new ExperimentSetup(
                        setup.data(), setup.budget(), setup.protocol().seenBy(null)),
                run.spec().provenance().dataFingerprint());
    }

    /** In what it is another setup than the usual one; empty where it is the same. */
    List<String> differencesFrom(RunSetup usual) {
        List<String> found = new ArrayList<>();
        if (!dataFingerprint.equals(usual.dataFingerprint)) {
            found.add("fingerprint of the data: " + SetupWords.shortened(dataFingerprint) + " instead of "
                    + SetupWords.shortened(usual.dataFingerprint));
        }
        found.addAll(SetupWords.differences(setup, usual.setup, (mine, others) -> mine + " instead of " + others));
        return found;
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

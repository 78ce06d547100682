package org.genera.server.launch;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.genera.data.DataCatalogue;
import org.genera.data.DataSelection;
import org.genera.data.Likeness;
import org.genera.data.sets.DataSetCard;
import org.genera.run.spec.RunSpec;

/** What is asked of the data that a run was trained on, before others build on it. For one thread. */
interface SameData {

    /** Why a run is not to be built on. */
    record Refusal(String expected, String found) {}

    /** Empty where the run's data are as they should be. */
    Optional<Refusal> refusal(RunSpec spec);

    /** The same set in the same preprocessing; which part of it the other run has seen does not matter. */
    static SameData asIs(DataCatalogue catalogue, DataSelection selection) {
        return spec -> {
            String run = "run " + spec.runId();
            DataSelection others = spec.setup().data();
            if (!others.dataSet().equals(selection.dataSet())) {
                return refused("a run on the same data set, " + selection.dataSet(), run + " on " + others.dataSet());
            }
            if (!others.preprocessing().equals(selection.preprocessing())) {
                return refused("a run on data that are preprocessed alike", run + ", whose data are not");
            }
            String now = catalogue
                    .card(selection.dataSet())
                    .map(DataSetCard::fingerprint)
                    .orElse("");
            String then = spec.provenance().dataFingerprint();
            return then.isEmpty() || then.equals(now)
                    ? Optional.empty()
                    : refused(
                            "a run on the data set " + selection.dataSet() + " as it is now",
                            run + ", which was trained on another of this name");
        };
    }

    /** Any set whose examples, or halves of them, are to the run's model what those of the selection are. */
    static SameData alike(DataCatalogue catalogue, DataSelection selection) {
        Map<DataSelection, Boolean> known = new HashMap<>();
        return spec -> {
            DataSelection others = spec.setup().data();
            String found = "run " + spec.runId() + " on " + others.dataSet();
            if (catalogue.card(others.dataSet()).isEmpty()) {
                return refused("a run whose data set is here", found);
            }
            boolean alike = known.computeIfAbsent(others, each -> isAlike(catalogue, selection, each));
            return alike
                    ? Optional.empty()
                    : refused(
                            "a run on examples of the same shape and preprocessing, whole or a half of pairs that belong"
                                    + " together, and on the same data set where values are symbols or standardised",
                            found);
        };
    }

    private static boolean isAlike(DataCatalogue catalogue, DataSelection selection, DataSelection others) {
        try {
            return Likeness.of(catalogue, selection, others).isPresent();
        } catch (IllegalArgumentException e) {
            // Another set has taken the name meanwhile, and cannot be prepared as that one was.
            return false;
        }
    }

    private static Optional<Refusal> refused(String expected, String found) {
        return Optional.of(new Refusal(expected, found));
    }
}

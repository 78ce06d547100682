package org.genera.server.launch;

import java.util.Optional;
import org.genera.data.DataCatalogue;
import org.genera.data.sets.DataSetCard;
import org.genera.run.spec.RunSpec;

/** Whether the data that a run was launched on are still those of their name, which may be given to others. Thread-safe. */
public final class LaunchedData {
    private static final int SHOWN = 12;

    private final DataCatalogue catalogue;

    public LaunchedData(DataCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Refuses what would be done on other data under the same name.
     *
     * @param deed what shall be done with the run, such as repeated
     * @throws RefusedException if the data set has gone or has another fingerprint
     */
    public void requireSame(RunSpec spec, String deed) {
        String name = spec.setup().data().dataSet();
        String then = spec.provenance().dataFingerprint();
        Optional<String> now = catalogue.card(name).map(DataSetCard::fingerprint);
        if (now.isEmpty()) {
            throw new RefusedException("expected the data set " + name + " that run " + spec.runId()
                    + " was launched on, found none of this name; import it again for the run to be " + deed);
        }
        if (!then.isEmpty() && !then.equals(now.get())) {
            throw new RefusedException("expected the data set " + name + " that run " + spec.runId()
                    + " was launched on, with the fingerprint " + shortened(then) + ", found another one of this name, "
                    + shortened(now.get()) + "; import the original again for the run to be " + deed
                    + ", or launch a new run");
        }
    }

    private static String shortened(String fingerprint) {
        return fingerprint.substring(0, Math.min(SHOWN, fingerprint.length()));
    }
}

package org.genera.server.export;

import java.util.List;
import org.genera.run.RunState;
import org.genera.run.spec.ExperimentSpec;
import org.genera.run.spec.RunSpec;
import org.genera.server.view.RunView.MetricView;
import org.jspecify.annotations.Nullable;

/**
 * A run with everything needed to repeat it.
 *
 * @param format of this document
 * @param experiment whose setup the run has
 * @param spec family, variant, values, seed, setup, versions and fingerprints
 * @param assignedDevice on which it trained
 * @param trainedByJar hash of the plugin's jar that its last worker opened; null where its journal does not say so
 * @param metrics as they stood when this was written
 * @param repeat how to run it again, for people
 */
public record RunExport(
        String format,
        ExperimentSpec experiment,
        RunSpec spec,
        @Nullable String assignedDevice,
        @Nullable String trainedByJar,
        RunState state,
        long step,
        long trainMillis,
        long parameters,
        List<MetricView> metrics,
        List<String> repeat) {
    private static final String FORMAT = "genera-run/1";

    public static RunExport of(ExperimentSpec experiment, org.genera.db.runs.RunRow run) {
        RunSpec spec = run.spec();
        return new RunExport(
                FORMAT,
                experiment,
                spec,
                run.assignedDevice(),
                run.trainedByJar(),
                run.state(),
                run.step(),
                run.trainMillis(),
                run.parameters(),
                run.metrics().stream().map(MetricView::of).toList(),
                List.of(
                        "Where the run is: genera repeat " + spec.runId(),
                        "Elsewhere: install Genera " + spec.provenance().genera() + " and the plugin "
                                + spec.provenance().plugin() + " "
                                + spec.provenance().pluginVersion()
                                + ", import the data set "
                                + spec.setup().data().dataSet()
                                + " with the same fingerprint, make an experiment with spec.setup, and launch"
                                + " spec.family, spec.variant and spec.values with spec.seed"));
    }
}

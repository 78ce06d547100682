package org.genera.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.genera.evaluation.Cost;
import org.genera.run.home.RunDirectory;
import org.genera.run.journal.Journal;
import org.genera.run.journal.JournalEvent;
import org.genera.run.journal.JournalEvent.Measurement;
import org.genera.run.journal.JournalEvent.Series;
import org.genera.run.journal.SampleSet;

/** A journal as its readers understand it: what later segments have made void is dropped, what measures the machine is left out. */
final class Findings {
    private static final List<String> OF_THE_MACHINE = List.of(
            Cost.TRAIN_SECONDS.name(),
            Cost.EXAMPLES_PER_SECOND.name(),
            Cost.SECONDS_PER_THOUSAND_SAMPLES.name(),
            Cost.PEAK_MEMORY.name(),
            Cost.SAMPLING_SECONDS.name(),
            Cost.EVALUATION_SECONDS.name());

    private final RunDirectory run;
    private final TreeMap<Long, Map<String, String>> byStep = new TreeMap<>();

    private Findings(RunDirectory run) {
        this.run = run;
    }

    static Map<String, String> of(RunDirectory run) throws IOException {
        Findings findings = new Findings(run);
        for (JournalEvent event : Journal.readAll(run.journal())) {
            findings.read(event);
        }
        Map<String, String> flat = new TreeMap<>();
        findings.byStep.forEach((step, named) -> named.forEach((name, value) -> flat.put(step + " " + name, value)));
        return flat;
    }

    private void read(JournalEvent event) throws IOException {
        if (event instanceof JournalEvent.Started started) {
            byStep.tailMap(started.fromStep(), false).clear();
        } else if (event instanceof JournalEvent.Points points) {
            for (Series series : points.series()) {
                for (int i = 0; i < series.steps().length; i++) {
                    put(series.steps()[i], "point " + series.metric(), bits(series.values()[i]));
                }
            }
        } else if (event instanceof JournalEvent.Evaluated evaluated) {
            for (Measurement each : evaluated.measurements()) {
                if (!OF_THE_MACHINE.contains(each.metric().name())) {
                    put(
                            evaluated.step(),
                            "measure " + each.metric().name(),
                            bits(each.value()) + " " + each.exactness() + " " + each.context() + " " + each.detail());
                }
            }
        } else if (event instanceof JournalEvent.Profiled profiled) {
            put(
                    profiled.step(),
                    "profile " + profiled.profile().name(),
                    Arrays.toString(profiled.profile().values()));
        } else if (event instanceof JournalEvent.Sampled sampled) {
            SampleSet set = sampled.set();
            byte[] file = Files.readAllBytes(run.sampleFile(set.id()));
            put(
                    set.step(),
                    "samples " + set.id(),
                    set.layout().count() + " of " + set.layout().frames() + " " + Arrays.hashCode(file));
        } else if (event instanceof JournalEvent.Checkpointed checkpointed) {
            put(checkpointed.step(), "checkpoint", checkpointed.folder());
        } else if (event instanceof JournalEvent.Finished finished) {
            put(finished.step(), "finished", "");
        }
    }

    private static String bits(double value) {
        return value + " " + Long.toHexString(Double.doubleToRawLongBits(value));
    }

    private void put(long step, String name, String value) {
        String before = byStep.computeIfAbsent(step, any -> new TreeMap<>()).put(name, value);
        if (before != null) {
            throw new AssertionError(name + " of step " + step + " stands twice in the journal of " + run.root());
        }
    }
}

package org.genera.worker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.genera.run.DrawRequest;
import org.genera.run.PinnedRun;
import org.genera.run.RunInDraw;
import org.genera.spi.Dependency;
import org.genera.spi.Guide;
import org.genera.spi.Variant;
import org.genera.views.Draws;

/** The runs that take part in a draw, open. */
final class Guides implements AutoCloseable {
    private final OtherRuns runs;
    private final List<Draws.Lead> leads;

    private Guides(OtherRuns runs, List<Draws.Lead> leads) {
        this.runs = runs;
        this.leads = leads;
    }

    /** @throws IllegalArgumentException saying which of them cannot lead, and why */
    static Guides of(Arguments arguments, Variant variant, DrawRequest wish) {
        List<Dependency> declared = wish.sampler().isEmpty()
                ? List.of()
                : variant.sampler(wish.sampler()).buildsOn();
        Map<String, PinnedRun> pins = new HashMap<>();
        wish.on().forEach((role, run) -> pins.put(role, run.pin()));
        OtherRuns runs = OtherRuns.open(arguments, declared, pins);
        try {
            List<Draws.Lead> leads = new ArrayList<>();
            runs.models().forEach((role, model) -> {
                RunInDraw run = Objects.requireNonNull(wish.on().get(role));
                int classes = runs.data(role).classes();
                int label = run.label().orElse(-1);
                if (label < 0 || label >= classes) {
                    throw new IllegalArgumentException("on." + role + ".label: expected a class from 0 to "
                            + (classes - 1) + ", got " + (label < 0 ? "nothing" : label));
                }
                leads.add(new Draws.Lead(role, (Guide) model, runs.data(role).shape(), label, run.weight()));
            });
            return new Guides(runs, leads);
        } catch (Throwable e) {
            runs.close();
            throw e;
        }
    }

    List<Draws.Lead> leads() {
        return leads;
    }

    @Override
    public void close() {
        runs.close();
    }
}

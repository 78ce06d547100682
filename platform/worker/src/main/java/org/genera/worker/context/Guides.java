package org.genera.worker.context;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.genera.data.DataCatalogue;
import org.genera.run.request.DrawRequest;
import org.genera.run.spec.PinnedRun;
import org.genera.spi.DataSpec;
import org.genera.spi.Dependency;
import org.genera.spi.Guide;
import org.genera.spi.Variant;
import org.genera.views.ChunkedDraws;
import org.genera.worker.process.Arguments;

/** The runs that take part in a draw, open. */
public final class Guides implements AutoCloseable {
    private final OtherRuns runs;
    private final List<ChunkedDraws.Lead> leads;

    private Guides(OtherRuns runs, List<ChunkedDraws.Lead> leads) {
        this.runs = runs;
        this.leads = leads;
    }

    /**
     * @param variant of the run that is drawn from
     * @param drawn its data
     * @throws IllegalArgumentException saying which of them cannot lead, and why
     */
    public static Guides of(Arguments arguments, Variant variant, DataSpec drawn, DrawRequest request) {
        List<Dependency> declared = request.sampler().isEmpty()
                ? List.of()
                : variant.sampler(request.sampler()).buildsOn();
        Map<String, PinnedRun> pins = new HashMap<>();
        request.on().forEach((role, run) -> pins.put(role, run.pin()));
        OtherRuns runs = OtherRuns.open(arguments, declared, pins);
        try {
            List<ChunkedDraws.Lead> leads = new ArrayList<>();
            DataCatalogue catalogue = new DataCatalogue(arguments.home().data());
            runs.models()
                    .forEach((role, model) -> leads.add(new Leading(role, runs.origin(role), catalogue, drawn)
                            .lead(Objects.requireNonNull(request.on().get(role)), (Guide) model)));
            return new Guides(runs, leads);
        } catch (Throwable e) {
            runs.close();
            throw e;
        }
    }

    public List<ChunkedDraws.Lead> leads() {
        return leads;
    }

    @Override
    public void close() {
        runs.close();
    }
}

package org.genera.worker.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.genera.run.request.DrawRequest;
import org.genera.run.spec.Protocol;
import org.genera.spi.DataShape;
import org.genera.views.View;
import org.genera.views.Views;
import org.genera.worker.context.RunContext;

/** Which sample sets the experiment's protocol wants of a run, and when. */
public final class ProtocolSampleSets {
    /** Fewer points would not show a density. */
    private static final int LEAST_POINTS = 1_000;

    private static final int REFERENCE_POINTS = 2_000;

    private final RunContext open;
    private final Protocol protocol;
    /** Of which many make a picture; a picture or a sequence is one by itself. */
    private final boolean points;

    public ProtocolSampleSets(RunContext open) {
        this.open = open;
        this.protocol = open.spec().setup().protocol();
        this.points = open.data().spec().shape().kind() == DataShape.Kind.VECTOR;
    }

    /** Before the first step: the data, and what an untrained model draws where training is a way and not one leap. */
    public List<DrawRequest> atStart(boolean drawable) {
        List<DrawRequest> requests = new ArrayList<>();
        requests.add(request(Views.REFERENCE, Views.REFERENCE, points ? REFERENCE_POINTS : protocol.samplesPerSet()));
        if (drawable) {
            requests.addAll(during(0));
        }
        return requests;
    }

    /** At each moment of sampling. */
    public List<DrawRequest> during(long step) {
        return open.variant().samplers().isEmpty()
                ? List.of()
                : List.of(request(id(Views.SAMPLES, step), Views.SAMPLES, samples()));
    }

    /** At the end, what the model can do beside sampling. */
    public List<DrawRequest> atEnd(long step) {
        List<DrawRequest> requests = new ArrayList<>();
        for (View view : Views.ALL) {
            OptionalInt count = view.atEnd(protocol, open.data().spec().shape().kind());
            if (count.isPresent() && view.shownBy(open.model(), open.data().spec())) {
                requests.add(request(id(view.id().replace('_', '-'), step), view.id(), count.getAsInt()));
            }
        }
        return requests;
    }

    private int samples() {
        return points ? Math.max(LEAST_POINTS, protocol.samplesPerSet()) : protocol.samplesPerSet();
    }

    private DrawRequest request(String id, String kind, int count) {
        String sampler = open.evaluationSampler().map(by -> by.sampler().id()).orElse("");
        return new DrawRequest(
                id, kind, OptionalLong.empty(), count, protocol.noiseSeed(), sampler, Map.of(), OptionalInt.empty());
    }

    /** Sorts by step as text does. */
    public static String id(String kind, long step) {
        return String.format(Locale.ROOT, "%s-%09d", kind, step);
    }
}

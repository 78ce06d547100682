package org.genera.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.genera.run.DrawRequest;
import org.genera.run.Protocol;
import org.genera.run.SampleSet.Kind;
import org.genera.spi.DataShape;
import org.genera.spi.Knowledge;
import org.genera.spi.Known;
import org.genera.spi.LatentSpaces;
import org.genera.spi.Reads;
import org.genera.spi.Reconstruction;
import org.genera.spi.Sampling;
import org.genera.spi.Trajectory;

/** Which sample sets the experiment's protocol wants of a run, and when. */
final class ProtocolSets {
    /** Fewer points would not show a density. */
    private static final int LEAST_POINTS = 1_000;

    private static final int REFERENCE_POINTS = 2_000;
    private static final int POINTS_PER_CLASS = 200;
    private static final int IMAGES_IN_A_ROW = 10;
    private static final int RECONSTRUCTED_IMAGES = 30;
    private static final int MOST_MOVING_IMAGES = 64;
    private static final int ROWS = 10;

    private final OpenRun open;
    private final Protocol protocol;
    /** Of which many make a picture; a picture or a sequence is one by itself. */
    private final boolean points;

    ProtocolSets(OpenRun open) {
        this.open = open;
        this.protocol = open.spec().ground().protocol();
        this.points = open.data().spec().shape().kind() == DataShape.Kind.VECTOR;
    }

    /** Before the first step: the data, and what an untrained model draws where training is a way and not one leap. */
    List<DrawRequest> atStart() {
        List<DrawRequest> wishes = new ArrayList<>();
        wishes.add(wish("reference", Kind.REFERENCE, points ? REFERENCE_POINTS : protocol.samplesPerSet()));
        if (open.variant().stages().get(0).reads() == Reads.MINIBATCH) {
            wishes.addAll(during(0));
        }
        return wishes;
    }

    /** At each moment of sampling. */
    List<DrawRequest> during(long step) {
        return open.variant().samplers().isEmpty()
                ? List.of()
                : List.of(wish(id("samples", step), Kind.SAMPLES, samples()));
    }

    /** At the end, what the model can do beside sampling. */
    List<DrawRequest> atEnd(long step) {
        List<DrawRequest> wishes = new ArrayList<>();
        boolean samples = !open.variant().samplers().isEmpty();
        if (open.model() instanceof Sampling sampling
                && Knowledge.refusal(sampling.knows(), Known.LABEL).isEmpty()) {
            wishes.add(wish(id("by-class", step), Kind.BY_CLASS, points ? POINTS_PER_CLASS : IMAGES_IN_A_ROW));
        }
        if (open.model() instanceof Reconstruction) {
            wishes.add(wish(
                    id("reconstructions", step),
                    Kind.RECONSTRUCTIONS,
                    points ? REFERENCE_POINTS : RECONSTRUCTED_IMAGES));
        }
        if (open.model() instanceof LatentSpaces) {
            wishes.add(wish(id("interpolation", step), Kind.INTERPOLATION, ROWS));
            wishes.add(wish(id("traversal", step), Kind.TRAVERSAL, ROWS));
        }
        if (samples && open.model() instanceof Trajectory) {
            wishes.add(wish(
                    id("trajectory", step),
                    Kind.TRAJECTORY,
                    points ? Draws.CHUNK : Math.min(MOST_MOVING_IMAGES, protocol.samplesPerSet())));
        }
        return wishes;
    }

    private int samples() {
        return points ? Math.max(LEAST_POINTS, protocol.samplesPerSet()) : protocol.samplesPerSet();
    }

    private DrawRequest wish(String id, Kind kind, int count) {
        String sampler = open.evaluationSampler().map(by -> by.sampler().id()).orElse("");
        return new DrawRequest(
                id, kind, OptionalLong.empty(), count, protocol.noiseSeed(), sampler, Map.of(), OptionalInt.empty());
    }

    /** Sorts by step as text does. */
    static String id(String kind, long step) {
        return String.format(Locale.ROOT, "%s-%09d", kind, step);
    }
}

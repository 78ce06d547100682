package org.genera.views;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.genera.run.request.DrawRequest;
import org.genera.run.spec.Protocol;
import org.genera.spi.Capability;
import org.genera.spi.DataShape.Kind;
import org.genera.spi.DataSpec;
import org.genera.spi.Model;
import org.genera.spi.Trajectory;
import org.genera.spi.Variant;

/** The way of samples, a frame for each moment. */
final class FilmView implements View {
    private static final int FRAMES = 24;
    private static final int MOST_PICTURES = 64;

    @Override
    public String id() {
        return "trajectory";
    }

    @Override
    public String title() {
        return "trajectory";
    }

    @Override
    public Layout layout() {
        return Layout.FILM;
    }

    @Override
    public Set<Argument> arguments() {
        return Set.of(Argument.SAMPLER, Argument.LABEL);
    }

    @Override
    public OptionalInt atEnd(Protocol protocol, Kind kind) {
        return OptionalInt.of(
                kind == Kind.VECTOR ? ChunkedDraws.CHUNK : Math.min(MOST_PICTURES, protocol.samplesPerSet()));
    }

    @Override
    public boolean offeredBy(Variant variant, DataSpec data) {
        return !variant.samplers().isEmpty() && variant.capabilities().contains(Capability.TRAJECTORY);
    }

    @Override
    public boolean shownBy(Model model, DataSpec data) {
        return model instanceof Trajectory;
    }

    @Override
    public ViewContent make(Subject subject, DrawRequest request) {
        Trajectory trajectory = subject.as(Trajectory.class, "show the way of its samples");
        Givens givens = SamplesView.givens(subject, request);
        List<Trajectory.Frame> frames = trajectory.trajectory(
                givens.into(subject.way(request).request(request.count(), request.noiseSeed()), 0), FRAMES);
        int size = request.count() * subject.size();
        float[] values = new float[frames.size() * size];
        List<String> labels = new ArrayList<>();
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            labels.add(frames.get(i).label());
            times.add(frames.get(i).time());
            System.arraycopy(SequenceEnds.marked(frames.get(i).samples()), 0, values, i * size, size);
        }
        return new ViewContent("The way of the samples", values, request.count(), 0, labels, times, givens.words());
    }
}

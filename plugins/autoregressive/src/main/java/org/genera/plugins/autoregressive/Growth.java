package org.genera.plugins.autoregressive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.genera.spi.DataShape;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.Trajectory;
import org.genera.spi.Trajectory.Frame;

/** How samples grow that are drawn number by number, told from the whole ones: what is drawn does not change any more. */
final class Growth {
    private Growth() {}

    /** @param empty stands for numbers of a picture that are neither drawn nor known yet */
    static List<Frame> film(Samples whole, SampleRequest request, float empty, int frames) {
        return whole.shape() instanceof DataShape.Sequence sequence
                ? ofSequences(whole, sequence, frames)
                : ofPictures(whole, (DataShape.Image) whole.shape(), request, empty, frames);
    }

    private static List<Frame> ofPictures(
            Samples whole, DataShape.Image image, SampleRequest request, float empty, int frames) {
        List<Frame> film = new ArrayList<>();
        int row = image.width() * image.channels();
        for (int rows : Trajectory.kept(image.height() + 1, frames)) {
            float[] values = whole.values().clone();
            for (int i = 0; i < values.length; i++) {
                boolean there = i % image.size() < rows * row || request.knows(i);
                values[i] = there ? values[i] : empty;
            }
            film.add(new Frame(
                    rows + " of " + image.height() + " rows",
                    (double) rows / image.height(),
                    new Samples(image, whole.count(), values)));
        }
        return film;
    }

    /** The first element is there at the beginning, since there is no sequence without one. */
    private static List<Frame> ofSequences(Samples whole, DataShape.Sequence sequence, int frames) {
        List<Frame> film = new ArrayList<>();
        for (int more : Trajectory.kept(sequence.longest(), frames)) {
            int[] lengths = Arrays.stream(whole.lengths())
                    .map(length -> Math.min(length, more + 1))
                    .toArray();
            film.add(new Frame(
                    more + 1 + " of " + sequence.longest() + " elements",
                    sequence.longest() == 1 ? 1 : more / (sequence.longest() - 1.0),
                    new Samples(sequence, whole.count(), whole.values(), lengths)));
        }
        return film;
    }
}

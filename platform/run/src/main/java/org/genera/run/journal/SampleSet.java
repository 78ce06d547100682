package org.genera.run.journal;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.genera.run.request.RunInDraw;
import org.genera.spi.DataSpec;
import org.genera.spi.ValueRange;
import org.jspecify.annotations.Nullable;

/**
 * Pictures, points or sequences that a run has written. Written as JSON, the components of layout and draw stand beside
 * the others.
 *
 * @param id unique in its run, and the name of its file without the suffix {@code .f32}
 * @param kind id of the view that made it
 * @param title for people
 * @param step of training at which it was made
 * @param layout how it lies in its file
 * @param draw how it came about
 * @param neighbours how far the neighbours are, for the view of neighbours alone
 */
public record SampleSet(
        String id,
        String kind,
        String title,
        long step,
        @JsonUnwrapped Layout layout,
        @JsonUnwrapped Draw draw,
        @Nullable Neighbours neighbours) {

    private static final int IMAGE_AXES = 3;

    /**
     * Values as they lie in a file: float32, little-endian, {@code frames × count × shape}. What lies beyond the end of a
     * sequence is NaN.
     *
     * @param shape of one example, as {@link org.genera.spi.DataShape#axes()} gives it
     * @param range of the values; of a pair those of its first half
     * @param count examples in a frame
     * @param columns how many examples stand in a row where the order matters (a row of an interpolation), else 0
     * @param frames labels of the frames; one empty label for a still
     * @param times when each frame is, from 0 where sampling starts to 1 at the sample; empty for stills and films of old
     * @param parts of one example: itself, or both halves of a pair; follows from shape and range in sets of old, whose
     *     pairs are of images
     */
    public record Layout(
            List<Integer> shape,
            ValueRange range,
            int count,
            int columns,
            List<String> frames,
            List<Double> times,
            List<Part> parts) {

        public Layout {
            parts = parts == null || parts.isEmpty() ? ofOld(shape, range) : List.copyOf(parts);
            times = times == null ? List.of() : List.copyOf(times);
            if (!times.isEmpty() && times.size() != frames.size()) {
                throw new IllegalArgumentException(
                        "need a time for each of " + frames.size() + " frames or none at all, got " + times.size());
            }
        }

        /** A still of examples that are no pairs, or pairs of images. */
        public static Layout still(List<Integer> shape, ValueRange range, int count, int columns) {
            return new Layout(shape, range, count, columns, List.of(""), List.of(), List.of());
        }

        /** Of examples as a model was told of them. */
        public static Layout of(DataSpec data, int count, int columns, List<String> frames, List<Double> times) {
            List<Part> parts = data.parts().stream()
                    .map(part -> new Part(part.shape().axes(), part.range()))
                    .toList();
            return new Layout(data.shape().axes(), data.ranges().get(0), count, columns, frames, times, parts);
        }

        /** How many numbers one example holds. */
        public int exampleSize() {
            return parts.stream().mapToInt(Part::size).sum();
        }
    }

    /**
     * How examples were drawn.
     *
     * @param sampler id of the sampler, empty where none was used
     * @param settings of the sampler
     * @param noiseSeed behind index i
     * @param label class that was asked for
     * @param sampleMillis how long drawing took
     * @param given what was given to the draws, for people, such as {@code first half}; empty where nothing was
     * @param on other runs that took part, by the role that the sampler declares
     */
    public record Draw(
            String sampler,
            Map<String, Object> settings,
            long noiseSeed,
            OptionalInt label,
            long sampleMillis,
            String given,
            Map<String, RunInDraw> on) {

        public Draw {
            given = Objects.requireNonNullElse(given, "");
            on = Map.copyOf(Objects.requireNonNullElse(on, Map.of()));
        }

        /** Given nothing, and with no other run. */
        public Draw(
                String sampler, Map<String, Object> settings, long noiseSeed, OptionalInt label, long sampleMillis) {
            this(sampler, settings, noiseSeed, label, sampleMillis, "", Map.of());
        }
    }

    /**
     * An example, or half of a pair.
     *
     * @param shape its axes: one of vectors, two of sequences, three of images
     * @param range of its values
     */
    public record Part(List<Integer> shape, ValueRange range) {
        public Part {
            shape = List.copyOf(shape);
        }

        /** How many numbers it holds. */
        public int size() {
            return shape.stream().reduce(1, Math::multiplyExact);
        }

        public boolean image() {
            return shape.size() == IMAGE_AXES;
        }
    }

    private static List<Part> ofOld(List<Integer> shape, ValueRange range) {
        return shape.size() == 2 * IMAGE_AXES
                ? List.of(
                        new Part(shape.subList(0, IMAGE_AXES), range),
                        new Part(shape.subList(IMAGE_AXES, shape.size()), range))
                : List.of(new Part(shape, range));
    }

    /**
     * How far samples are from the training data, with what is usual for real data to judge it by.
     *
     * @param space where distances are taken, such as {@code raw coordinates}
     * @param distances for each row of the set one for each neighbour, nearest first; the nearest row comes first
     * @param samples how many samples the rows were chosen from
     * @param trainingExamples how many training examples were searched
     * @param usualMedian median distance of a test example to its nearest training example
     * @param usualLow the distance below which 5 % of the test examples have their nearest training example
     */
    public record Neighbours(
            String space,
            List<List<Double>> distances,
            int samples,
            int trainingExamples,
            double usualMedian,
            double usualLow) {}
}

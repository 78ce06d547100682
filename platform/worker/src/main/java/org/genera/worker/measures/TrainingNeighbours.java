package org.genera.worker.measures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.genera.evaluation.Features;
import org.genera.evaluation.NearestNeighbours;
import org.genera.run.journal.SampleSet.Neighbours;

/**
 * The samples that come nearest to the training data, each beside its nearest training examples; the nearest of all first,
 * so that a copy stands on top.
 *
 * @param values {@code rows × columns × size} numbers, in each row a sample and its neighbours from the nearest on
 * @param rows how many samples
 * @param columns one more than the neighbours of each
 * @param distances of the neighbours, and what is usual for test examples
 */
@SuppressWarnings("ArrayRecordComponent")
public record TrainingNeighbours(float[] values, int rows, int columns, Neighbours distances) {
    private static final int MOST_ROWS = 16;
    private static final int NEIGHBOURS = 3;
    private static final double MEDIAN = 0.5;
    /** More samples or test examples than this are not compared: they would cost more than they show. */
    private static final int MOST_COMPARED = 1_000;

    private static final int MOST_SEARCHED = 20_000;
    /** So many squared differences take two cores about three seconds. */
    private static final double DIFFERENCES = 2.5e9;
    /** 64 MiB as single-precision numbers. */
    private static final int NUMBERS = 1 << 24;

    /** Examples as the model sees them, and the features by which they are compared, one row for each. */
    @SuppressWarnings("ArrayRecordComponent")
    record Looked(float[] values, Features features) {

        /** The first ones, whose values stay with all. */
        Looked first(int most) {
            int taken = Math.min(most, features.count());
            int width = features.width();
            return new Looked(values, new Features(taken, width, Arrays.copyOf(features.values(), taken * width)));
        }

        private int size(int count) {
            return values.length / count;
        }
    }

    /** How many training examples are worth searching. */
    static int worthSearching(int samples, int width, int size) {
        double compared = Math.min(samples, MOST_COMPARED);
        double most = Math.min(DIFFERENCES / width / compared, (double) NUMBERS / size);
        return (int) Math.max(1, Math.min(MOST_SEARCHED, most));
    }

    /**
     * Searches the training examples.
     *
     * @param space where the features are, for people
     * @return nothing where a sample is not finite: a diverged model copies nothing
     */
    static Optional<TrainingNeighbours> among(Looked training, Looked allSamples, Looked allTest, String space) {
        int size = training.size(training.features().count());
        Looked samples = allSamples.first(MOST_COMPARED);
        Looked test = allTest.first(MOST_COMPARED);
        if (!samples.features().finite() || !training.features().finite()) {
            return Optional.empty();
        }
        int neighbours = Math.min(NEIGHBOURS, training.features().count());
        NearestNeighbours found = NearestNeighbours.of(samples.features(), training.features(), neighbours);
        NearestNeighbours usual = NearestNeighbours.of(test.features(), training.features(), 1);
        List<Integer> nearestFirst = IntStream.range(0, found.queries())
                .boxed()
                .sorted(Comparator.comparingDouble(row -> found.distances()[row * neighbours]))
                .limit(MOST_ROWS)
                .toList();
        int columns = neighbours + 1;
        float[] values = new float[nearestFirst.size() * columns * size];
        List<List<Double>> distances = new ArrayList<>();
        for (int row = 0; row < nearestFirst.size(); row++) {
            int sample = nearestFirst.get(row);
            int to = row * columns * size;
            System.arraycopy(samples.values(), sample * size, values, to, size);
            List<Double> ofRow = new ArrayList<>();
            for (int rank = 0; rank < neighbours; rank++) {
                int neighbour = found.indices()[sample * neighbours + rank];
                System.arraycopy(training.values(), neighbour * size, values, to + (rank + 1) * size, size);
                ofRow.add(found.distances()[sample * neighbours + rank]);
            }
            distances.add(List.copyOf(ofRow));
        }
        return Optional.of(new TrainingNeighbours(
                values,
                nearestFirst.size(),
                columns,
                new Neighbours(
                        space,
                        List.copyOf(distances),
                        samples.features().count(),
                        training.features().count(),
                        usual.nearestDistanceQuantile(MEDIAN),
                        usual.nearestDistanceQuantile(NearestNeighbours.QUANTILE))));
    }
}

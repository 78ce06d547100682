package org.genera.plugins.mixture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.genera.nn.Seeds;
import org.genera.nn.gaussian.WeightedRows;

/** Means at different examples drawn at random, each with the covariance of all data and the same weight. */
final class RandomPointsStart implements Start {
    private static final int DRAWS_FOR_A_POINT = 100;

    private final long seed;

    RandomPointsStart(long seed) {
        this.seed = seed;
    }

    @Override
    public List<First> components(float[] rows, int size, int count) {
        double[] equal = new double[rows.length / size];
        Arrays.fill(equal, 1.0 / count);
        WeightedRows all = new WeightedRows(rows, equal);
        return points(rows, size, count).stream()
                .map(point -> new First(all, -Math.log(count), Optional.of(doubles(point))))
                .toList();
    }

    private static double[] doubles(float[] single) {
        double[] doubles = new double[single.length];
        Arrays.setAll(doubles, j -> single[j]);
        return doubles;
    }

    /** Components with the same mean and covariance would stay the same for ever. */
    private List<float[]> points(float[] rows, int size, int wanted) {
        int count = rows.length / size;
        List<float[]> points = new ArrayList<>();
        for (int draw = 0; points.size() < wanted; draw++) {
            if (draw == DRAWS_FOR_A_POINT * wanted) {
                throw Start.tooFewRows(wanted, points.size() + " among " + count + " examples");
            }
            int row = (int) (Seeds.uniform(seed, "start/" + draw) * count);
            float[] point = Arrays.copyOfRange(rows, row * size, (row + 1) * size);
            if (points.stream().noneMatch(other -> Arrays.equals(other, point))) {
                points.add(point);
            }
        }
        return points;
    }
}

package org.genera.plugins.mixture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.genera.nn.ModelSession;
import org.genera.nn.Seeds;
import org.genera.nn.gaussian.Gaussians;
import org.genera.nn.gaussian.WeightedRows;

/** Means at different examples drawn at random, each with the covariance of all data and the same weight. */
final class RandomPointsStart implements Start {
    private static final int DRAWS_FOR_A_POINT = 100;

    private final long seed;

    RandomPointsStart(long seed) {
        this.seed = seed;
    }

    @Override
    public void place(ModelSession session, Gaussians gaussians, float[] rows) {
        int components = gaussians.components();
        List<float[]> points = points(rows, gaussians.size(), components);
        double[] equal = new double[rows.length / gaussians.size()];
        Arrays.fill(equal, 1.0 / components);
        double[] logWeights = new double[components];
        Arrays.fill(logWeights, -Math.log(components));
        gaussians.fit(session, logWeights, k -> new WeightedRows(rows, equal));
        for (int k = 0; k < components; k++) {
            double[] mean = new double[gaussians.size()];
            for (int j = 0; j < mean.length; j++) {
                mean[j] = points.get(k)[j];
            }
            gaussians.move(session, k, mean);
        }
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

package org.genera.plugins.mixture;

import java.util.Arrays;
import org.genera.nn.ModelSession;
import org.genera.nn.gaussian.Gaussians;
import org.genera.nn.gaussian.KMeans;
import org.genera.nn.gaussian.WeightedRows;
import org.genera.spi.ModelContext;

/** Each component begins with the weight, the mean and the covariance of a cluster of k-means. */
final class KMeansStart implements Start {
    private final ModelContext context;
    private final long[] seeds;

    /** @param seeds k-means runs once from each; the tightest clusters are taken */
    KMeansStart(ModelContext context, long... seeds) {
        this.context = context;
        this.seeds = seeds;
    }

    @Override
    public void place(ModelSession session, Gaussians gaussians, float[] rows) {
        int components = gaussians.components();
        KMeans.Clusters best;
        try (KMeans kMeans = new KMeans(context, components, gaussians.size())) {
            best = kMeans.fit(rows, seeds[0]);
            for (int restart = 1; restart < seeds.length; restart++) {
                KMeans.Clusters other = kMeans.fit(rows, seeds[restart]);
                best = other.inertia() < best.inertia() ? other : best;
            }
        }
        int filled = (int) Arrays.stream(best.sizes()).filter(size -> size > 0).count();
        if (filled < components) {
            throw Start.tooFewRows(components, filled + " among " + best.nearest().length + " examples");
        }
        WeightedRows[] shares = WeightedRows.byGroup(rows, gaussians.size(), best.nearest(), components);
        double[] logWeights = new double[components];
        for (int k = 0; k < components; k++) {
            logWeights[k] = Math.log((double) shares[k].amounts().length / best.nearest().length);
        }
        gaussians.fit(session, logWeights, k -> shares[k]);
    }
}

package org.genera.plugins.mixture;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
    public List<First> components(float[] rows, int size, int count) {
        KMeans.Clusters best;
        try (KMeans kMeans = new KMeans(context, count, size)) {
            best = kMeans.fit(rows, seeds[0]);
            for (int restart = 1; restart < seeds.length; restart++) {
                KMeans.Clusters other = kMeans.fit(rows, seeds[restart]);
                best = other.inertia() < best.inertia() ? other : best;
            }
        }
        int filled = (int) Arrays.stream(best.sizes()).filter(each -> each > 0).count();
        if (filled < count) {
            throw Start.tooFewRows(count, filled + " among " + best.nearest().length + " examples");
        }
        double all = best.nearest().length;
        return Arrays.stream(WeightedRows.byGroup(rows, size, best.nearest(), count))
                .map(share -> new First(share, Math.log(share.total() / all), Optional.empty()))
                .toList();
    }
}

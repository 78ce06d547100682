package org.genera.plugins.mixture;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.genera.nn.ModelSession;
import org.genera.nn.Seeds;
import org.genera.nn.gaussian.Gaussians;
import org.genera.nn.gaussian.WeightedRows;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;

/** Where EM begins. */
interface Start {

    /**
     * What each component is fitted to first.
     *
     * @param rows [N, D]
     * @param size D
     * @param count K
     * @throws IllegalArgumentException if the rows are too few or too much alike
     */
    List<First> components(float[] rows, int size, int count);

    /**
     * Of one component.
     *
     * @param share rows to which it is fitted
     * @param logWeight log a_k
     * @param mean [D], another mean than theirs, where it has one
     */
    record First(WeightedRows share, double logWeight, Optional<double[]> mean) {}

    /** Gives components the means that differ from those of their rows, after they were fitted. */
    static void move(ModelSession session, Gaussians gaussians, List<First> firsts) {
        for (int k = 0; k < firsts.size(); k++) {
            int component = k;
            firsts.get(k).mean().ifPresent(mean -> gaussians.move(session, component, mean));
        }
    }

    /** As the specification asks. */
    static Start of(ModelSpec spec, ModelContext context) {
        return switch (spec.get(MixtureFamily.INITIALISATION)) {
            case MixtureFamily.RANDOM_POINTS -> new RandomPointsStart(spec.seed());
            case MixtureFamily.NEIGHBOURING -> new KMeansStart(context, neighbouring(spec));
            default -> new KMeansStart(context, independent(spec));
        };
    }

    /** Seeds of the starts of k-means, which no other seed shares. */
    static long[] independent(ModelSpec spec) {
        return LongStream.range(0, spec.get(MixtureFamily.RESTARTS))
                .map(restart -> Seeds.derive(spec.seed(), "restart/" + restart))
                .toArray();
    }

    private static long[] neighbouring(ModelSpec spec) {
        return LongStream.range(0, spec.get(MixtureFamily.RESTARTS))
                .map(restart -> spec.seed() + restart)
                .toArray();
    }

    /** There are not as many different examples as components. */
    static IllegalArgumentException tooFewRows(int components, String found) {
        return new IllegalArgumentException("expected at least as many different examples as components, got " + found
                + " for " + components + "; take fewer components or more data");
    }
}

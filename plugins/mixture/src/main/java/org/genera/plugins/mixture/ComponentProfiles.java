package org.genera.plugins.mixture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.genera.spi.Profiles.Profile;

/** What there is to show of components, and to say of their weights. */
final class ComponentProfiles {
    private ComponentProfiles() {}

    /**
     * @param weights [K]
     * @param logDeterminants ½ log det Σ_k: [K], or [1] where all share it
     * @param size D
     */
    static List<Profile> of(double[] weights, double[] logDeterminants, int size) {
        List<Profile> profiles = new ArrayList<>();
        profiles.add(new Profile("weights", "Weight of each component", "component", "", weights));
        if (logDeterminants.length == weights.length) {
            // The geometric mean over dimensions, however the axes of the component lie.
            double[] deviations = Arrays.stream(logDeterminants)
                    .map(each -> Math.exp(each / size))
                    .toArray();
            profiles.add(
                    new Profile("deviations", "Standard deviation of each component", "component", "", deviations));
        }
        return profiles;
    }

    /** exp of the entropy: K where all weights are equal, 1 where one component has everything. */
    static double effectiveNumber(double[] weights) {
        double entropy = 0;
        for (double weight : weights) {
            entropy -= weight > 0 ? weight * Math.log(weight) : 0;
        }
        return Math.exp(entropy);
    }
}

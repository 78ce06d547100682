package org.genera.plugins.mixture;

import org.genera.nn.ModelSession;
import org.genera.nn.gaussian.Gaussians;

/** Where EM begins. */
interface Start {

    /**
     * Gives the components their first weights, means and covariances.
     *
     * @param rows [N, D]
     * @throws IllegalArgumentException if the rows are too few or too much alike
     */
    void place(ModelSession session, Gaussians gaussians, float[] rows);

    /** There are not as many different examples as components. */
    static IllegalArgumentException tooFewRows(int components, String found) {
        return new IllegalArgumentException("expected at least as many different examples as components, got " + found
                + " for " + components + "; take fewer components or more data");
    }
}

package org.genera.plugins.markov;

import java.util.Arrays;

/** Where the means of Gaussian states begin. */
enum EmissionInitialisation {
    /** k-means on elements without their order, from far-apart ones (Arthur and Vassilvitskii 2007). */
    K_MEANS("k-means"),
    /** At elements drawn at random, with the variance of all. */
    RANDOM("random");

    private final String id;

    EmissionInitialisation(String id) {
        this.id = id;
    }

    static EmissionInitialisation of(String id) {
        return Arrays.stream(values())
                .filter(each -> each.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected k-means or random, got " + id));
    }
}

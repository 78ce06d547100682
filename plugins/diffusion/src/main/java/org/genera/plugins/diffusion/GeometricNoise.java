package org.genera.plugins.diffusion;

/**
 * Standard deviations that rise geometrically.
 *
 * @param least σ_min
 * @param most σ_max
 */
record GeometricNoise(double least, double most) {

    GeometricNoise {
        if (!(0 < least && least < most)) {
            throw new IllegalArgumentException("need 0 < sigmaMin < sigmaMax, got " + least + " and " + most
                    + "; the least should be below the finest structure of the data, the most about their diameter");
        }
    }

    /** σ_min (σ_max/σ_min)^part, for parts from 0 to 1. */
    double at(double part) {
        return least * Math.pow(most / least, part);
    }
}

package org.genera.plugins.vae;

/** Formulas in plain double precision to compare with. */
final class Densities {

    private Densities() {}

    static double logNormal(double x, double mean, double variance) {
        return -0.5 * (Math.log(2 * Math.PI * variance) + (x - mean) * (x - mean) / variance);
    }
}

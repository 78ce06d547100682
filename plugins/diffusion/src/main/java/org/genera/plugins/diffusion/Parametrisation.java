package org.genera.plugins.diffusion;

import java.util.Locale;

/**
 * What a network says of x_t = a x_0 + s ε: a combination F = u x_0 + w ε, from which with x_t both x̂_0 and ε̂ follow. u and w may
 * depend on a and s.
 */
enum Parametrisation {
    /** ε (Ho et al. 2020). */
    EPSILON {
        @Override
        double ofX0(double signal, double noise) {
            return 0;
        }

        @Override
        double ofEpsilon(double signal, double noise) {
            return 1;
        }
    },
    /** x_0 itself. */
    X0 {
        @Override
        double ofX0(double signal, double noise) {
            return 1;
        }

        @Override
        double ofEpsilon(double signal, double noise) {
            return 0;
        }
    },
    /** v = a ε − s x_0 (Salimans and Ho 2022, appendix D): how x_t moves where a² + s² = 1. */
    V {
        @Override
        double ofX0(double signal, double noise) {
            return -noise;
        }

        @Override
        double ofEpsilon(double signal, double noise) {
            return signal;
        }
    },
    /** s ∇ log p(x_t), of which the score is 1/s times as much (Song and Ermon 2020, technique 3). */
    SCORE {
        @Override
        double ofX0(double signal, double noise) {
            return 0;
        }

        @Override
        double ofEpsilon(double signal, double noise) {
            return -1;
        }
    },
    /** ε − x_0: how x_t moves along straight lines (Lipman et al. 2023, Liu et al. 2023). */
    VELOCITY {
        @Override
        double ofX0(double signal, double noise) {
            return -1;
        }

        @Override
        double ofEpsilon(double signal, double noise) {
            return 1;
        }
    };

    /** By its name in a form. */
    static Parametrisation named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** u. */
    abstract double ofX0(double signal, double noise);

    /** w. */
    abstract double ofEpsilon(double signal, double noise);

    /** What x̂_0 takes of x_t and of F. */
    final Combination x0(double signal, double noise) {
        double determinant = determinant(signal, noise);
        return new Combination(ofEpsilon(signal, noise) / determinant, -noise / determinant);
    }

    /** What ε̂ takes of x_t and of F; F itself where that is ε. */
    final Combination epsilon(double signal, double noise) {
        double determinant = determinant(signal, noise);
        return this == EPSILON
                ? new Combination(0, 1)
                : new Combination(-ofX0(signal, noise) / determinant, signal / determinant);
    }

    /** a w − s u. */
    private double determinant(double signal, double noise) {
        return signal * ofEpsilon(signal, noise) - noise * ofX0(signal, noise);
    }

    /**
     * Of x_t and F.
     *
     * @param ofInput what is taken of x_t
     * @param ofOutput what is taken of F
     */
    record Combination(double ofInput, double ofOutput) {}
}

package org.genera.plugins.gaussian;

import java.util.Locale;

/** What the covariance matrices may look like. */
enum Covariance {
    FULL,
    SHARED,
    DIAGONAL;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Covariance of(String variant) {
        return valueOf(variant.toUpperCase(Locale.ROOT));
    }

    /** Free parameters of the covariances of {@code classes} Gaussians in {@code size} dimensions. */
    long parameters(long classes, long size) {
        return switch (this) {
            case FULL -> classes * size * (size + 1) / 2;
            case SHARED -> size * (size + 1) / 2;
            case DIAGONAL -> classes * size;
        };
    }
}

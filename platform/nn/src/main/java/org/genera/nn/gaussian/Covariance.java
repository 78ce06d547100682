package org.genera.nn.gaussian;

import org.genera.nn.ModelGraph;

/** What the covariance matrices of K Gaussians in D dimensions may look like. */
public enum Covariance {
    /** A matrix of its own for each. */
    FULL,
    /** One matrix for all. */
    TIED,
    /** A variance for each and each dimension. */
    DIAGONAL,
    /** A variance for each. */
    SPHERICAL;

    /** Free parameters of the covariances of {@code components} Gaussians in {@code size} dimensions. */
    public long parameters(long components, long size) {
        return switch (this) {
            case FULL -> components * size * (size + 1) / 2;
            case TIED -> size * (size + 1) / 2;
            case DIAGONAL -> components * size;
            case SPHERICAL -> components;
        };
    }

    Factor factor(ModelGraph graph, int components, int size) {
        return switch (this) {
            case FULL -> new TriangularFactor(graph, components, size);
            case TIED -> new TriangularFactor(graph, 1, size);
            case DIAGONAL -> new DiagonalFactor(graph, components, size);
            case SPHERICAL -> new SphericalFactor(graph, components, size);
        };
    }
}

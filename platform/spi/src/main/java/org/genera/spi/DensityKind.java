package org.genera.spi;

/** How a family expresses the density of the data; the pages group families by it. */
public enum DensityKind {
    /** log p(x) in closed form or by exact computation. */
    TRACTABLE,
    /** A bound or an estimate of log p(x). */
    APPROXIMATE,
    /** The gradient of log p(x). */
    SCORE,
    /** Samples only. */
    IMPLICIT,
    /** Not a generator by itself. */
    NONE
}

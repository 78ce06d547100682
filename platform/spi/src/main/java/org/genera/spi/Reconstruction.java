package org.genera.spi;

/** Models that give an example back through their bottleneck. */
public interface Reconstruction {

    /** The mean reconstruction of each example, in the space of the data. */
    Samples reconstruct(Batch batch);
}

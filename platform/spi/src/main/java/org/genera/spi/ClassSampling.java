package org.genera.spi;

/** Models that draw from a wanted class: {@link Model#sample} honours {@link SampleRequest#label()}. */
public interface ClassSampling {

    /** How many classes can be asked for, numbered from 0. */
    int sampledClasses();
}

package org.genera.spi;

/** Models that classify, by Bayes' rule or otherwise. */
public interface Classification {

    /** log p(y|x): {@code count × classes} numbers. */
    double[] logPosterior(Batch batch);
}

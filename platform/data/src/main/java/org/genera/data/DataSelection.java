package org.genera.data;

/**
 * The data of an experiment.
 *
 * @param dataSet name in the catalogue
 * @param split such as {@code train=0-9000,test=9000-10000} (from, to exclusive), or empty for the data set's own
 * @param preprocessing before a model sees a value
 */
public record DataSelection(String dataSet, String split, Preprocessing preprocessing) {}

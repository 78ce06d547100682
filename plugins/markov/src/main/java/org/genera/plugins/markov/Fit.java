package org.genera.plugins.markov;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How well parameters fit the training sequences.
 *
 * @param logLikelihood of all sequences, in nats
 * @param sequences how many
 * @param elements of all sequences: what Bayes' information criterion counts as observations
 * @param parameters that are free
 */
record Fit(double logLikelihood, int sequences, long elements, long parameters) {

    /** By name of metric; may be added to. */
    Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put(MarkovFamily.TRAIN_NLL_PER_ELEMENT.name(), -logLikelihood / elements);
        metrics.put(MarkovFamily.TRAIN_NLL.name(), -logLikelihood / sequences);
        metrics.put(MarkovFamily.BIC.name(), parameters * Math.log(elements) - 2 * logLikelihood);
        metrics.put(MarkovFamily.AIC.name(), 2.0 * parameters - 2 * logLikelihood);
        return metrics;
    }
}

package org.genera.plugins.markov;

import java.util.Map;
import org.genera.nn.InformationCriteria;

/**
 * How well parameters fit the training sequences.
 *
 * @param logLikelihood of all sequences, in nats
 * @param sequences how many
 * @param elements of all sequences: what Bayes' information criterion counts as observations
 * @param parameters that are free
 */
record GoodnessOfFit(double logLikelihood, int sequences, long elements, long parameters) {

    /** By name of metric; may be added to. */
    Map<String, Double> metrics() {
        Map<String, Double> metrics = new InformationCriteria(logLikelihood, parameters, elements).metrics();
        metrics.put(MarkovFamily.TRAIN_NLL_PER_ELEMENT.name(), -logLikelihood / elements);
        metrics.put(MarkovFamily.TRAIN_NLL.name(), -logLikelihood / sequences);
        return metrics;
    }
}

package org.genera.nn;

import java.util.LinkedHashMap;
import java.util.Map;
import org.genera.spi.Metric;
import org.genera.spi.Metric.Direction;

/**
 * How well a model explains the data it was fitted to, weighed against its freedom.
 *
 * @param logLikelihood of all data, nats
 * @param parameters free ones
 * @param observations that it was fitted to: examples, or elements of sequences
 */
public record InformationCriteria(double logLikelihood, long parameters, long observations) {
    public static final Metric BIC = new Metric("bic", "Bayesian information criterion", "", Direction.LOWER);
    public static final Metric AIC = new Metric("aic", "Akaike information criterion", "", Direction.LOWER);

    /** p log N − 2 log L (Schwarz 1978). */
    public double bic() {
        return parameters * Math.log(observations) - 2 * logLikelihood;
    }

    /** 2 p − 2 log L (Akaike 1974). */
    public double aic() {
        return 2.0 * parameters - 2 * logLikelihood;
    }

    /** Both, by name of metric; may be added to. */
    public Map<String, Double> metrics() {
        return new LinkedHashMap<>(Map.of(BIC.name(), bic(), AIC.name(), aic()));
    }
}
